"""Makes the portal's cases from a seed."""
