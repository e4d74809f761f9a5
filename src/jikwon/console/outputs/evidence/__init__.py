"""The evidence sheet of a run: one page, as PDF and as HWPX, in Korean as official documents are."""
