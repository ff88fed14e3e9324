"""Three games that show what this game is about, each with what one act of it came to."""
