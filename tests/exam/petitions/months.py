"""Random months: petitions of every kind, through every channel, with the defects that real exports have."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from jikwon_practice.people import names, numbers, pleas

from . import law
from .truth import Fate, Filing, Month

KINDS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("고충민원", "7일", ("처리기간", "법정/내부처리기한", "")),
    ("질의민원", "7일", ("처리기간", "법정/내부처리기한")),
    ("법령질의", "14일", ("처리기간",)),
    ("건의민원", "14일", ("처리기간", "법정/내부처리기한", "")),
    ("기타민원", "즉시", ("처리기간",)),
    ("기타민원", "3일", ("처리기간",)),
    ("기타민원", "5일", ("처리기간",)),
    ("법정민원", "10일", ("처리기간",)),
    ("법정민원", "1개월", ("처리기간",)),
)
WORDS = {
    "완료": ("완료", "처리완료", "답변완료", " 완료", "완료 "),
    "접수": ("접수", "접수완료"),
    "처리중": ("처리중", "처리 중"),
    "보완요청": ("보완요청",),
    "이송": ("이송", "타기관이송", "이첩"),
    "취하": ("취하", "민원취하"),
    "병합": ("병합", "병합처리"),
    "종결": ("종결", "종결처리"),
    "연장": ("연장", "기간연장"),
}
CHANNELS = ("국민신문고", "새올전자민원창구", "안전신문고", "홈페이지", "방문", "전화")
SATISFIED = ("매우만족", "만족", "보통", "불만족", "매우불만족")
DEPARTMENTS = sorted({department for *_, department in pleas.SUBJECTS})
OLD, NEW = "청소행정과", "자원순환과"
"""A department that was renamed in the middle of the month before the month of the exam."""


def random_month(seed: int, *, size: int = 40) -> Month:
    """Make a month of 2018–2024 with everything that may stand in it."""
    rng = Random(f"petitions/{seed}")
    first = date(rng.randint(2018, 2024), rng.randint(1, 12), 1)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    clock = datetime.combine(last + timedelta(days=rng.randint(1, 20)), datetime.min.time()) + timedelta(
        hours=rng.randint(8, 19), minutes=rng.randint(0, 59)
    )
    serial = rng.randint(10_000, 900_000)
    filings = [_filing(rng, first, last, clock, serial + place) for place in range(size)]
    filings += [_twin(rng, filings[8 + place], serial + size + place) for place in range(2)]
    filings += [_refiled(rng, filings[place], last, clock, serial + size + 10 + place) for place in (0, 1)]
    filings += [_outside(rng, first, last, clock, serial + size + 20 + place) for place in range(2)]
    for place, defect in enumerate(rng.sample(sorted(DEFECTS), k=4)):
        DEFECTS[defect](rng, filings[3 + place])
        filings[3 + place].defect, filings[3 + place].fate = defect, Fate.ASKED
    _give_titles(rng, filings[12:])
    return _month(rng, seed, first, last, clock, filings)


def _month(rng: Random, seed: int, first: date, last: date, clock: datetime, filings: list[Filing]) -> Month:
    rng.shuffle(filings)
    files: dict[str, list[Filing]] = {f"민원현황목록_{name}.xlsx": [] for name in ("가", "나")}
    files |= {f"민원현황목록_{seed % 7}.csv": []} if rng.random() < 0.5 else {}
    for each in filings:
        files[rng.choice(list(files))].append(each)
    kept = list(files)
    again = [each for each in filings if not each.defect][:2]
    for each in again:  # the same row in two files
        home = next(name for name in kept if each in files[name])
        files[next(name for name in kept if name != home)].append(each)
    _contradict(rng, files, kept)
    departments = [(f"{3220000 + place * 10}", name, "", "") for place, name in enumerate(DEPARTMENTS) if name != NEW]
    turn = first - timedelta(days=15)
    departments += [("3229000", OLD, "2010-01-01", f"{turn - law.DAY}"), ("3229010", NEW, f"{turn}", "")]
    codes = {name: code for code, name, *_ in departments}
    for each in filings:
        each.code = codes.get(each.department, "")
    schema_of = {name: rng.randint(1, 3) for name in files}
    return Month(
        first=first, last=last, clock=clock, files=files, schema_of=schema_of, departments=departments
    )  # fmt: skip


def _contradict(rng: Random, files: dict[str, list[Filing]], names: list[str]) -> None:
    """Let two files say different things of one number, and neither when it was made."""
    victim = next(each for each in files[names[0]] if not each.defect and not each.twin and not each.before
                  and each.fate is Fate.SHOWN and sum(each in rows for rows in files.values()) == 1
                  and not _is_named(each, files))  # fmt: skip
    victim.fate, victim.defect = Fate.ASKED, "two-contents"
    other = replace(victim, written={**victim.written, "민원제목": f"{victim.title} 재요청"})
    files[rng.choice(names[1:])].append(other)


def _is_named(each: Filing, files: dict[str, list[Filing]]) -> bool:
    return any(each.number in (one.twin, one.before) for rows in files.values() for one in rows)


def _filing(rng: Random, first: date, last: date, clock: datetime, serial: int) -> Filing:
    kind, length, places = rng.choice(KINDS)
    day = first + timedelta(days=rng.randint(0, (last - first).days))
    received = datetime.combine(day, datetime.min.time()) + timedelta(
        minutes=rng.choice((rng.randint(540, 1079), rng.randint(540, 1079), rng.randint(5, 1439)))
    )
    title, text, department = pleas.plea(rng)
    sentences = [pleas.planted(rng, rng.choice(pleas.KINDS)) for _ in range(rng.choices((0, 1, 2), (50, 35, 15))[0])]
    reply, told = _reply(rng, department)
    place, road = rng.choice(places), rng.choice(pleas.ROADS)
    given = Filing(
        number=f"{rng.randint(1, 3)}AA-{first:%y%m}-{serial:07}", received=received, kind=kind, length=length,
        length_in=place, channel=rng.choice(CHANNELS), title=title, gist=title,
        body=pleas.with_sentences(rng, text, [said for said, _ in sentences]), said="", status="", closed=None,
        answer="", department=department, code="", officer=_name(rng), petitioner=_name(rng, rare=True),
        phone=numbers.mobile(rng), mail=f"petitioner{serial}@example.com", road=road,
        address=pleas.home(rng, road),
        planted=tuple((each.kind, each.value) for _, each in sentences) + told,
    )  # fmt: skip
    _handle(rng, given, clock, reply)
    return given


def _reply(rng: Random, department: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    text = pleas.answer(rng, department)
    if rng.random() < 0.8:
        return text, ()
    said, planted = pleas.planted(rng, rng.choice(("phone", "plate", "name")))
    return f"{text} {said}", ((planted.kind, planted.value),)


def _name(rng: Random, *, rare: bool = False) -> str:
    """Make a name; a rare one is no part of an office's words, so that finding it means something."""
    return names.korean(rng, sex=rng.choice("남여"), born=rng.randint(1945, 2000), surname="제갈" if rare else "")


