"""Handing files over: a plan begins for what is right; what is wrong is said at its field and leaves nothing behind."""

import io
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from tests import looking
from tests.console.handing import Files, form, send
from tests.console.house import TOKEN, Answer, House

HYGIENE = Path(__file__).parents[2] / "src" / "jikwon" / "processes" / "hygiene_kits" / "sample"
GOOD = (HYGIENE / "register-2.csv").read_bytes()
PAGE = "/start/hygiene-kits"


@pytest.fixture(scope="module", autouse=True)
def worker(house: House) -> None:
    """Wait until the worker is there."""
    until = time.monotonic() + 30
    while "로봇이 켜져 있지 않습니다" in house.visitor("official").get(PAGE).text and time.monotonic() < until:
        time.sleep(0.2)


def spooled(house: House) -> list[str]:
    return sorted(each.name for each in (house.home / "spool").iterdir() if "upload" in each.name)


def run_count(house: House) -> int:
    return int(looking.look(house.home, "SELECT COUNT(*) FROM runs")[0][0])


@pytest.fixture
def nothing_is_kept(house: House) -> Iterator[None]:
    """Hold that whatever the test hands over leaves no file and no run."""
    spool, runs = house.home / "spool", run_count(house)
    before = sorted(spool.iterdir())
    yield
    assert sorted(spool.iterdir()) == before
    assert run_count(house) == runs


def hand(house: House, *files: tuple[str, bytes], role: str = "official", path: str = PAGE, **fields: str) -> Answer:
    given: Files = [("input-register", name, content) for name, content in files]
    return send(house.visitor(role), path, fields, given)


def test_every_process_is_offered_with_what_it_does(house: House) -> None:
    text = house.visitor("official").get("/start").text
    for name in ("위생키트 배송명단 작성", "자가격리 전담공무원 배정", "단순 민원 처리 결과 정리", "역학조사서 출력"):
        assert name in text
    assert "격리자 명부에서 위생키트 택배 배송명단과 배송대장을 만듭니다." in text


def test_what_is_right_begins_as_a_plan_and_nothing_leaves(house: House) -> None:
    answer = hand(house, ("명부.csv", GOOD), **{"set-item": "위생키트 2호", "as_of": "2021-10-06T09:00"})

    assert answer.path.startswith("/runs/hygiene-kits-20211006-")
    told = house.wait_for(answer.path.removeprefix("/runs/"), "needs-people", "awaiting-approval")
    assert told["outputs"] == []
    assert told["items"]["total"] > 0
    assert spooled(house) == []


@pytest.mark.usefixtures("nothing_is_kept")
@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("명부.xlsx", b"\x89PNG\r\n\x1a\n" + b"x" * 99, "이름은 XLSX인데 내용은 PNG인 파일입니다"),
        ("명부.xlsx", b"", "내용이 없는 파일입니다"),
        ("명부.exe", b"MZ", "받지 않는 형식의 파일입니다"),
        ("../../../etc/명부.csv", GOOD, "파일 이름에 경로나 쓸 수 없는 글자가 있습니다"),
        ("..\\명부.csv", GOOD, "파일 이름에 경로나 쓸 수 없는 글자가 있습니다"),
        ("명부\x07.csv", GOOD, "파일 이름에 경로나 쓸 수 없는 글자가 있습니다"),
        ("명\u202e부.csv", GOOD, "파일 이름에 경로나 쓸 수 없는 글자가 있습니다"),
        ("..", GOOD, "파일 이름에 경로나 쓸 수 없는 글자가 있습니다"),
        ("부" * 90 + ".csv", GOOD, "파일 이름이 너무 깁니다"),
        ("명부.csv", "이름,나이\n강하늘,36\n".encode(), "필요한 열이 없습니다: 휴대전화, 주소"),
        ("명부.csv", b"1,2\n3,4\n", "알아볼 수 있는 머리글이 없습니다"),
        ("명부.csv", "관리번호,성명,주소\nQ1,강하늘,올림픽로 1\n".encode(), "필요한 열"),
    ],
)
def test_a_bad_file_is_said_at_its_field(house: House, name: str, content: bytes, sentence: str) -> None:
    answer = hand(house, (name, content))

    assert answer.path == PAGE
    _, _, field = answer.text.partition('id="input-register-wrong">')
    assert sentence in field.partition("</p>")[0]
    assert 'aria-invalid="true"' in answer.text


@pytest.mark.usefixtures("nothing_is_kept")
def test_a_bomb_is_told(house: House) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (1 << 28))
    answer = hand(house, ("명부.xlsx", made.getvalue()))
    assert "비정상적으로 커지는 파일입니다" in answer.text


