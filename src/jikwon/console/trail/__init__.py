"""감사기록: who did what, and whether the chain of it is whole."""
