"""Pure rules about Korean data: every reader answers with a `Reading`, or with `Unclear` and why."""

from jikwon.korea.readings import Reading, Unclear

__all__ = ["Reading", "Unclear"]
