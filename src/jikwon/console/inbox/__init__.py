"""확인할 일, 건별 확인: questions that only a person can answer."""