def _handle(rng: Random, each: Filing, clock: datetime, reply: str) -> None:
    """Let a petition go its way: answered in time or late, open, or ended otherwise."""
    if each.length in ("7일", "14일") and each.length_in == "처리기간" and rng.random() < 0.15:
        each.extended = 1
        each.stated = each.due
    elif rng.random() < 0.3 and each.length_in == "처리기간":
        each.stated = each.due
        if rng.random() < 0.3:
            each.stated = each.received.date() + timedelta(days=7 if each.length == "7일" else 3)
            each.stated = each.due if each.stated == each.due else each.stated
    ended = rng.choices(("완료", "종결", "이송", "취하", "병합", "open"), (60, 5, 6, 6, 4, 19))[0]
    closed = _closed(rng, each)
    if ended == "open" or closed > clock:
        each.status = rng.choice(("접수", "처리중", "보완요청")) if not each.extended else "연장"
    else:
        each.status, each.closed = ended, closed
        if each.is_done:
            each.answer = reply
            if rng.random() < 0.4:
                each.satisfaction, each.opinion = rng.choice(SATISFIED), rng.choice(("", "빠른 답변 감사합니다."))
    if not each.answer:
        each.planted = tuple(one for one in each.planted if one[1] in each.body)
    each.said = rng.choice(WORDS[each.status])


