"""A small acting process for the benchmarks: one line a row, to a local file, each once."""
