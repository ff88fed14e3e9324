"""From a card's effects to what is in force: modifiers, targets, knob settings."""
