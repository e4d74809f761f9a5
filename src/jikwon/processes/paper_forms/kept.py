"""What a run keeps of a page: what was read in its cells, and the pictures of those that are asked about."""

import json

from jikwon.processes.paper_forms.model import Seen

READINGS, CELL = "readings", "cell"


def encoded(seen: Seen) -> bytes:
    """Write down what was seen: `{"refused": "", "cells": {"성명": [["홍길동", 96.0], …] or null}}`."""
    cells = {
        cell.field: None if cell.readings is None else [[read.text, read.confidence] for read in cell.readings]
        for cell in seen.cells
    }
    return json.dumps({"refused": seen.refused, "cells": cells}, ensure_ascii=False, sort_keys=True).encode()
