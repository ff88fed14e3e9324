"""The facilitator's console: never on the projector, and behind a PIN where one screen must do."""
