"""로봇: who works, on what, and since when nobody has heard of it."""
