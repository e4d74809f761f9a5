"""Runs that nobody starts by hand: at set times, or when files arrive in a folder. Workers look for them."""
