"""What must fit together across a scenario's files."""
