"""What the tests of this process share."""

from jikwon.processes.paper_forms.tests.forms import pages

__all__ = ["pages"]
