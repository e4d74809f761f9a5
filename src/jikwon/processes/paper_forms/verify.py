"""The proof: the workbook, read again, against the scans, what was recorded of them, and what people answered.

Every cell that no person typed is read again from its scan, in a way that the finished values did not come from,
and held against the sheet. The modules `verify_*.py` are its parts.
"""

from jikwon.processes.paper_forms.verify_bases import bases
from jikwon.processes.paper_forms.verify_lists import lists
from jikwon.processes.paper_forms.verify_shapes import harmless, shapes
from jikwon.processes.paper_forms.verify_values import values
from jikwon.proof import in_parts

verify = in_parts(shapes, values, bases, lists, harmless)
"""Prove the values of the forms."""
