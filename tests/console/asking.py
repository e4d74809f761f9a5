"""Questions that a run of a register asks, and how a person answers them by the pages' own forms."""

import re
from pathlib import Path
from typing import Any

from tests.console.house import Answer, House, Visitor
from tests.console.registers import register

RIGHT = "송파구 문정로 83, 108동 1107호"
_HIDDEN = re.compile(r'name="(given|active_s)" value="([^"]*)"')


def begin(house: House, folder: Path, *doubts: dict[str, str]) -> dict[str, Any]:
    """Run a register up to where it waits for people."""
    path = register(folder, *doubts)
    return house.told("run", "hygiene-kits", "--input", f"register={path}", "--as-of", "2021-10-06T09:00")


def asked(house: House, folder: Path, *doubts: dict[str, str]) -> list[str]:
    """Give the ids of the questions that a new run asks."""
    return [each["id"] for each in begin(house, folder, *doubts)["questions"]]


def hidden(page: Answer) -> dict[str, str]:
    """Give what the page's first form carries unseen."""
    found: dict[str, str] = {}
    for name, value in _HIDDEN.findall(page.text):
        found.setdefault(name, value)
    return found


def say(who: Visitor, question: str, act: str = "", **fields: str) -> Answer:
    """Open a question and send one of its forms."""
    page = f"/inbox/{question}"
    sent = {**hidden(who.get(page)), **fields}
    return who.post(f"{page}/{act}" if act else page, sent, page="/profile")


def words(page: Answer) -> str:
    """Give what a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())
