"""실행: the list of runs, and one run as it goes, with its plan, its approval and its end."""
