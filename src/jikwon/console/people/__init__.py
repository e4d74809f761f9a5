"""사용자·권한: accounts, their roles, and who is locked out."""
