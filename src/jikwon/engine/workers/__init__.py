"""Who does the work: workers, how they share it, and what becomes of a dead one's."""
