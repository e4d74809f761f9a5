"""The one-page report: its figures, whom to call first, and the days before."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from jikwon.model import Published
from jikwon.processes.monitoring import charts, figures, trend
from jikwon.processes.monitoring.figures import Counts, Figures
from jikwon.processes.monitoring.tests.days import WELL, dropped, office, outcomes, person, run, said
from jikwon.processes.monitoring.trend import Day
from jikwon.proof import Page, pdf_pages, pdf_tables
from jikwon.proof.breaks import breaks
from jikwon.testing import Office, RunResult
from jikwon.testing.releasing import all_hold, checks_of, proof_of

BLANK = dict.fromkeys(WELL, "")


def page_of(result: RunResult) -> Page:
    (page,) = pdf_pages(result.outputs["monitoring-page"])
    return page


def table(result: RunResult, first: str) -> list[tuple[str, ...]]:
    """Give the rows of the table whose first column has this name."""
    found = next(each for each in pdf_tables(page_of(result)) if each.header[0] == first)
    return [tuple(row) for row in found.rows]


def next_day(by: Office) -> str:
    """Let the office's next run be a day later; give that day."""
    by.clock += timedelta(days=1)
    return f"{by.clock:%Y-%m-%d}"


def test_the_page_has_the_days_figures() -> None:
    people = [person(f"Q{n}", f"김{'가나다라마'[n]}") for n in range(5)]
    result = run(people, app=[said("Q0"), said("Q1", 기침="O"), said("Q2", 결과="이탈의심"), said("Q3", "1", "365")])

    assert table(result, "대상자") == [("5명", "5", "75.0%", "1", "1", "1", "1")]
    assert table(result, "회차")[-1] == ("전체", "5", "3", "75.0%", "1", "1", "1", "0", "1", "0", "1")
    assert result.verdict == "proved"


def test_whom_to_call_first_is_ordered_by_urgency_then_by_missed_slots() -> None:
    people = [person(f"Q{n}", f"김{'가나다라마'[n]}", 휴대전화=f"010-0123-100{n}") for n in range(5)]
    reports = [said("Q1"), said("Q2", 기침="O"), said("Q2", "2"), said("Q3", 결과="이탈"), said("Q3", "2"), said("Q4")]
    result = run(people, by=office("2021-10-06T16:00"), app=[*reports, said("Q4", "2")])

    shown = [(row[0], row[1], row[2], row[4]) for row in table(result, "사유")]
    assert shown == [
        ("이탈", "10:00", "Q3", "010-0123-1003"),
        ("유증상", "10:00", "Q2", "010-0123-1002"),
        ("미응답", "10:00 15:00", "Q0", "010-0123-1000"),
        ("미응답", "15:00", "Q1", "010-0123-1001"),
    ]


def test_a_long_list_is_cut_to_one_page_and_says_how_many_are_left() -> None:
    people = [person(f"Q{n:03}", "김하나", 휴대전화=f"010-0123-1{n:03}") for n in range(90)]
    result = run(people, by=office("2021-10-06T21:00"), app=[said("Q000")])

    shown = len(table(result, "사유"))
    assert 20 <= shown < 90
    assert f"이 밖에 {90 - shown}명은 전화목록 시트에 있습니다." in page_of(result).loose
    assert result.verdict == "proved"


def test_nobody_to_call_is_said() -> None:
    result = run([person()], app=[said()])

    assert table(result, "사유") == [("전화할 사람이 없습니다.",)]
    assert result.verdict == "proved"


@pytest.mark.parametrize("name", ["김龘", "가" * 60, '<b>김</b> #v(1cm) "$x$"'])
def test_a_name_that_does_not_fit_or_cannot_be_drawn_spoils_nothing(name: str) -> None:
    result = run([person("Q1", name, 담당부서="가" * 80)], app=[("x.csv", [said("Q9")])])

    assert result.verdict == "proved"
    assert len(table(result, "사유")) == 1


def test_before_the_first_slot_and_with_many_slots_it_is_one_page() -> None:
    before = run([person()], by=office("2021-10-06T09:00"), app=[said()])
    many = run(
        [person()], by=office("2021-10-06T23:30"), app=[said()],
        settings={"slots": ",".join(f"{hour:02}:00" for hour in range(24))},
    )  # fmt: skip

    assert table(before, "회차") == [("전체", "0", "0", "–", *["0"] * 7)]
    assert len(table(many, "회차")) == 25
    assert before.verdict == many.verdict == "proved"


def test_the_trend_shows_the_days_before_that_were_released() -> None:
    by = office()
    run([person(), person("Q2", "박두리")], by=by, app=[said()])
    day = next_day(by)
    second = run([person(), person("Q2", "박두리")], by=by, app=[said(점검일=day), said("Q2", 점검일=day, 기침="O")])

    rows = {row[0]: row[1:] for row in table(second, "날짜")}
    assert rows["미응답"] == ("–", "–", "–", "–", "–", "1", "0")
    assert rows["유증상"] == ("–", "–", "–", "–", "–", "0", "1")
    assert rows["응답률"][-2:] == ("50.0%", "100.0%")
    assert second.verdict == "proved"


def test_a_later_day_changes_nothing_of_an_earlier_one() -> None:
    by = office("2021-10-06T10:30")
    alone = run([person()], by=by, app=[said()])
    day = next_day(by)
    run([person()], by=by, app=[said(점검일=day)])
    again = run([person()], by=by, app=[said()], settings={"date": "2021-10-06"})

    assert [each.header[0] for each in pdf_tables(page_of(again))] == [
        each.header[0] for each in pdf_tables(page_of(alone))
    ]


