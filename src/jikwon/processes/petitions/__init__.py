"""단순 민원 처리 결과 정리: exports of petition systems become the period's results, late list, figures and report."""
