"""A wrong command line is said in the language of whoever typed it."""

import re
import subprocess
import sys

import pytest

from jikwon.cli import arguments
from jikwon.cli.arguments import UsageError
from jikwon.model import strings

WRONG = {
    "빠진 것이 있습니다: on|off|show": ["maintenance"],
    "빠진 것이 있습니다: RUN": ["cancel"],
    "모르는 말이 있습니다: --no-such": ["runs", "--no-such"],
    "'none'은(는) 모르는 말입니다(쓸 수 있는 것: 'on', 'off', 'show')": ["maintenance", "none"],
    "'nothing'은(는) 모르는 말입니다": ["nothing"],
    "--priority에 'now'을(를) 쓸 수 없습니다": ["run", "letters", "--priority", "now"],
    "--slots의 값 'many'을(를) 읽을 수 없습니다": ["worker", "--slots", "many"],
    "--out 뒤에 값이 없습니다": ["run", "letters", "--out"],
    "--choose은(는) --value와(과) 함께 쓸 수 없습니다": ["answer", "r", "q", "--value", "1", "--choose", "a"],
    "--json에는 값('1')을 적지 않습니다": ["runs", "--json=1"],
    "--input: 'a'은(는) 이름=값 꼴이 아닙니다": ["run", "letters", "--input", "a"],
}


@pytest.mark.parametrize(("said", "words"), WRONG.items(), ids=[" ".join(each) for each in WRONG.values()])
def test_what_is_wrong_with_a_command_line_is_said_in_korean(said: str, words: list[str]) -> None:
    with strings.speaking("ko"), pytest.raises(UsageError) as told:
        arguments.parse(words)

    assert said in told.value.text("ko")
    assert not re.search(r"\b(argument|required|invalid|expected|ignored)", told.value.text("ko"))


def test_the_driver_of_the_database_says_nothing_beside_us() -> None:
    code = "import logging, jikwon.records.postgres; logging.getLogger('psycopg').warning('error ignored')"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert (done.stdout, done.stderr) == ("", "")
