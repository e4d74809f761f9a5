"""Backup and restore: every table at one moment and the files that belong to it, in one sealed archive; and moving."""
