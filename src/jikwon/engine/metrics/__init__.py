"""Numbers about the office for those who watch it (Prometheus): counted from the records, and nothing personal."""
