"""Scenarios as data: schemas, a loader whose errors name file and line, geography, provenance."""
