"""The forms as plain Playwright fills them."""

import json
import os
import sys
import time

from playwright.sync_api import sync_playwright

LABELS = ("성명", "생년월일", "휴대전화", "전자우편", "도로명주소", "상세주소", "제목", "내용")
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0

forms = json.load(open(sys.argv[2], encoding="utf-8"))
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=os.environ["BENCH_BROWSER"], chromium_sandbox=not ROOT)
    page = browser.new_page()
    began = time.perf_counter()
    for form in forms:
        page.goto(sys.argv[1])
        for label, value in zip(LABELS, form, strict=True):
            page.get_by_role("textbox", name=label, exact=True).fill(value)
        page.get_by_role("button", name="접수", exact=True).click()
        page.get_by_role("status").filter(has_text="접수되었습니다").wait_for()
    json.dump({"work_s": time.perf_counter() - began}, open(os.environ["BENCH_TOLD"], "w"))
    browser.close()
