"""Words about HWPX documents for `verify.py`: a document read by the second reader, its tables by name."""