def _closed(rng: Random, each: Filing) -> datetime:
    last = each.due.date() if isinstance(each.due, datetime) else each.due
    day = each.received.date() + timedelta(days=rng.randint(0, max(1, (last - each.received.date()).days) + 5))
    while not law.is_open(day):
        day += law.DAY
    moment = datetime.combine(day, datetime.min.time()) + timedelta(minutes=rng.randint(541, 1079))
    return moment if moment > each.received else moment + timedelta(days=_next_open(day))


def _next_open(day: date) -> int:
    return next(days for days in range(1, 30) if law.is_open(day + timedelta(days=days)))


def _twin(rng: Random, first: Filing, serial: int) -> Filing:
    channel = rng.choice([each for each in CHANNELS if each != first.channel])
    number = f"{first.number[:9]}{serial:07}"
    minutes = min(rng.randint(3, 300), 1439 - first.received.hour * 60 - first.received.minute)
    again = replace(
        first, number=number, channel=channel, received=first.received + timedelta(minutes=minutes), twin=first.number,
        status="병합", said="병합처리", closed=None, answer="", satisfaction="", opinion="", extended=0, stated=None,
        written={},
    )  # fmt: skip
    again.planted = tuple(one for one in first.planted if one[1] in first.body)
    return again


def _refiled(rng: Random, first: Filing, last: date, clock: datetime, serial: int) -> Filing:
    again = _filing(rng, first.received.date(), last, clock, serial)
    again.before, again.title = first.number, f"[재신청] {first.title}"
    return again


def _outside(rng: Random, first: date, last: date, clock: datetime, serial: int) -> Filing:
    before = rng.random() < 0.5
    day = first - timedelta(days=3) if before else last + law.DAY
    other = _filing(rng, day, day, clock + timedelta(days=40), serial)
    other.fate = Fate.OUTSIDE
    return other


def _give_titles(rng: Random, filings: list[Filing]) -> None:
    """Write some harmless texts as systems and people do; what they say stays the same."""
    for each in rng.sample([one for one in filings if not one.twin], k=6):
        way = rng.choice(("formula", "entity", "long", "wide", "emoji"))
        if way == "formula":
            each.title = rng.choice("=+-@") + each.title
        elif way == "entity":
            each.written["민원제목"], each.title = (
                f"&lt;급함&gt; {each.title} &amp; 확인",
                f"<급함> {each.title} & 확인",
            )
        elif way == "long":
            each.body = (each.body + " 자세한 내용은 다음과 같습니다. ") + "같은 내용을 되풀이합니다. " * rng.choice(
                (600, 1900)
            )
            each.body = each.body.strip()
        elif way == "emoji":
            each.title = f"{each.title} 🙏"
        else:
            each.written["접수일자"] = f"{each.received:%Y. %-m. %-d. %H:%M}"


def _unknown_status(rng: Random, each: Filing) -> None:
    each.said = rng.choice(("재검토대기", "회신중", "보류2"))


def _closed_before(rng: Random, each: Filing) -> None:
    each.closed, each.said, each.status = each.received - timedelta(days=3), "처리완료", "완료"


def _unreadable_receipt(rng: Random, each: Filing) -> None:
    each.written["접수일자"] = rng.choice((f"{each.received:%m월 %d일}", f"{each.received:%Y-%m}-41 10:00", "어제"))


def _unreadable_closing(rng: Random, each: Filing) -> None:
    each.closed, each.said, each.status = each.received + timedelta(days=1), "처리완료", "완료"
    each.written["처리일"] = rng.choice(("다음 주", f"{each.received:%Y}-13-01 10:00", "??"))


def _closed_department(rng: Random, each: Filing) -> None:
    each.department = OLD


def _unknown_department(rng: Random, each: Filing) -> None:
    each.department = "별나라관리과"


def _extension_unclear(rng: Random, each: Filing) -> None:
    each.length, each.length_in, each.extended = "7일", "처리기간", 1
    each.stated = each.due
    assert isinstance(each.stated, date)
    each.stated += timedelta(days=rng.choice((-1, 1, 2)))


DEFECTS: dict[str, Callable[[Random, Filing], None]] = {
    "status-unknown": _unknown_status,
    "closed-before-received": _closed_before,
    "receipt-unreadable": _unreadable_receipt,
    "closing-unreadable": _unreadable_closing,
    "department-closed": _closed_department,
    "department-unknown": _unknown_department,
    "extension-unclear": _extension_unclear,
}
"""Defects that only a person can settle."""
