"""Failing hospitals that fall due: the docket, its clocks, ways out, and how they are settled."""
