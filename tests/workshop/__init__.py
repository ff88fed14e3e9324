"""Tests of the workshop: what a room with a facilitator needs beside the game."""
