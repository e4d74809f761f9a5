"""업무 맡기기: a process is chosen, files are handed over, and looked at before anything begins."""
