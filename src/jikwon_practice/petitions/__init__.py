"""What people write to the office: petitions in many phrasings, always the same for the same seed."""
