"""성과: hours saved, measured, and how content people are."""
