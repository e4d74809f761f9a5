"""역학조사서 출력: investigation forms from the portal to paper, each case once."""
