"""메일함: what the office's mail server has taken, as a person sees it."""
