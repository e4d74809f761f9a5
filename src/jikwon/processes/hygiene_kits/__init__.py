"""위생키트 배송명단 작성: the delivery list of hygiene kits, proved against the registers."""
