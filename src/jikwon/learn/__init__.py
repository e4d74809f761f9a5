"""Classifiers that abstain: they decide only where their error is measured and bounded, and say so everywhere else."""
