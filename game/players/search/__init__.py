"""Players that search: they try sheets on guesses of what they can't see, and keep the best."""