def test_a_file_that_was_taken_on_an_earlier_day_is_dropped_by_name() -> None:
    by = office()
    both = [said(), said(점검일="2021-10-07", slot="1")]
    run([person()], by=by, app=both)
    next_day(by)
    result = run([person()], by=by, app=[("이름만 바꿈.csv", both)], phone=[said("Q1", 점검일="2021-10-07")])

    assert [(file, reason) for file, _, reason in dropped(result)] == [
        ("이름만 바꿈.csv", "앞선 날에 이미 받은 파일")
    ] * 2
    assert outcomes(result) == {("Q1", "10:00"): "정상"}
    assert result.verdict == "proved"


def test_the_same_file_counts_again_on_its_own_day() -> None:
    by = office()
    run([person()], by=by, app=[said()])

    assert outcomes(run([person()], by=by, app=[said()])) == {("Q1", "10:00"): "정상"}


def test_a_supplement_has_the_page_of_the_whole_day() -> None:
    by = office()
    people = [person(), person("Q2", "박두리"), person("Q3", "최세라")]
    first = run(people, by=by, app=[said(), said("Q2", temperature="365")])
    second = by.answer(first, {("Q2/10:00", "temperature-unclear"): "38.5"})

    assert table(first, "대상자") == [("3명", "3", "50.0%", "0", "0", "1", "1")]
    assert table(second, "대상자") == [("3명", "3", "66.7%", "1", "0", "1", "0")]
    assert [row[2] for row in table(second, "사유")] == ["Q2", "Q3"]
    assert second.verdict == "proved"


@pytest.mark.slow
def test_every_fault_planted_in_a_page_with_a_trend_is_refuted(tmp_path: Path) -> None:
    by = office()
    people = [person(f"Q{n}", f"김{'가나다라마'[n]}", 휴대전화=f"010-0123-100{n}") for n in range(5)]
    run(people, by=by, app=[said("Q0"), said("Q1", 기침="O")])
    day = next_day(by)
    result = run(people, by=by, app=[said("Q1", 점검일=day), said("Q2", 점검일=day, 결과="이탈")])
    whole = result.outputs["monitoring-page"]
    (at,) = [number for number, each in enumerate(result.course.files) if each.path == whole]

    for seed in range(3):
        for planted in breaks(whole.name, whole.read_bytes(), seed=seed):
            broken = tmp_path / whole.name
            broken.write_bytes(planted.data)
            files = list(result.course.files)
            files[at] = type(files[at])(name=files[at].name, path=broken, file=files[at].file)
            assert not all_hold(list(checks_of(result.course, "verify", proof_of(result.course, files)))), (
                planted.description
            )


def longer(slots: Mapping[str, Counts]) -> Mapping[str, Counts]:
    return {slot: each._replace(well=each.well + 1) for slot, each in slots.items()}


def exchanged(slots: Mapping[str, Counts]) -> Mapping[str, Counts]:
    return {slot: each._replace(well=each.symptomatic, symptomatic=each.well) for slot, each in slots.items()}


def doubled(days: Sequence[Day]) -> Sequence[Day]:
    return [days[-2] if each is days[-1] else each for each in days]


@pytest.mark.parametrize(
    ("drawn", "wrong"),
    [
        ("by_slot", longer),
        ("by_slot", exchanged),
        ("by_day", doubled),
        ("by_day", lambda days: days[::-1]),
    ],
)
def test_a_bar_that_is_not_as_long_as_its_figure_is_refuted(
    drawn: str, wrong: Callable[[Any], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    by = office("2021-10-06T16:00")
    people = [person(f"Q{n}", f"김{'가나다라마'[n]}") for n in range(5)]
    assert run(people, by=by, app=[said("Q0"), said("Q1", 기침="O")]).verdict == "proved"
    day = next_day(by)
    reports = [said(f"Q{n}", 점검일=day) for n in range(3)] + [said("Q4", "2", 점검일=day, 기침="O")]
    draw = getattr(charts, drawn)
    assert run(people, by=by, app=reports).verdict == "proved"

    monkeypatch.setattr(charts, drawn, lambda given: draw(wrong(given)))
    result = run(people, by=by, app=[*reports, said("Q3", "2", 점검일=day)])

    assert result.verdict == "refuted"
    assert {check.name for check in result.mismatches} == {"charts"}


def test_what_is_published_names_nobody() -> None:
    by = office()
    run([person(휴대전화="010-0123-4567")], by=by, app=[said()])

    kept = by._around.published
    assert {kind for kind, _ in kept} == {"day", "file"}
    assert not any(word in str(kept) for word in ("김하나", "4567", "Q1"))


@pytest.mark.parametrize(
    ("answered", "silent", "rate"), [(0, 0, "–"), (2, 1, "66.7%"), (1, 7, "12.5%"), (1999, 1, "100.0%")]
)
def test_a_rate_is_rounded_half_up(answered: int, silent: int, rate: str) -> None:
    assert Counts(answered=answered, silent=silent).rate == rate


def test_charts_have_the_same_bytes_and_no_date() -> None:
    slots = {"10:00": Counts(due=5, answered=3, well=3, silent=2), "15:00": Counts()}
    days = trend.of(
        datetime(2021, 10, 6).date(), Figures(people=1, slots=slots, day=Counts(due=5)),  # noqa: DTZ001 - a day
        [figures_of_yesterday()],
    )  # fmt: skip

    assert charts.by_slot(slots) == charts.by_slot(slots)
    assert charts.by_day(days) == charts.by_day(days)
    assert "<dc:date>" not in charts.by_slot(slots)


def figures_of_yesterday() -> Published:
    counted = figures.Figures(people=3, slots={"10:00": Counts(due=3)}, day=Counts(due=3, silent=3))
    return Published(key="2021-10-05", data=trend.published(counted), clock=datetime(2021, 10, 5))  # noqa: DTZ001
