"""A register of quarantined people: its rows made into people, who is in quarantine, and where they contradict."""
