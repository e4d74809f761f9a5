"""A run from its order to its end: started, driven through its stages, ended."""
