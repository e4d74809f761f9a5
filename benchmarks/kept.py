"""Results as data: written once a day, and read again for what was not held anew."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from figures import Held
from measuring import Contender, Contest, Result, Sample, Start

_OF_CONTEST: Final = ("code", "title", "size", "unit", "is_timed")
_OF_CONTENDER: Final = ("name", "size", "note")


def write(folder: Path, held: Held, growth: Held, at: datetime) -> tuple[Path, Held, Held]:
    """Write the day's file; what was not held keeps its last figures. Give the file and all that it holds."""
    before = max(folder.glob("*.json"), default=None)
    held, growth = _joined(before, "contests", held), _joined(before, "growth", growth)
    path = folder / f"{at:%Y-%m-%d}.json"
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(_as_data(held, growth, at), encoding="utf-8")
    return path, held, growth


def _as_data(held: Held, growth: Held, at: datetime) -> str:
    made = {
        "at": at.isoformat(timespec="seconds"),
        "machine": {
            "cpus": os.cpu_count(),
            "system": f"{platform.system()} {platform.machine()}",
            "python": platform.python_version(),
        },
        "contests": [_contest(*each) for each in held],
        "growth": [_contest(*each) for each in growth],
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _contest(contest: Contest, results: Sequence[Result]) -> dict[str, object]:
    return {
        **{name: getattr(contest, name) for name in _OF_CONTEST},
        "contenders": [
            {
                **{name: getattr(each.contender, name) for name in _OF_CONTENDER},
                "error": each.error, "samples": [asdict(sample) for sample in each.samples],
            }
            for each in results
        ],
    }  # fmt: skip


def _joined(before: Path | None, table: str, held: Held) -> Held:
    found = json.loads(before.read_text(encoding="utf-8"))[table] if before else []
    new = {contest.code for contest, _ in held}
    kept = [_read(each) for each in found if each["code"] not in new]
    return sorted([*kept, *held], key=lambda each: (_number(each[0].code), each[0].code, each[0].size))


def _number(code: str) -> int:
    return int("".join(filter(str.isdigit, code.partition("-")[0])) or 0)


def _read(data: dict[str, Any]) -> tuple[Contest, Sequence[Result]]:
    named = {name: data[name] for name in _OF_CONTEST if name in data}
    results = [
        Result(
            contender=Contender(prepare=_never, **{name: each[name] for name in _OF_CONTENDER}),
            samples=[Sample(**sample) for sample in each["samples"]], error=each["error"],
        )
        for each in data["contenders"]
    ]  # fmt: skip
    return Contest(contenders=tuple(each.contender for each in results), **named), results


def _never(_folder: Path) -> Start:
    raise NotImplementedError("a contender read from old results is not run again")
