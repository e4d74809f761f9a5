"""What people are told of runs: their standing, items, acts, proofs, and the hours that they saved."""
