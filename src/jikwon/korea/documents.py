"""How official documents are written: money, numbered items, attachments and the end mark."""
