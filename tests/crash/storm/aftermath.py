"""What must hold when a storm is over."""

from collections.abc import Mapping

from python_calamine import CalamineWorkbook
from tests.crash.programs import WITHIN_S
from tests.crash.storm.fleet import Fleet

_EMPTY = {
    "acts that are not done": "SELECT COUNT(*) FROM acts WHERE state <> 'done'",
    "intents without a receipt": "SELECT COUNT(*) FROM effects WHERE receipt IS NULL",
    "open questions": "SELECT COUNT(*) FROM questions WHERE state = 'open'",
    "lanes in hand": "SELECT COUNT(*) FROM lanes",
    "runs in somebody's hands": "SELECT COUNT(*) FROM runs WHERE holder <> ''",
    "living robots": "SELECT COUNT(*) FROM executors WHERE state = 'alive'",
}
_EMPTY_ON_SERVER = {
    "pointers in hand": "SELECT COUNT(*) FROM dbos.workflow_status WHERE status IN ('PENDING', 'ENQUEUED')",
    "sessions that hold something": "SELECT COUNT(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'",
    "writers' locks": "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory'",
}


def assert_all_is_well(fleet: Fleet, count: int) -> None:
    """Hold the receiver, the records, the files, the ledger, the proof and the audit trail against each other."""
    fleet.assert_each_letter_once(count)
    assert fleet.state() == "released"
    left = {what: fleet.read(sql)[0][0] for what, sql in (_EMPTY | (_EMPTY_ON_SERVER if fleet.server else {})).items()}
    assert left == dict.fromkeys(left, 0), fleet.story()
    assert_no_files_are_left(fleet)
    assert_ledger_is_the_receivers(fleet, count)
    for words in (("proof", "verify", str(fleet.files / "outputs" / fleet.newest())), ("audit", "verify")):
        assert fleet.start(*words).wait(WITHIN_S) == 0, fleet.story()


def assert_no_files_are_left(fleet: Fleet) -> None:
    """See that no working copy, no half-made output and no living lock is left."""
    assert not list((fleet.files / "spool").iterdir())
    assert not [path.name for path in (fleet.files / "outputs").iterdir() if path.name.startswith(".")]


def assert_ledger_is_the_receivers(fleet: Fleet, count: int) -> None:
    """Hold the released ledger against the receiver's own record: each act, with the number that it gave."""
    truth = {letter["key"]: letter["receipt"] for letter in fleet.receiver.letters()}
    ledger = rows_of_ledger(fleet)
    assert len(ledger) == count
    wrong = {key: number for key, number in ledger.items() if number and number != truth[key]}
    assert not wrong, wrong
    blank = sum(not number for number in ledger.values())
    assert blank <= fleet.answered, "a receipt is missing where nobody was asked"


def rows_of_ledger(fleet: Fleet) -> Mapping[str, str]:
    """Read the number of each act in the released ledger; "" where a person said that the letter was sent."""
    book = CalamineWorkbook.from_path(fleet.files / "outputs" / fleet.newest() / "ledger.xlsx")
    _header, *rows = book.get_sheet_by_name("발송대장").to_python()
    return {str(key): str(number) for key, number in rows}
