"""Many games: run in lock-step around one batched market, measured and compared."""
