"""The forms as Selenium through rpaframework fills them. Its driver must be installed: none is downloaded."""

import json
import os
import shutil
import sys
import time

if (driver := shutil.which("chromedriver")) is None:
    sys.exit("chromedriver is not installed (Debian: apt-get install chromium-driver); none is downloaded")

from RPA.Browser.Selenium import Selenium
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

LABELS = ("성명", "생년월일", "휴대전화", "전자우편", "도로명주소", "상세주소", "제목", "내용")
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0

forms = json.load(open(sys.argv[2], encoding="utf-8"))
options = webdriver.ChromeOptions()
options.binary_location = os.environ["BENCH_BROWSER"]
options.add_argument("--headless=new")
if ROOT:
    options.add_argument("--no-sandbox")
library = Selenium(auto_close=False)
library.create_webdriver("Chrome", options=options, service=Service(driver))
began = time.perf_counter()
for form in forms:
    library.go_to(sys.argv[1])
    for label, value in zip(LABELS, form, strict=True):
        library.input_text(f"xpath://label[normalize-space(text())='{label}']/*", value)
    library.click_button("접수")
    library.wait_until_page_contains("접수되었습니다")
json.dump({"work_s": time.perf_counter() - began}, open(os.environ["BENCH_TOLD"], "w"))
library.close_all_browsers()
