"""Files that a page gives: all of them or none, and in memory only."""

from datetime import timedelta

import pytest

from jikwon.model import Handling
from jikwon.tools.browser import DownloadCut, Page, PageFailed, PageSlow, Place

from .site import Site

pytestmark = pytest.mark.slow
CSV = {"Content-Type": "text/csv", "Content-Disposition": "attachment; filename*=UTF-8''%EB%AA%A9%EB%A1%9D.csv"}


def test_a_download_is_whole_and_in_memory_only(page: Page, site: Site) -> None:
    data = "성명\r\n홍길동\r\n".encode("cp949")
    site.files["/list"] = ({**CSV, "Content-Length": str(len(data))}, data)
    page.go(site.show("<a href=/list>목록 내려받기</a>"))

    got = page.download(press=Place("목록 내려받기", role="link"))
    again = page.download(press=Place("목록 내려받기", role="link"))

    assert (got.name, got.data) == ("목록.csv", data)
    assert again.data == data
    assert "홍길동" not in repr(got)
    assert page.text(Place("목록 내려받기", role="link")) == "목록 내려받기"


@pytest.mark.parametrize(
    "headers",
    [
        {**CSV, "Content-Length": "1000"},
        {**CSV, "Content-Length": "1000", "ETag": '"1"'},
        {**CSV, "Transfer-Encoding": "chunked"},
    ],
)
def test_a_download_cut_short_is_an_error_and_nothing_of_it_is_used(
    page: Page, site: Site, headers: dict[str, str]
) -> None:
    body = b"64\r\n" + b"x" * 100 + b"\r\n" if "Transfer-Encoding" in headers else b"x" * 100
    site.files["/list"] = (headers, body)
    page.go(site.show("<a href=/list>목록 내려받기</a>"))

    with pytest.raises(DownloadCut) as caught:
        page.download(press=Place("목록 내려받기", role="link"))

    assert caught.value.handling is Handling.RETRY


def test_a_download_that_never_starts_is_slow_and_a_failed_one_failed(page: Page, site: Site) -> None:
    site.show("오류", path="/list", status=500)
    page.go(site.show("<a href=/list>목록</a><a href='#'>빈 링크</a>"))

    with pytest.raises(PageSlow):
        page.download(press=Place("빈 링크", role="link"), within=timedelta(seconds=1))
    with pytest.raises(PageFailed):
        page.download(press=Place("목록", role="link"), within=timedelta(seconds=8))
