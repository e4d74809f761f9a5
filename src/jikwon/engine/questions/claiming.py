"""Who takes a question in hand: taken, forwarded, put on hold, given back, and what was typed so far.

Claims are advice to the others and lock nobody out. What is written beside a question may speak of a person, so it
is sealed under the key of the question's run and vanishes with it; the trail says who passed what to whom, no more.
"""

from collections.abc import Callable, Mapping
from dataclasses import field, replace

from jikwon.engine.office import Office
from jikwon.engine.sealing import Seal
from jikwon.model import Personal, fact
from jikwon.records import claims, database, runs
from jikwon.records.claims import ClaimRow
from jikwon.records.database import together
from jikwon.records.questions import QuestionRow

LONGEST_DRAFT = 2000
"""Characters of one field that are kept."""


@fact
class Kept:
    """What is written beside a question: the note of whoever held or forwarded it, and drafts by account and field."""

    note: Personal[str] = ""
    drafts: Personal[Mapping[str, Mapping[str, str]]] = field(default_factory=dict)


def take(office: Office, row: QuestionRow, *, instead_of: str = "") -> bool:
    """Take a question in hand; False if it is not open any more, or somebody else than `instead_of` has it."""

    def taken(now: ClaimRow) -> ClaimRow | None:
        if now.account not in ("", instead_of, office.account):
            return None
        return replace(now, account=office.account, since=database.now(), on_hold=False)

    return _write(office, row, "question taken", taken)


def forward(office: Office, row: QuestionRow, *, to: str, note: str = "", people_s: float = 0.0) -> bool:
    """Pass a question to another account, with a note; False if it is not open any more."""
    seal = _seal(office, row)

    def forwarded(now: ClaimRow) -> ClaimRow:
        said = seal.pack(replace(_opened(seal, now), note=note.strip()), "claims", row.id)
        return replace(now, account=to, since=database.now(), forwarded_by=office.account, on_hold=False, note=said)

    return _write(office, row, "question forwarded", forwarded, why=to, people_s=people_s)


def hold(office: Office, row: QuestionRow, *, note: str, people_s: float = 0.0) -> bool:
    """Keep a question in hand until something else has happened; False if it is not open any more."""
    seal = _seal(office, row)

    def held(now: ClaimRow) -> ClaimRow:
        said = seal.pack(replace(_opened(seal, now), note=note.strip()), "claims", row.id)
        return replace(now, account=office.account, since=database.now(), on_hold=True, note=said)

    return _write(office, row, "question held", held, people_s=people_s)


def give_back(office: Office, row: QuestionRow) -> bool:
    """Let go of a question that one has in hand; False if somebody else has it, or nobody."""

    def back(now: ClaimRow) -> ClaimRow | None:
        return replace(now, account="", since=database.now(), on_hold=False) if now.account == office.account else None

    return _write(office, row, "question given back", back)


def draft(office: Office, row: QuestionRow, typed: Mapping[str, str]) -> bool:
    """Keep what somebody has typed so far into some fields; a question that nobody has becomes theirs.

    False if it is not open any more.
    """
    seal = _seal(office, row)

    def drafted(now: ClaimRow) -> ClaimRow:
        kept = _opened(seal, now)
        newer = {**kept.drafts.get(office.account, {}), **typed}
        mine = {name: text[:LONGEST_DRAFT] for name, text in newer.items() if text.strip()}
        others = {name: texts for name, texts in kept.drafts.items() if name != office.account}
        drafts = {**others, **({office.account: mine} if mine else {})}
        said = seal.pack(replace(kept, drafts=drafts), "claims", row.id)
        if now.account or not mine:
            return replace(now, note=said)
        return replace(now, account=office.account, since=database.now(), note=said)

    return _write(office, row, "", drafted)


def settled(office: Office, row: QuestionRow) -> None:
    """Forget the claim on a question that is settled, but for what others were typing: it is theirs to read again."""
    claim = claims.get(row.id)
    if claim is None:
        return
    seal = _seal(office, row)
    drafts = {name: texts for name, texts in _opened(seal, claim).drafts.items() if name != office.account}
    if drafts:
        claims.rewrite(row.id, seal.pack(Kept(drafts=drafts), "claims", row.id))
    else:
        claims.remove(row.id)


def kept(office: Office, row: QuestionRow, claim: ClaimRow | None) -> Kept:
    """Open what is written beside a question."""
    return _opened(_seal(office, row), claim) if claim else Kept()


def _write(
    office: Office,
    row: QuestionRow,
    action: str,
    change: Callable[[ClaimRow], ClaimRow | None],
    *,
    why: str = "",
    people_s: float = 0.0,
) -> bool:
    """Change a claim as it is at this moment, and note who did what; no `action` notes nothing."""
    with together():
        now = claims.get(row.id) or ClaimRow(
            question_id=row.id, account="", since=database.now(), forwarded_by="", on_hold=False, note=b""
        )
        changed = change(now)
        if changed is None or not claims.put(changed):
            return False
        if people_s:
            runs.add_time(row.run_id, people_s=people_s)
        if action and changed != now:
            office.note(action, run=row.run_id, subject=row.subject_hash, why=why)
    return True


def _seal(office: Office, row: QuestionRow) -> Seal:
    run = runs.get(row.run_id)
    return Seal(row.run_id, office.keys.unwrap(run.key if run else None))


def _opened(seal: Seal, claim: ClaimRow) -> Kept:
    return seal.unpack(claim.note, Kept, "claims", claim.question_id) if claim.note else Kept()
