"""The words of the command line: one parser, one place where every option is named."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from jikwon.cli import usage
from jikwon.model import InputError, strings
from jikwon.model.manifest import PRIORITIES

if TYPE_CHECKING:
    _Commands: TypeAlias = "argparse._SubParsersAction[_Parser]"  # noqa: SLF001 - argparse names it no other way

_SAYS = strings.of(__name__)


class UsageError(InputError):
    """The command line has a word that does not belong there, or lacks one."""

    code = "usage"


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, and raises instead of leaving the program."""

    def error(self, message: str) -> NoReturn:
        """Raise a usage error."""
        for action in self._actions:  # a place that takes one of a few words is better named by these
            if action.choices and not action.option_strings and not action.metavar:
                message = message.replace(f": {action.dest}", f": {'|'.join(map(str, action.choices))}")
        raise UsageError(message=usage.told(message.replace("\n", " ")), prog=self.prog)


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Read a command line; `command` of the result is the function that does it."""
    return build().parse_args(argv)


def build() -> argparse.ArgumentParser:
    """Make the parser; the reference page and its test walk it."""
    parser = _Parser(prog="jikwon", description=_SAYS.text("help", "jikwon"), allow_abbrev=False)
    parser.add_argument("--version", action="store_true", help=_SAYS.text("help", "version"))
    commands = parser.add_subparsers(dest="name", required=True, metavar="COMMAND", parser_class=_Parser)
    _run_commands(commands)
    _people_commands(commands)
    _look_commands(commands)
    _office_commands(commands)
    _keeping_commands(commands)
    _learn_commands(commands)
    return parser


def _add(commands: "_Commands", name: str, where: str, *, said: str = "") -> argparse.ArgumentParser:
    module, function = where.split(":")
    help_ = _SAYS.text("help", said or name)
    added = commands.add_parser(name, help=help_, description=help_, allow_abbrev=False)
    added.set_defaults(command=_later(module, function))
    return added


def _later(module: str, function: str) -> Callable[[argparse.Namespace], int]:
    """Import a command's module only when it is called."""

    def call(chosen: argparse.Namespace) -> int:
        from importlib import import_module

        return int(getattr(import_module(f"jikwon.cli.{module}"), function)(chosen))

    return call


def _run_commands(commands: "_Commands") -> None:
    for name in ("run", "plan"):
        command = _add(commands, name, f"running:{name}")
        command.add_argument("slug", metavar="SLUG", help=_SAYS.text("help", "slug"))
        command.add_argument("--input", action="append", default=[], type=_pair, metavar="NAME=PATH", help=_o("input"))
        command.add_argument("--set", action="append", default=[], type=_pair, metavar="KEY=VALUE", help=_o("set"))
        command.add_argument("--as-of", default="", metavar="YYYY-MM-DDTHH:MM", help=_o("as-of"))
        command.add_argument("--out", type=Path, metavar="DIR", help=_o("out"))
        command.add_argument("--partial", action="store_true", help=_o("partial"))
        command.add_argument("--json", action="store_true", help=_o("json"))
        if name == "run":
            command.add_argument("--approve", action="store_true", help=_o("approve"))
            command.add_argument("--priority", choices=PRIORITIES, default="", help=_o("priority"))
    for name in ("resume", "approve", "cancel", "pause"):
        command = _add(commands, name, f"running:{name}")
        command.add_argument("run", metavar="RUN")
        command.add_argument("--json", action="store_true", help=_o("json"))
        if name == "resume":
            command.add_argument("--approve", action="store_true", help=_o("approve"))
    again = _add(commands, "repeat", "running:repeat")
    again.add_argument("run", metavar="RUN")
    again.add_argument("act", metavar="ACT", help=_o("act"))
    again.add_argument("--reason", required=True, metavar="TEXT", help=_o("reason"))
    again.add_argument("--json", action="store_true", help=_o("json"))


