"""One game a level of AI, told from its seat with what it weighed at each decision."""
