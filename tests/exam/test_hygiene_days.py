"""What hygiene-kits does from one day to the next: earlier deliveries, the clock, thin registers, approval."""

import csv
from datetime import datetime
from pathlib import Path

import pytest

from .driver import CommandLine
from .hygiene.entry import ADDRESS, BIRTH, DETAIL, ID, NAME, PHONE, RELEASE, STATUS, Cell, Entry, Excluded, entry
from .hygiene.key import PER_HOUSEHOLD, PER_PERSON, TABLE, Key, Rule, make_key
from .hygiene.marks import mark
from .hygiene.office import CLOCK, RULES, SIZES, random_register, split_days, spread
from .hygiene.shapes import rows_of
from .hygiene.tables import ALL, Book, Table, columns
from .hygiene.town import Town
from .hygiene.writers import write_books
from .reports import faults_of_proof, faults_of_report
from .singles import plain_people

AFTERNOON = datetime(2021, 10, 6, 13, 0)  # noqa: DTZ001 - the command line takes Seoul time without a zone


def write_register(entries: list[Entry], folder: Path, *fields: str) -> list[Path]:
    """Write entries as one CSV with some columns, by default all."""
    table = Table(rows=rows_of(entries), columns=columns(*(fields or ALL)))
    return write_books([Book(name="격리자.csv", tables=[table])], folder)


def write_delivered(path: Path, header: tuple[str, ...], lines: list[tuple[Cell, ...]]) -> Path:
    """Write a table of people who had their kit."""
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows([header, *lines])
    return path


@pytest.mark.parametrize(("policy", "seed"), [(PER_PERSON, 31), (PER_HOUSEHOLD, 32), (TABLE, 33)])
def test_a_second_run_with_the_first_register_serves_only_who_is_new(
    policy: str, seed: int, office: CommandLine, tmp_path: Path
) -> None:
    rule = RULES[policy]
    early, everyone = split_days(random_register(seed).entries, seed)
    paths = write_books(spread(early, seed), tmp_path / "first")
    first = make_key(early, rule)
    outcome = office.run_kits(paths, settings=rule.settings, clock=CLOCK, partial=True)
    assert mark(first, outcome.outputs()).all == []
    paths = write_books(spread(everyone, seed + 1), tmp_path / "second")
    served = outcome.outputs().folder / "delivery-register.xlsx"

    again = office.run_kits(paths, delivered=[served], settings=rule.settings, clock=CLOCK, partial=True)

    second = make_key(everyone, rule, before=first.served)
    assert mark(second, again.outputs()).all == []
    assert faults_of_report(second, again) == []


def test_the_same_register_again_adds_nothing(office: CommandLine, tmp_path: Path) -> None:
    entries = plain_people(41, 12)
    paths = write_register(entries, tmp_path)
    first = office.run_kits(paths, clock=CLOCK)
    served = first.outputs().folder / "delivery-register.xlsx"

    second = office.run_kits(paths, delivered=[served], clock=CLOCK)

    assert (second.code, second.report["items"]["excluded"]) == (0, 12)
    assert second.outputs().deliveries == []
    assert {record["사유코드"] for record in second.outputs().excluded} == {"기지급"}


def test_delivered_people_are_known_by_id_or_by_name_birth_date_and_phone(office: CommandLine, tmp_path: Path) -> None:
    town = Town(42, clock=CLOCK, numeric_ids=False)
    by_id, by_all, by_all_idless, other_phone, ill, new = (town.person("flats") for _ in range(6))
    entries = [entry(one) for one in (by_id, by_all, other_phone, new)]
    entries += [entry(by_all_idless), entry(ill, {STATUS: "확진"}, fate=Excluded("확진"))]
    ids = write_delivered(tmp_path / "ids.csv", (ID,), [(f" {by_id.number}",), (ill.number,), ("SP-2110-99999",)])
    people = write_delivered(
        tmp_path / "people.csv",
        ("이름", "생년월일", "연락처"),
        [
            (by_all.name, f"{by_all.birth:%Y.%m.%d}", by_all.phone[1:]),
            (f"{by_all_idless.name}\u3000", f"{by_all_idless.birth:%Y%m%d}", by_all_idless.phone),
            (other_phone.name, other_phone.birth.isoformat(), "010-0999-9999"),
        ],
    )
    paths = write_register(entries, tmp_path / "in")

    outcome = office.run_kits(paths, delivered=[ids, people], clock=CLOCK)

    before = [entries[0], entries[1], entries[4]]
    key = make_key(entries, RULES[PER_PERSON], before=before)
    assert mark(key, outcome.outputs()).all == []
    assert faults_of_report(key, outcome) == []