def _people_commands(commands: "_Commands") -> None:
    answer = _add(commands, "answer", "answering:answer")
    answer.add_argument("run", metavar="RUN")
    answer.add_argument("question", nargs="?", default="", metavar="QUESTION")
    one = answer.add_mutually_exclusive_group()
    one.add_argument("--value", default="", metavar="TEXT", help=_o("value"))
    one.add_argument("--choose", default="", metavar="CODE", help=_o("choose"))
    one.add_argument("--exclude", default="", metavar="REASON", help=_o("exclude"))
    one.add_argument("--file", type=Path, metavar="answers.csv", help=_o("file"))
    answer.add_argument("--resume", action="store_true", help=_o("resume"))
    answer.add_argument("--approve", action="store_true", help=_o("approve"))
    answer.add_argument("--json", action="store_true", help=_o("json"))


def _look_commands(commands: "_Commands") -> None:
    for name in ("list", "runs", "doctor"):
        _add(commands, name, f"looking:{name}_").add_argument("--json", action="store_true", help=_o("json"))
    show = _add(commands, "show", "looking:show")
    show.add_argument("run", metavar="RUN")
    show.add_argument("--pictures", metavar="DIR", type=Path, help=_o("pictures"))
    show.add_argument("--json", action="store_true", help=_o("json"))
    proof = _add(commands, "proof", "looking:proof")
    proof.add_argument("what", choices=("verify", "show"))
    proof.add_argument("path", type=Path, metavar="PATH")
    check = _add(commands, "check", "looking:check")
    check.add_argument("slug", nargs="*", metavar="SLUG")
    check.add_argument("--prove", action="store_true", help=_o("prove"))


def _office_commands(commands: "_Commands") -> None:
    up = _add(commands, "up", "office:up")
    up.add_argument("--port", type=int, metavar="N", help=_o("port"))
    up.add_argument("--slots", type=int, default=4, metavar="N", help=_o("up-slots"))
    up.add_argument("--can", action="append", default=[], metavar="CAPABILITY", help=_o("up-can"))
    account = _add(commands, "account", "office:account")
    account.add_argument("what", choices=("add", "list", "reset", "close"))
    account.add_argument("name", nargs="?", default="", metavar="NAME", help=_o("account-name"))
    account.add_argument("--shown", default="", metavar="TEXT", help=_o("shown"))
    account.add_argument("--department", default="", metavar="TEXT", help=_o("department"))
    account.add_argument("--role", action="append", default=[], metavar="ROLE", help=_o("role"))
    account.add_argument("--json", action="store_true", help=_o("json"))
    worker = _add(commands, "worker", "working:worker")
    worker.add_argument("what", nargs="?", choices=("drain",), help=argparse.SUPPRESS)
    worker.add_argument("worker", nargs="?", default="", metavar="NAME", help=argparse.SUPPRESS)
    worker.add_argument("--slots", type=int, default=4, metavar="N", help=_o("slots"))
    worker.add_argument("--can", action="append", default=[], metavar="CAPABILITY", help=_o("can"))
    worker.add_argument("--until-parent-ends", type=int, default=0, metavar="PID", help=_o("until-parent-ends"))
    worker.add_argument("--until-idle", action="store_true", help=_o("until-idle"))
    for each in (up, worker):
        each.add_argument("--log-format", choices=("json", "text"), default="", help=_o("log-format"))
    worker.add_argument("--health", default="", metavar="ADDRESS:PORT", help=_o("health"))
    _add(commands, "health", "watching:health").add_argument("--json", action="store_true", help=_o("json"))
    _add(commands, "workers", "working:workers").add_argument("--json", action="store_true", help=_o("json"))
    maintenance = _add(commands, "maintenance", "working:maintenance")
    maintenance.add_argument("what", choices=("on", "off", "show"))
    maintenance.add_argument("--reason", default="", metavar="TEXT", help=_o("reason"))
    for name in ("schedule", "watch"):
        _trigger_command(_add(commands, name, f"triggers:{name}"), name)
    _hours_command(_add(commands, "hours", "hours:hours"))
    vault = _add(commands, "vault", "office:vault")
    vault.add_argument("what", choices=("set", "list", "remove"))
    vault.add_argument("name", nargs="?", default="", metavar="NAME", help=_o("credential"))
    audit = _add(commands, "audit", "office:audit")
    audit.add_argument("what", choices=("verify", "show"))


