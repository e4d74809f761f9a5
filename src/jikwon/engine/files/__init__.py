"""The files of a run: taken in, made, released, handed out, and destroyed in time."""
