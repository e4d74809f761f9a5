"""The web console: an official's day in a browser, over the records and the engine's own acts."""