def _keeping_commands(commands: "_Commands") -> None:
    backup = _add(commands, "backup", "keeping:backup")
    what = backup.add_mutually_exclusive_group(required=True)
    what.add_argument("target", nargs="?", type=Path, metavar="PATH", help=_o("backup-target"))
    what.add_argument("--verify", type=Path, metavar="FILE", help=_o("backup-verify"))
    backup.add_argument("--with-key", action="store_true", help=_o("with-key"))
    restore = _add(commands, "restore", "keeping:restore")
    restore.add_argument("file", type=Path, metavar="FILE", help=_o("backup-file"))
    restore.add_argument("--destroyed", type=Path, metavar="FILE", help=_o("destroyed"))
    move = _add(commands, "move-to-postgres", "keeping:move_to_postgres")
    move.add_argument("--to", default="", metavar="URL", help=_o("move-to"))
    for each in (backup, restore, move):
        each.add_argument("--json", action="store_true", help=_o("json"))


def _learn_commands(commands: "_Commands") -> None:
    learn = commands.add_parser(
        "learn", help=_SAYS.text("help", "learn"), description=_SAYS.text("help", "learn"), allow_abbrev=False
    )
    what = learn.add_subparsers(dest="what", required=True, metavar="WHAT", parser_class=_Parser)
    train = _add(what, "train", "learning:train", said="learn-train")
    train.add_argument("slug", metavar="SLUG", help=_SAYS.text("help", "slug"))
    train.add_argument("kind", metavar="KIND", help=_o("kind"))
    train.add_argument("--input", action="append", default=[], type=_pair, metavar="NAME=PATH", help=_o("past"))
    train.add_argument("--set", action="append", default=[], type=_pair, metavar="KEY=VALUE", help=_o("set"))
    show = _add(what, "show", "learning:show", said="learn-show")
    show.add_argument("model", nargs="?", default="", metavar="MODEL", help=_o("model"))
    approve = _add(what, "approve", "learning:approve", said="learn-approve")
    approve.add_argument("model", metavar="MODEL", help=_o("model"))
    retire = _add(what, "retire", "learning:retire", said="learn-retire")
    retire.add_argument("model", metavar="MODEL", help=_o("model"))
    retire.add_argument("--reason", required=True, metavar="TEXT", help=_o("reason"))
    for each in (train, show, approve, retire):
        each.add_argument("--json", action="store_true", help=_o("json"))


def _hours_command(command: argparse.ArgumentParser) -> None:
    command.add_argument("what", choices=("time", "add", "list", "remove", "report"))
    command.add_argument("name_of", nargs="?", default="", metavar="SLUG|NUMBER", help=_o("name-of"))
    command.add_argument("--items", type=int, default=0, metavar="N", help=_o("items"))
    command.add_argument("--minutes", type=float, default=0.0, metavar="M", help=_o("minutes"))
    command.add_argument("--worker", default="", metavar="ACCOUNT", help=_o("worker"))
    command.add_argument("--day", default="", metavar="YYYY-MM-DD", help=_o("day"))
    command.add_argument("--month", default="", metavar="YYYY-MM", help=_o("month"))
    command.add_argument("--json", action="store_true", help=_o("json"))


def _trigger_command(command: argparse.ArgumentParser, name: str) -> None:
    command.add_argument("what", choices=("add", "list", "pause", "resume", "remove"))
    command.add_argument("trigger", nargs="?", default="", metavar="NAME", help=_o("trigger"))
    command.add_argument("slug", nargs="?", default="", metavar="SLUG", help=_SAYS.text("help", "slug"))
    if name == "schedule":
        command.add_argument("--when", default="", metavar="TEXT", help=_o("when"))
        command.add_argument(
            "--holidays", choices=("run", "skip", "after", "before"), default="run", help=_o("holidays")
        )
    where = "input" if name == "schedule" else "watched"
    command.add_argument("--input", action="append", default=[], type=_pair, metavar="NAME=PATH", help=_o(where))
    command.add_argument("--set", action="append", default=[], type=_pair, metavar="KEY=VALUE", help=_o("set-later"))
    command.add_argument("--out", type=Path, metavar="DIR", help=_o("out"))
    command.add_argument("--partial", action="store_true", help=_o("partial"))
    command.add_argument("--mail", default="", metavar="ADDRESSES", help=_o("mail"))
    command.add_argument("--json", action="store_true", help=_o("json"))


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name or not value:
        raise argparse.ArgumentTypeError(_SAYS.text("errors", "pair", given=text))
    return name, value


def _o(name: str) -> str:
    return _SAYS.text("options", name)