@pytest.mark.usefixtures("nothing_is_kept")
def test_the_same_file_twice_is_told_and_other_values_stay(house: House) -> None:
    answer = hand(house, ("가.csv", GOOD), ("나.csv", GOOD), **{"set-item": "손소독제", "as_of": "2021-10-06T09:00"})

    assert "내용이 같은 파일이 둘입니다: 가.csv, 나.csv" in answer.text
    assert 'value="손소독제"' in answer.text
    assert 'value="2021-10-06T09:00"' in answer.text
    assert "다시 고를 파일: 가.csv, 나.csv" in answer.text.replace("</p>", "")


@pytest.mark.usefixtures("nothing_is_kept")
def test_two_files_of_one_name_are_told(house: House) -> None:
    answer = hand(house, ("명부.csv", GOOD), ("명부.csv", GOOD + b"\n"))
    assert "이름이 같은 파일이 둘입니다: 명부.csv" in answer.text


@pytest.mark.usefixtures("nothing_is_kept")
def test_all_that_is_wrong_is_said_at_once(house: House) -> None:
    answer = hand(house, **{"set-policy": "아무거나", "as_of": "어제"})

    wrong = answer.text.split("맡기지 못했습니다")[1].split("</ul>")[0]
    assert "파일을 넣어야 합니다" in wrong
    assert "쓸 수 없는 값입니다" in wrong
    assert "읽을 수 없는 일시입니다" in wrong
    assert "--" not in wrong


@pytest.mark.usefixtures("nothing_is_kept")
def test_more_than_the_console_takes_is_told_at_the_field(house: House) -> None:
    answer = hand(house, ("명부.csv", b"x" * 100_000_001), **{"set-item": "손소독제"})

    assert "100 MB를 넘어 받지 않았습니다" in answer.text.partition('id="input-register-wrong">')[2]
    assert 'value="손소독제"' in answer.text


@pytest.mark.usefixtures("nothing_is_kept")
def test_files_of_unknown_length_begin_nothing(house: House) -> None:
    visitor = house.visitor("official")
    token = TOKEN.search(visitor.get(PAGE).text)
    assert token is not None
    body, kind = form({"csrfmiddlewaretoken": token[1]}, [("input-register", "명부.csv", b"x" * 101_000_000)])
    request = urllib.request.Request(visitor.address + PAGE)
    visitor.cookies.add_cookie_header(request)
    line = HTTPConnection("127.0.0.1", house.port, timeout=60)
    chunks = (body[start : start + (1 << 20)] for start in range(0, len(body), 1 << 20))
    headers = {"Content-Type": kind, "Cookie": request.get_header("Cookie") or "", "Transfer-Encoding": "chunked"}
    try:
        line.request("POST", PAGE, chunks, headers, encode_chunked=True)
        assert line.getresponse().status in {403, 411, 413}
    except (BrokenPipeError, ConnectionResetError):
        pass  # refused before all of it was sent
    finally:
        line.close()


@pytest.mark.usefixtures("nothing_is_kept")
def test_files_are_taken_on_no_other_page(house: House) -> None:
    answer = send(house.visitor("official"), "/profile", {"language": "ko"}, [("input-register", "명부.csv", GOOD)])
    assert answer.path == "/profile"


@pytest.mark.parametrize("role", ["it-officer", "auditor", "manager"])
def test_who_may_not_work_hands_nothing_over(house: House, role: str) -> None:
    assert house.visitor(role).get("/start").status == 403
    assert house.visitor(role).get(PAGE).status == 403


def test_practice_is_a_plan_that_nobody_can_release(house: House) -> None:
    visitor = house.visitor("official")
    answer = visitor.post(f"{PAGE}/practice", page=PAGE)

    told = house.wait_for(answer.path.removeprefix("/runs/"), "needs-people", "awaiting-approval")
    assert told["outputs"] == []


def test_a_template_is_a_workbook_that_its_process_reads(house: House) -> None:
    visitor = house.visitor("official")
    answer = visitor.get(f"{PAGE}/template/register")
    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
    assert visitor.get(f"{PAGE}/template/buildings").status == 404
    assert visitor.get(f"{PAGE}/template/nothing").status == 404
    assert visitor.get("/start/nothing").status == 404

    begun = hand(house, ("빈 서식.xlsx", answer.body))

    assert begun.path.startswith("/runs/"), begun.text  # it has no row, but every column


def test_a_run_of_ones_own_gives_its_settings_again_and_nobody_elses_does(house: House) -> None:
    run = hand(house, ("명부.csv", GOOD), **{"set-item": "손소독제 3호", "as_of": "2021-10-06T09:00"}).path[6:]

    text = house.visitor("official").get(f"{PAGE}?from={run}").text
    assert 'value="손소독제 3호"' in text
    assert 'value="2021-10-06T09:00"' in text
    assert house.visitor("official-2").get(f"{PAGE}?from={run}").status == 404
