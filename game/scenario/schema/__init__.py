"""The schema of a scenario's files, one module a YAML file."""
