"""Our side of B4: the forms filled by the names of their fields."""

import json
import os
import sys
import time
from pathlib import Path

from b4_web_forms import LABELS

from jikwon.tools.browser import Browser, Place

FIELDS = [Place(label, role="textbox") for label in LABELS]
SEND = Place("접수", role="button")
DONE = Place("접수되었습니다", role="status")


def main(address: str, people: str) -> None:
    """Fill and send every form."""
    forms = json.loads(Path(people).read_text(encoding="utf-8"))
    with Browser.open(os.environ["BENCH_BROWSER"], evidence=None) as browser, browser.page() as page:
        began = time.perf_counter()
        for form in forms:
            page.go(address)
            for place, value in zip(FIELDS, form, strict=True):
                page.fill(place, value)
            page.press(SEND)
            page.wait_for(DONE)
        Path(os.environ["BENCH_TOLD"]).write_text(json.dumps({"work_s": time.perf_counter() - began}))


if __name__ == "__main__":
    main(*sys.argv[1:])
