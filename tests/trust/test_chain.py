"""A change, a deletion, another order and a cut of the audit trail are noticed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikwon.trust.anchors import Anchors
from jikwon.trust.chain import GENESIS, ActorKind, Chain, Entry
from jikwon.trust.home import Home

NOW = datetime(2021, 10, 6, tzinfo=UTC)
CHAIN = Chain(b"a" * 32)


def written(count: int) -> list[Entry]:
    entries: list[Entry] = []
    head = GENESIS
    for number in range(count):
        entry = CHAIN.next_entry(
            head, at=NOW + timedelta(seconds=number), actor="kim", actor_kind=ActorKind.HUMAN, action="answer",
            host="10.0.0.7", run="hygiene-kits-20211006-k3v9qa", subject="0f" * 8, why="확인",
        )  # fmt: skip
        entries.append(entry)
        head = entry.head
    return entries


def test_an_untouched_chain_holds_and_can_be_read_in_another_zone() -> None:
    entries = written(5)
    stored = [replace(each, at=each.at.astimezone(tz=None)) for each in entries]

    assert CHAIN.verify(entries) is None
    assert CHAIN.verify(stored) is None
    assert CHAIN.verify([]) is None


@pytest.mark.parametrize(
    "change",
    [
        {"at": NOW}, {"actor": "lee"}, {"actor_kind": ActorKind.ROBOT}, {"host": ""}, {"action": "download"},
        {"run": "x"}, {"subject": ""}, {"count": 2}, {"why": "다른 이유"}, {"hash": bytes(32)}, {"seq": 9},
    ],
)  # fmt: skip
def test_a_changed_field_is_found(change: dict[str, object]) -> None:
    entries = written(5)
    entries[2] = replace(entries[2], **change)  # type: ignore[arg-type]

    assert CHAIN.verify(entries) == 3


@given(st.permutations(range(6)), st.integers(1, 6))
def test_deletion_and_reordering_are_found(order: list[int], kept: int) -> None:
    entries = written(6)
    left = [entries[number] for number in order[:kept]]

    assert (CHAIN.verify(left) is None) == (order[:kept] == list(range(kept)))


def test_a_chain_whose_old_entries_were_destroyed_goes_on_from_its_anchor() -> None:
    entries = written(5)

    assert CHAIN.verify(entries[3:], after=entries[2].head) is None
    assert CHAIN.verify(entries[4:], after=entries[2].head) == 4


def test_nobody_without_the_key_can_write_a_chain() -> None:
    forged = Chain(b"b" * 32).next_entry(GENESIS, at=NOW, actor="x", actor_kind=ActorKind.ROBOT, action="y")

    assert CHAIN.verify([forged]) == 1


def test_numbers_in_a_reason_are_masked_and_a_time_needs_its_zone() -> None:
    entry = CHAIN.next_entry(
        GENESIS, at=NOW, actor="kim", actor_kind=ActorKind.HUMAN, action="exclude", why="본인 010-0123-4567 통화"
    )

    assert entry.why == "본인 010-0123-**** 통화"
    with pytest.raises(ValueError, match="aware"):
        CHAIN.next_entry(
            GENESIS, at=NOW.replace(tzinfo=None), actor="kim", actor_kind=ActorKind.HUMAN, action="exclude"
        )


@pytest.fixture
def anchors(home: Home) -> Anchors:
    return Anchors(home, b"a" * 32)


def test_anchors_notice_a_cut_and_a_rewritten_chain(home: Home, anchors: Anchors) -> None:
    entries = written(5)
    for entry in (entries[0], entries[3]):
        anchors.add(entry.head, at=entry.at)
    whole = {each.seq: each.hash for each in entries}
    rewritten = {**whole, 4: bytes(32)}

    assert anchors.verify(whole.get).broken is None
    assert anchors.verify({1: whole[1]}.get).broken == 4
    assert anchors.verify(rewritten.get).broken == 4
    assert anchors.verify({4: whole[4]}.get, first=2).broken is None
    assert [each.head.seq for each in anchors.read()] == [1, 4]
    assert (home.logs / "audit-anchors.log").stat().st_mode & 0o777 == 0o600


def test_a_forged_anchor_and_a_torn_line_are_told(home: Home, anchors: Anchors) -> None:
    entries = written(3)
    whole = {each.seq: each.hash for each in entries}
    anchors.add(entries[0].head, at=NOW)
    path = home.logs / "audit-anchors.log"
    with path.open("a") as file:
        file.write("2\tabc")
    anchors.add(entries[2].head, at=NOW)

    torn = anchors.verify(whole.get)
    path.write_text(path.read_text().replace(whole[3].hex(), whole[2].hex()))

    assert (torn.anchors, torn.torn, torn.broken) == (2, 1, None)
    assert anchors.verify({**whole, 3: whole[2]}.get).broken == 3


def test_a_missing_file_shows_as_no_anchors(anchors: Anchors) -> None:
    assert anchors.verify(lambda _seq: None).anchors == 0
    assert [seq for seq in range(1, 301) if Anchors.is_due(seq)] == [1, 100, 200, 300]
