"""The engine: runs that survive. Stages, batches, effects, questions, release."""