def test_a_day_alone_is_over_at_noon(office: CommandLine, tmp_path: Path) -> None:
    town = Town(43, clock=AFTERNOON)
    over = ("2021-10-06", "2021-10-06 13:00", "2021. 10. 6. 12:00", "20211006")
    ahead = ("2021-10-06 13:01", "2021-10-07", "2021-10-06 18:00")
    entries = [entry(town.person(), {RELEASE: text}, fate=Excluded("해제")) for text in over]
    entries += [entry(town.person(), {RELEASE: text}) for text in ahead]

    outcome = office.run_kits(write_register(entries, tmp_path), clock=AFTERNOON)

    key = make_key(entries, RULES[PER_PERSON])
    assert mark(key, outcome.outputs()).all == []


def test_a_register_without_release_and_status_serves_everyone(office: CommandLine, tmp_path: Path) -> None:
    entries = plain_people(44, 6)
    paths = write_register(entries, tmp_path, NAME, BIRTH, PHONE, ADDRESS, DETAIL, ID, "행정동")

    outcome = office.run_kits(paths, clock=CLOCK)

    key = make_key(entries, RULES[PER_PERSON])
    assert mark(key, outcome.outputs()).all == []
    assert faults_of_report(key, outcome) == []


def test_a_register_without_rows_releases_empty_lists(office: CommandLine, tmp_path: Path) -> None:
    outcome = office.run_kits(write_register([], tmp_path), clock=CLOCK)

    key: Key = make_key([], RULES[PER_PERSON])
    assert outcome.code == 0
    assert outcome.report["items"]["total"] == 0
    assert mark(key, outcome.outputs()).all == []


def test_a_folder_is_its_tables_and_what_is_passed_over_is_named(office: CommandLine, tmp_path: Path) -> None:
    entries = plain_people(45, 6)
    folder = tmp_path / "folder"
    tables = [Table(rows=rows_of(part), columns=columns(*ALL)) for part in (entries[:3], entries[3:])]
    write_books(
        [Book(name=f"{letter}.csv", tables=[table]) for letter, table in zip("ab", tables, strict=True)], folder
    )
    for name in ("~$a.xlsx", ".hidden", "Thumbs.db", "desktop.ini"):
        (folder / name).write_bytes(b"not a table")

    outcome = office.run_kits([folder], clock=CLOCK)

    assert mark(make_key(entries, RULES[PER_PERSON]), outcome.outputs()).all == []
    proof = (outcome.outputs().folder / "proof.json").read_text("utf-8")
    assert all(name in proof for name in ("~$a.xlsx", "Thumbs.db", "desktop.ini"))


def test_a_message_that_looks_like_a_formula_stays_text(office: CommandLine, tmp_path: Path) -> None:
    entries = plain_people(46, 3)
    rule = Rule(policy=PER_PERSON, sizes=SIZES, message='=HYPERLINK("http://example.invalid","문 앞")')

    outcome = office.run_kits(write_register(entries, tmp_path), settings=rule.settings, clock=CLOCK)

    assert mark(make_key(entries, rule), outcome.outputs()).all == []


def test_nothing_is_released_without_approval(office: CommandLine, tmp_path: Path) -> None:
    entries = plain_people(47, 3)

    outcome = office.run_kits(write_register(entries, tmp_path), clock=CLOCK, approve=False)

    assert (outcome.code, outcome.report["state"]) == (3, "awaiting-approval")
    assert outcome.folders() == []
    approved = office.resume(outcome.run, out=outcome.out)
    assert (approved.code, approved.report["state"]) == (0, "released")
    assert mark(make_key(entries, RULES[PER_PERSON]), approved.outputs()).all == []


def test_a_byte_changed_in_an_output_breaks_the_proof(office: CommandLine, tmp_path: Path) -> None:
    outcome = office.run_kits(write_register(plain_people(48, 3), tmp_path), clock=CLOCK)
    assert faults_of_proof(office, outcome) == []
    path = outcome.outputs().folder / "delivery-list.xlsx"
    changed = bytearray(path.read_bytes())
    changed[len(changed) // 2] ^= 1
    path.write_bytes(bytes(changed))

    assert office.command("proof", "verify", str(path.parent)).code == 4
    assert office.command("proof", "verify", str(tmp_path)).code == 2
