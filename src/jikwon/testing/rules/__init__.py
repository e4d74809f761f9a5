"""One module per group of rules: `look(process)` yields what it finds wrong."""
