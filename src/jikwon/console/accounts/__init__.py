"""Accounts of people: who they are, how they come in, and what they may do."""
