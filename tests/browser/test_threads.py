"""Several threads in one browser."""

import threading

import pytest

from jikwon.tools.browser import Browser, Place

from .site import Site

pytestmark = pytest.mark.slow
SEARCH = Place("조회", role="button")


def test_four_threads_work_four_pages_of_one_browser_with_one_login(browser: Browser, site: Site) -> None:
    for number in range(4):
        form = "<label>값 <input id=v></label><button onclick='out.textContent = v.value'>조회</button>"
        site.show(f"<h1>{number}</h1>{form}<p role=note id=out></p><p role=log id=seen></p><script>"
                  "seen.textContent = document.cookie</script>", path=f"/{number}")  # fmt: skip
    read, errors = dict[int, list[tuple[str, str]]](), list[BaseException]()

    def work(number: int) -> None:
        try:
            with browser.page(session="근무") as page:
                page.go(f"{site.address}/{number}")
                for turn in range(5):
                    page.fill(Place("값", role="textbox"), f"{number}-{turn}")
                    page.press(SEARCH)
                    said = page.text(Place("결과", role="note", name=None))
                    read.setdefault(number, []).append((said, page.text(Place("쿠키", role="log", name=None))))
        except BaseException as error:  # noqa: BLE001 - told by the test's own thread
            errors.append(error)

    site.show("<script>document.cookie = 'login=yes'</script>", path="/login")
    with browser.page(session="근무") as page:
        page.go(site.address + "/login")
        threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)

    assert errors == []
    assert read == {number: [(f"{number}-{turn}", "login=yes") for turn in range(5)] for number in range(4)}
    with browser.page(session="다른 계정") as page:
        page.go(site.address + "/0")
        assert page.text(Place("쿠키", role="log", name=None)) == ""
