"""The window and what runs in it: the loop, the screen stack, the renderer."""
