"""The election: opinion between votes, hospitals in the seats, projection, and the night."""
