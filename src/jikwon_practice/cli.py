"""The `jikwon-practice` command."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from jikwon_practice.opened import Opened
from jikwon_practice.order import PRESETS, Order


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; exit code 0, or argparse's 2 for bad usage."""
    chosen = _parser().parse_args(argv)
    return int(chosen.command(chosen))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="jikwon-practice", description="A practice office with made-up people.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    serve = commands.add_parser("serve", help="open the office until this process is ended; prints its address")
    serve.add_argument("--port", type=int, default=0, help="0 takes a free one")
    serve.add_argument("--seed", type=int, default=1, help="the same seed makes the same people")
    serve.add_argument("--preset", choices=tuple(PRESETS), default="normal", help="how busy a day it is")
    serve.add_argument("--cases", type=_count, metavar="N", help="cases of the day, instead of a preset")
    serve.add_argument("--date", type=date.fromisoformat, default=date(2021, 10, 6), metavar="YYYY-MM-DD")
    serve.add_argument("--deviants", action="store_true", help="mix in cases that lack what a form must have")
    serve.add_argument("--folder", type=Path, metavar="DIR", help="keep the office's data there")
    serve.add_argument("--with-parent", action="store_true", help="end also when standard input closes")
    serve.set_defaults(command=_serve)
    code = commands.add_parser("code", help="print the six digits that a secret gives now")
    code.add_argument("secret")
    code.set_defaults(command=_code)
    return parser


def _serve(chosen: argparse.Namespace) -> int:
    from jikwon_practice import serving

    cases = PRESETS[chosen.preset] if chosen.cases is None else chosen.cases
    order = Order(seed=chosen.seed, cases=cases, date=chosen.date, deviants=chosen.deviants)
    if chosen.folder is not None:
        serving.serve(chosen.folder, order, port=chosen.port, with_parent=chosen.with_parent, told=_tell)
        return 0
    with tempfile.TemporaryDirectory(prefix="practice-") as folder:
        serving.serve(Path(folder), order, port=chosen.port, with_parent=chosen.with_parent, told=_tell)
    return 0


def _tell(here: Opened) -> None:
    """Give programs the address, and people what they need to come in."""
    sys.stdout.write(f"{here.address}\n")
    sys.stdout.flush()
    if sys.stderr.isatty():
        sys.stderr.write(
            f"아이디 {here.account}  비밀번호 {here.password}  인증번호: jikwon-practice code {here.otp_secret}\n"
        )


def _code(chosen: argparse.Namespace) -> int:
    import pyotp

    sys.stdout.write(f"{pyotp.TOTP(chosen.secret).now()}\n")
    return 0


def _count(text: str) -> int:
    if (count := int(text)) < 0:
        raise argparse.ArgumentTypeError("0 or more")
    return count
