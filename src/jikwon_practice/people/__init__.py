"""Made-up people at real addresses: names, numbers, phones and homes, the same for the same seed."""
