"""종이 서식 입력: scans of filled forms to a table of their values."""
