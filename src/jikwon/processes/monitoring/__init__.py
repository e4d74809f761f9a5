"""자가격리 모니터링 결과 수합: many report files to one picture of the day in which nobody is missing."""
