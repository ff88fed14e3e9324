"""Who may know which figure, and when it is published."""
