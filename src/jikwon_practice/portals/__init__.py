"""The portals, one folder each.

A portal is a Django app whose folder has `urls.py` (served under its name), `seeding.py` with
`fill(order)` (makes its data from a seed), `control.py` with `OPERATIONS` (what tests may ask of it),
its models, templates, statics and plain facts. Adding the folder is all there is to do.
"""

from importlib.resources import files
from typing import Final

NAMES: Final = tuple(sorted(each.name for each in files(__name__).iterdir() if each.joinpath("urls.py").is_file()))
"""Every portal's name, which is its folder's and the first part of its addresses."""
