"""The market: one small module for each mechanism, in the order of a quarter."""
