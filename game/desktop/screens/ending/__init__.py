"""Screens after the last quarter: election night and scores."""
