"""The campaign, election night retold, and what is left after it."""
