"""The petition system: its list by period, and its downloads, whose columns differ from quarter to quarter."""
