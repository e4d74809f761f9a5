"""The judgement of one person in one slot, or of one stray row. Pure: no file, no clock of its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from jikwon.korea import Reading, quarantine
from jikwon.korea.register import statuses
from jikwon.model import Answer, Ask, Choice, Done, Item, Note, Place
from jikwon.processes.monitoring import choosing, judging, register
from jikwon.processes.monitoring.judging import Open
from jikwon.processes.monitoring.model import Dropped, Duty, Member, Outcome, Report, Settled, Standing, Verdict, Watch
from jikwon.processes.monitoring.reports import AHEAD, OTHER_DAY, read_moment
from jikwon.processes.monitoring.signs import folded
from jikwon.processes.monitoring.slots import Slots

Say = Callable[..., str]
Remembered = Callable[[str, str], str]
"""Gives what the office once answered to a question of this code about this word, or ""."""
AFTER_RELEASE, EXCUSED = "after-release", "excused"


class Judge:
    """Judges with the day's slots and with what the office remembers."""

    def __init__(self, slots: Slots, say: Say, remembered: Remembered) -> None:
        self.slots = slots
        self.say = say
        self.remembered = remembered

    def judge(self, item: Item[Watch]) -> "Done[Verdict] | list[Ask]":
        """Judge an item alone: what stands for the slot, or what must be asked."""
        if item.body.stray is not None:
            return self._stray(item)
        assert item.body.duty is not None
        duty = item.body.duty
        member = self.member(duty, item.answers)
        if not isinstance(member, Member):
            rows = tuple(place for place in item.at if place.source == "register")
            asks = [self._ask(each, rows) for each in member]
            return asks if duty.is_first else Done(fact=Verdict())
        return self.stand(duty, member, duty.reports, item)

    def stand(
        self, duty: Duty, member: Member, reports: Sequence[Report], item: Item[Watch]
    ) -> "Done[Verdict] | list[Ask]":
        """Decide what stands for a person in a slot when these are the reports."""
        outside = self._outside(duty.slot, member, reports)
        if outside is not None:
            return Done(fact=Verdict(standing=outside))
        choice = choosing.choose(duty.slot, member, reports, item.answers)
        if choice.rivals:
            return [self._rivals(choice.rivals)]
        if choice.report is None:
            outcome = member.excused or Outcome.SILENT.value
            return Done(fact=Verdict(standing=Standing(member=member, slot=duty.slot, outcome=outcome)))
        if member.excused and choosing.is_silent(choice.report):
            dropped = [Dropped(report=each, reason=EXCUSED, slot=duty.slot, member=member.id) for each in reports]
            excused = Standing(member=member, slot=duty.slot, outcome=member.excused, dropped=tuple(dropped))
            return Done(fact=Verdict(standing=excused))
        found = judging.read(choice.report, item.answers, self._meanings(choice.report))
        if not isinstance(found, judging.Read):
            return [self._ask(each, (choice.report.at,)) for each in found]
        standing = Standing(
            member=member, slot=duty.slot, outcome=found.outcome.value, report=choice.report,
            temperature=found.temperature, signs=found.signs, dropped=tuple(choice.dropped),
        )  # fmt: skip
        notes = tuple(Note(code=code, at=choice.report.at) for code in found.notes)
        return Done(fact=Verdict(standing=standing), notes=notes)

    def member(self, duty: Duty, answers: Mapping[str, Answer]) -> Member | list[Open]:
        """Give the person with an end of the quarantine that has one reading, or what must be asked."""
        version = duty.versions[0]
        if len(duty.versions) > 1:
            given = answers.get("rows-contradict")
            if given is None or not given.choice.isdecimal() or not 1 <= int(given.choice) <= len(duty.versions):
                return [self._versions(duty.versions)]
            version = duty.versions[int(given.choice) - 1]
        meaning = self._meaning(version, answers)
        if not meaning:
            known = ("active", "released", Outcome.TRANSFERRED.value, Outcome.CONFIRMED.value)
            return [Open("status-unknown", version.status, known, free=False)]
        excused = "" if meaning == register.ACTIVE else meaning
        return self._released(version if version.excused == excused else replace(version, excused=excused), answers)

    def _meaning(self, member: Member, answers: Mapping[str, Answer]) -> str:
        word = statuses.fold(member.status)
        if word in register.STATUSES:
            return register.STATUSES[word]
        given = answers.get("status-unknown")
        return given.choice if given else self.remembered("status-unknown", word)

    def _released(self, member: Member, answers: Mapping[str, Answer]) -> Member | list[Open]:
        """Bring 상태 and release together; a blank release is a question unless 상태 decides."""
        if (given := answers.get("release-unclear")) and given.value:
            reading = quarantine.read_release(given.value)
            release = reading.value if isinstance(reading, Reading) else None
            member = replace(member, release=release, release_written=given.value)
        if member.excused in (Outcome.CONFIRMED.value, Outcome.TRANSFERRED.value):
            return member
        if member.excused == register.RELEASED:
            return self._said_released(member, answers)
        if member.release is None:
            return [Open("release-unclear", member.release_written)]
        return member

    def _said_released(self, member: Member, answers: Mapping[str, Answer]) -> Member | list[Open]:
        """해제 without a release ahead stands; with one ahead a person says which is right."""
        if member.release is not None and member.release > self.slots.times[-1]:
            given = answers.get("status-unclear")
            if given is None:
                return [Open("status-unclear", member.release_written, ("active", "released"), free=False)]
            if given.choice == register.ACTIVE:
                return replace(member, excused="")
            return replace(member, excused=Outcome.RELEASED.value)
        return replace(member, excused="" if member.release else Outcome.RELEASED.value)

    def _outside(self, slot: str, member: Member, reports: Sequence[Report]) -> Standing | None:
        """Give the standing of a slot at or after the release; a report for it counts for nothing."""
        ended = member.release is not None and self.slots.at(slot) >= member.release
        if not (ended or member.excused == Outcome.RELEASED.value):
            return None
        dropped = [Dropped(report=each, reason=AFTER_RELEASE, slot=slot, member=member.id) for each in reports]
        return Standing(member=member, slot=slot, outcome=Outcome.RELEASED.value, dropped=tuple(dropped))

    def _stray(self, item: Item[Watch]) -> "Done[Verdict] | list[Ask]":
        stray, answers = item.body.stray, item.answers
        assert stray is not None
        opened: list[Open] = []
        member = stray.member
        if not member:
            given = answers.get(stray.who)
            member = (given.choice or given.value.strip()) if given else ""
            if not member:
                opened.append(Open(stray.who, " ".join(_named(stray.report)), stray.candidates))
        slot, dropped = stray.report.slot, ""
        if stray.unclear:
            slot, dropped = self._slot_of(stray.unclear, answers)
            if not slot and not dropped:
                offered = self.slots.shown if stray.unclear == "slot-unknown" else ()
                opened.append(Open(stray.unclear, "", offered, free=not offered))
        if opened:
            return [self._ask(each, (stray.report.at,)) for each in opened]
        return Done(fact=Verdict(settled=Settled(report=stray.report, member=member, slot=slot, dropped=dropped)))

    def _slot_of(self, code: str, answers: Mapping[str, Answer]) -> tuple[str, str]:
        """Give the slot that a person's answer names, or why the row counts for nothing; neither while it is open."""
        given = answers.get(code)
        if given is None:
            return "", ""
        if code == "slot-unknown":
            return (given.choice, "") if given.choice in self.slots.shown else ("", "")
        day, moment, unclear = read_moment("", given.value)
        if unclear or moment is None:
            return "", ""
        if day != self.slots.times[0].date():
            return "", OTHER_DAY
        slot = self.slots.of(moment)
        return (slot, "") if slot in self.slots.shown else ("", AHEAD)

    def _meanings(self, report: Report) -> Mapping[str, str]:
        word = folded(report.result)
        return {} if word in judging.WORDS else {word: self.remembered("result-unknown", word)}

    def _rivals(self, rivals: Sequence[Report]) -> Ask:
        choices = tuple(Choice(code=choosing.row_code(each), label=self._label(each)) for each in rivals)
        written = " / ".join(choice.label for choice in choices)
        return Ask(
            code=choosing.CONTRADICT, at=tuple(each.at for each in rivals), choices=choices, free=False,
            reason="written", details={"written": written},
        )  # fmt: skip

    def _label(self, report: Report) -> str:
        said = (
            report.temperature,
            report.fever,
            report.cough,
            report.throat,
            report.breath,
            report.note,
            report.result,
        )
        return f"{report.at.origin} {report.at.row}행: {' · '.join(each or '–' for each in said)}"

    def _versions(self, versions: Sequence[Member]) -> Open:
        return Open("rows-contradict", "", tuple(str(number) for number in range(1, len(versions) + 1)), free=False)

    def _ask(self, opened: Open, at: tuple[Place, ...]) -> Ask:
        remember = f"{opened.code}:{folded(opened.written)}" if opened.code.endswith("-unknown") else ""
        return Ask(
            code=opened.code, at=at, free=opened.free, reason="written" if opened.written else "blank",
            choices=tuple(Choice(code=code, label=self._choice(code)) for code in opened.choices),
            details={"written": opened.written}, remember="" if opened.code == "slot-unknown" else remember,
        )  # fmt: skip

    def _choice(self, code: str) -> str:
        return self.say("choices", code) if code.isascii() and code.replace("-", "").isalpha() else code


def _named(report: Report) -> Sequence[str]:
    return [each for each in (report.id, report.name, report.birth, report.phone) if each]
