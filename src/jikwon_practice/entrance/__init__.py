"""What every portal shares: accounts, the way in, lost sessions, the look, and faults that strike anywhere."""
