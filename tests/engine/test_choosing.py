"""Which pieces a worker takes: what it can do, as many as there is room for, the urgent first and nobody never."""

from collections import Counter
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as some

from jikwon.engine.workers.choosing import AGES_AFTER_S, LOW, NORMAL, URGENT, Room, Waiting, choose
from jikwon.model import capabilities
from jikwon.records.hands import HandRow

NOW = 1_700_000_000.0
NEEDS = ("browser", "printer", "printer:2F", "printer:3F")


def waits(run: str, *, pieces: int = 1, needs: Sequence[str] = (), priority: int = NORMAL, since: float = 0) -> Waiting:
    return Waiting(
        run=run, stage="handle", starts=range(pieces), needs=frozenset(needs), priority=priority, since=NOW - since,
        created_at=NOW - since,
    )  # fmt: skip


def room(free: int = 4, *, own: dict[str, int] | None = None, office: dict[str, int] | None = None) -> Room:
    return Room(executor="me", free=free, own=own or {}, office=office or {})


def held(executor: str, *needs: str) -> HandRow:
    return HandRow(run_id=executor, stage="act", start=0, executor=executor, needs=frozenset(needs))


def runs_of(chosen: Sequence[HandRow]) -> list[str]:
    return [each.run_id for each in chosen]


def test_an_urgent_run_goes_before_one_that_has_waited_longer() -> None:
    found = choose([waits("a", since=60), waits("b", priority=URGENT)], [], room(1), now=NOW)

    assert runs_of(found) == ["b"]


def test_runs_of_one_kind_take_turns() -> None:
    found = choose([waits("a", pieces=3, since=9), waits("b", pieces=3, since=5)], [], room(4), now=NOW)

    assert runs_of(found) == ["a", "b", "a", "b"]


def test_a_low_run_that_nobody_served_for_long_has_its_turn_before_urgent_ones() -> None:
    low = waits("low", pieces=2, priority=LOW, since=2 * AGES_AFTER_S)

    found = choose([waits("urgent", pieces=9, priority=URGENT, since=1), low], [], room(3), now=NOW)

    assert runs_of(found) == ["low", "urgent", "urgent"]


def test_a_workers_own_limit_counts_what_it_has_in_hand() -> None:
    found = choose(
        [waits("a", pieces=4, needs=["browser"])], [held("me", "browser")], room(own={"browser": 2}), now=NOW
    )

    assert len(found) == 1


def test_the_offices_limit_counts_what_all_workers_have_in_hand() -> None:
    waiting = [waits("a", needs=["printer"]), waits("b", needs=["browser"])]

    found = choose(waiting, [held("you", "printer:2F")], room(office={"printer": 1}), now=NOW)

    assert runs_of(found) == ["b"]


def test_a_limit_of_one_printer_leaves_the_other_alone() -> None:
    found = choose(
        [waits("a", needs=["printer:3F"])], [held("you", "printer:2F")], room(office={"printer:2F": 1}), now=NOW
    )

    assert runs_of(found) == ["a"]


WAITING = some.lists(
    some.builds(
        waits,
        some.text("abcdef", min_size=1, max_size=2),
        pieces=some.integers(1, 6),
        needs=some.lists(some.sampled_from(NEEDS), max_size=2),
        priority=some.sampled_from([URGENT, NORMAL, LOW]),
        since=some.floats(0, 3 * AGES_AFTER_S),
    ),
    max_size=6,
    unique_by=lambda one: one.run,
)
HELD = some.lists(some.builds(held, some.sampled_from(["me", "you", "they"]), some.sampled_from(NEEDS)), max_size=4)
LIMITS = some.dictionaries(some.sampled_from(NEEDS), some.integers(1, 3), max_size=3)


@given(waiting=WAITING, in_hand=HELD, own=LIMITS, office=LIMITS, free=some.integers(0, 8))
def test_no_limit_is_ever_passed_and_no_piece_is_taken_twice(
    waiting: list[Waiting], in_hand: list[HandRow], own: dict[str, int], office: dict[str, int], free: int
) -> None:
    found = choose(waiting, in_hand, room(free, own=own, office=office), now=NOW)

    assert len(found) <= free
    assert max(Counter((each.run_id, each.start) for each in found).values(), default=1) == 1
    for limits, before in ((own, [each for each in in_hand if each.executor == "me"]), (office, in_hand)):
        for name, most in limits.items():
            users = [each for each in (*before, *found) if any(capabilities.is_about(name, one) for one in each.needs)]
            assert len(users) <= max(most, len([each for each in users if each in before]))


@given(waiting=WAITING, in_hand=HELD, own=LIMITS, office=LIMITS)
def test_a_free_slot_stays_free_only_where_nothing_fits(
    waiting: list[Waiting], in_hand: list[HandRow], own: dict[str, int], office: dict[str, int]
) -> None:
    found = choose(waiting, in_hand, room(100, own=own, office=office), now=NOW)
    taken = Counter(runs_of(found))
    mine = [each.needs for each in (*in_hand, *found) if each.executor == "me"]
    every = [each.needs for each in (*in_hand, *found)]

    for left in waiting:
        if taken[left.run] < len(left.starts):
            assert not (capabilities.room(own, mine, left.needs) and capabilities.room(office, every, left.needs))
