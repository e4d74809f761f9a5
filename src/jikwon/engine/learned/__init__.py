"""Models of an office: learnt from its past files, approved, and watched while they are in use."""
