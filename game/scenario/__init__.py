"""A game as data: schema, loader with file and line, geography and provenance."""
