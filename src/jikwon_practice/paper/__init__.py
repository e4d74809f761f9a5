"""Paper forms as citizens fill them in and scanners deliver them, the same for the same seed, with an answer key."""

from jikwon_practice.paper.faces import FaceMissing
from jikwon_practice.paper.forms import FORMS, Form, Line
from jikwon_practice.paper.scanning import Quality, Scan, scans

__all__ = ["FORMS", "FaceMissing", "Form", "Line", "Quality", "Scan", "scans"]
