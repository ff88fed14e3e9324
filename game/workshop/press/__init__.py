"""What a workshop prints: the kit, the guide and the debrief, as HTML from templates."""
