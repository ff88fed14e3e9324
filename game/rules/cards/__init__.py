"""A scenario's levers and events looked up, and where their effects will lead."""
