"""Petitions as people write them: what each is about, in many phrasings, some unclear, some that fit nothing."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any, Final, NamedTuple

from jikwon_practice.people import names, numbers
from jikwon_practice.petitions import typos

OTHER: Final = "기타"
_OTHER_DEPARTMENTS: Final = ("감사담당관", "민원여권과", "홍보담당관", "복지정책과", "경제진흥과")


class Text(NamedTuple):
    """One petition: title and body as written, and how the office settled it.

    `type` is its 유형 and `department` the handling one. `is_plain` is False where the text alone does
    not decide the type: two things in one breath, too little said, or something that fits none. Two
    departments share some topics, so that a plain text may still leave the department open.
    """

    title: str
    body: str
    type: str
    department: str
    is_plain: bool


def topics() -> tuple[str, ...]:
    """Name every 유형 there is but `OTHER`."""
    return tuple(_topics())


def departments() -> tuple[str, ...]:
    """Name every department that handles petitions, in 가나다 order."""
    found = {each for topic in _topics().values() for each in topic["departments"]}
    found |= {each for topic in _topics().values() for each in topic["things"].values() if each}
    return tuple(sorted(found | set(_OTHER_DEPARTMENTS)))


def write(rng: Random, *, about: Sequence[str] = (), unclear: float = 0.12, personal: float = 0.1) -> Text:
    """Write one petition about one of `about` (any topic where it is empty).

    A share `unclear` is not plain; a share `personal` names a made-up person and phone in its body. The
    unclear ones were settled by an official who knew more than the text says, so no reader can be sure.
    """
    topic = rng.choice(tuple(about) or topics())
    told = _plain if rng.random() >= unclear else rng.choice((_two_things, _vague, _misfit))
    made = told(rng, topic)
    body = f"{made.body} {_contact(rng)}" if rng.random() < personal else made.body
    return made._replace(title=typos.spoil(rng, made.title), body=typos.spoil(rng, body))


def _plain(rng: Random, topic: str) -> Text:
    thing, department = _thing(rng, topic)
    told = [_fact(rng, topic, thing), _wish(rng, topic)]
    return Text(_title(rng, thing), _body(rng, told), topic, department, is_plain=True)


def _two_things(rng: Random, topic: str) -> Text:
    """Tell two things with one wish that fits both: the office took it for one of them."""
    other = rng.choice(_topics()[topic]["near"])
    (thing, department), (beside, other_department) = _thing(rng, topic), _thing(rng, other)
    told = [_fact(rng, topic, thing), f"{rng.choice(_said()['joins'])} {_fact(rng, other, beside)}"]
    rng.shuffle(told)
    type_, settled = (topic, department) if rng.random() < 0.6 else (other, other_department)
    wish = _wish(rng, rng.choice((topic, other)))
    return Text(_title(rng, rng.choice((thing, beside))), _body(rng, [*told, wish]), type_, settled, is_plain=False)


def _vague(rng: Random, topic: str) -> Text:
    _, department = _thing(rng, topic)
    told = rng.sample(_said()["vague"], 2)
    return Text(rng.choice(("민원입니다", "신고", "건의합니다")), _body(rng, told), topic, department, is_plain=False)


def _misfit(rng: Random, topic: str) -> Text:  # noqa: ARG001 - it fits none
    told = [_in_style(rng, each) for each in rng.sample(_said()["misfits"], rng.choice((1, 1, 2)))]
    department = rng.choice(_OTHER_DEPARTMENTS)
    return Text(
        rng.choice(("문의드립니다", "건의합니다", "민원입니다")), _body(rng, told), OTHER, department, is_plain=False
    )


def _thing(rng: Random, topic: str) -> tuple[str, str]:
    known = _topics()[topic]
    thing = rng.choice(tuple(known["things"]))
    weights: Mapping[str, int] = known["departments"]
    return thing, known["things"][thing] or rng.choices(tuple(weights), tuple(weights.values()))[0]


def _fact(rng: Random, topic: str, thing: str) -> str:
    told = rng.choice(_topics()[topic]["facts"])
    place = f"{rng.choice(_said()['dongs'])} {rng.choice(_said()['places'])}" if rng.random() < 0.7 else ""
    words = (rng.choice(_said()["times"]), place, f"{thing}{_joined(thing, told)}.")
    return _in_style(rng, " ".join(each for each in words if each))


def _wish(rng: Random, topic: str) -> str:
    return _in_style(rng, f"{rng.choice(_topics()[topic]['wishes'])}.") if rng.random() < 0.85 else ""


def _joined(thing: str, told: str) -> str:
    """Join a particle as the last syllable wants it; a word that is none stands apart."""
    found = re.match(r"(이|가|을|를|로) ", told)
    if found is None:
        return told if re.match(r"(에|에서|의) ", told) else f" {told}"
    closed = (ord(thing[-1]) - 0xAC00) % 28 > 0 if "가" <= thing[-1] <= "힣" else False
    pair = next(each for each in (("이", "가"), ("을", "를"), ("으로", "로")) if found[1] in each)
    return f"{pair[0] if closed else pair[1]} {told[found.end() :]}"


def _title(rng: Random, thing: str) -> str:
    said = _said()
    return str(rng.choice(said["titles"])).format(
        thing=thing, dong=rng.choice(said["dongs"]), place=rng.choice(said["places"])
    )


def _body(rng: Random, told: Sequence[str]) -> str:
    said = _said()
    words = (
        rng.choice(said["greetings"]),
        *told,
        _in_style(rng, rng.choice(said["tempers"])),
        rng.choice(said["closings"]),
    )
    return rng.choice((" ", " ", "\n")).join(each for each in words if each)


def _in_style(rng: Random, sentence: str) -> str:
    for formal, others in _said()["endings"].items():
        if sentence.endswith(formal):
            said = rng.choice((formal, formal, *others))
            return sentence.removesuffix(formal) + str(said)
    return sentence


def _contact(rng: Random) -> str:
    name = names.korean(rng, sex=rng.choice(("남", "여")), born=rng.randint(1940, 2003))
    return str(rng.choice(_said()["contacts"])).format(name=name, phone=numbers.mobile(rng))


@cache
def _topics() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("topics.toml").read_text("utf-8"))


@cache
def _said() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("phrasing.toml").read_text("utf-8"))
