"""What every screen stands in: frame, navigation, words, marks of state."""
