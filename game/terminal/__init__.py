"""The whole game in text: line by line, for a terminal, a screen reader or a script."""
