"""What may be ordered, at what price, and contests between sealed orders."""
