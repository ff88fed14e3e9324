"""Pieces that the screens of a quarter share; each is a function or node, none is a screen."""
