"""Run many games around one batched market; measure and compare them."""
