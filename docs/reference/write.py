"""Write the reference pages that follow from the code: `python docs/reference/write.py`.

A test holds the pages to what this program writes, so that none of them can fall behind.
"""

import argparse
import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import jikwon
from jikwon.cli import arguments
from jikwon.model import strings
from jikwon.model.catalog import every
from jikwon.model.errors import JikwonError, all_errors
from jikwon.model.manifest import Setting
from jikwon.model.states import Exit

HERE = Path(__file__).parent
_NO_ERRORS = ("__main__", ".migrations", ".models", ".apps", ".tests", ".sample")
PLAIN = frozenset({"error", "input"})
"""Classes that are never raised themselves."""


def pages() -> dict[str, str]:
    """Give every written page by its file name."""
    return {"command-line.md": command_line(), "errors.md": errors(), "processes.md": processes()}


def command_line() -> str:
    """Describe every command and option, from the parser itself."""
    says = strings.of(arguments.__name__)
    lines = ["# Command line", "", "Written by `docs/reference/write.py` from the parser.", ""]
    lines += ["| exit | meaning |", "| --- | --- |", *(f"| {each.value} | {_EXITS[each]} |" for each in Exit), ""]
    for name, parser in _commands():
        lines += [f"## `jikwon {name}`", "", says.text("help", name, language="en"), "", "```"]
        lines += [" ".join(parser.format_usage().replace("usage: ", "").split()), "```", ""]
        rows = [_option(action, says) for action in parser._actions if action.option_strings and action.dest != "help"]  # noqa: SLF001
        lines += ["| option | meaning |", "| --- | --- |", *rows, ""] if rows else []
    return "\n".join(lines).rstrip() + "\n"


_EXITS = {
    Exit.RELEASED: "released: the proof holds, approved, files out, every act has its receipt",
    Exit.FAILED: "failed: one line on standard error says what, where and what to do next",
    Exit.USAGE: "bad usage or unreadable input, found before any work; there is no run",
    Exit.WAITS: "waits for answers or approval",
    Exit.REFUTED: "refuted: the proof found a mismatch and nothing was released",
    Exit.CANCELLED: "cancelled",
}


def _commands() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in arguments.build()._actions:  # noqa: SLF001 - argparse has no public way to walk a parser
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            yield from action.choices.items()


def _option(action: argparse.Action, says: strings.Strings) -> str:
    name = action.option_strings[-1]
    value = f" {action.metavar}" if action.metavar else ""
    return f"| `{name}{value}` | {says.text('options', name.removeprefix('--'), language='en')} |"


def errors() -> str:
    """List every error with its code, what is done about it, and its sentences."""
    _import_everything()
    lines = ["# Errors", "", "Written by `docs/reference/write.py` from the error classes and their sentences.", ""]
    lines += ["| code | handling | sentence |", "| --- | --- | --- |"]
    for each in all_errors():
        if each.code not in PLAIN and each.__module__.startswith("jikwon."):
            lines.append(f"| `{each.code}` | {each.handling.value} | {_sentence(each)} |")
    return "\n".join(lines) + "\n"


def _sentence(error: type[JikwonError]) -> str:
    said = strings.of(error.__module__)
    tables = {language: said.raw("errors", error.code, language=language) for language in strings.LANGUAGES}
    return "<br>".join(text.replace("|", "\\|") for text in tables.values())


def _import_everything() -> None:
    _import_below(jikwon.__name__, jikwon.__path__)


def _import_below(package: str, folders: Iterable[str]) -> None:
    """Import the modules of a package, and of those in it; what needs Django set up is left out with all below it."""
    for found in pkgutil.iter_modules(folders, f"{package}."):
        if found.name.endswith(_NO_ERRORS):
            continue
        if found.name.startswith("jikwon.console.") and not found.ispkg and not found.name.endswith(".errors"):
            continue
        module = importlib.import_module(found.name)
        if found.ispkg:
            _import_below(found.name, module.__path__)


def processes() -> str:
    """Describe every shipped process: inputs, settings, outputs, codes."""
    lines = ["# Shipped processes", "", "Written by `docs/reference/write.py` from the manifests.", ""]
    for process in sorted(every(), key=lambda each: each.slug):
        if process.package.startswith("jikwon."):
            lines += _process(process.slug)
    return "\n".join(lines).rstrip() + "\n"


def _process(slug: str) -> list[str]:
    process = next(each for each in every() if each.slug == slug)
    manifest, says = process.manifest, process.strings
    lines = [f"## `{slug}` — {manifest.name.ko} ({manifest.name.en})", ""]
    lines += [
        f"Version {manifest.version}, released by {manifest.release}.",
        "",
        "| input | | |",
        "| --- | --- | --- |",
    ]
    lines += [
        f"| `{name}` | {each.name.ko} ({each.name.en}) | {'required' if each.required else 'optional'} |"
        for name, each in manifest.inputs.items()
    ]
    lines += ["", "| setting | | default |", "| --- | --- | --- |"]
    lines += [
        f"| `{name}` | {each.name.ko} ({each.name.en}) | {_values(each)} |" for name, each in manifest.settings.items()
    ]
    lines += ["", "| output | |", "| --- | --- |"]
    lines += [f"| `{each.file}` | {each.name.ko} ({each.name.en}) |" for each in manifest.outputs.values()]
    lines += ["", "| code | |", "| --- | --- |"]
    lines += [f"| `{code}` | {says.raw('questions', code, language='ko')} |" for code in manifest.questions]
    lines += [f"| {code} | {says.raw('exclusions', code, language='ko')} |" for code in manifest.exclusions]
    return [*lines, ""]


def _values(setting: Setting) -> str:
    return " or ".join(f"`{each}`" for each in setting.choices) if setting.choices else f"`{setting.default}`"


if __name__ == "__main__":
    for name, text in pages().items():
        (HERE / name).write_text(text, "utf-8")
