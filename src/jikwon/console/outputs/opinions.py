"""What people think of runs, and what else they wish for."""

from jikwon.console.outputs.views import outputs as opinion

wishes = opinion
