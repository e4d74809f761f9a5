"""The records: what runs, items, questions, acts and people did. A Django app without screens.

This database is the one truth; the durable engine carries only pointers into it. Whatever is
personal arrives here sealed, and is opened by the floors above.
"""
