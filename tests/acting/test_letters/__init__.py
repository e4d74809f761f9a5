"""A small process that acts outside: one letter a row, to a receiver over HTTP, each once."""
