"""The sections of the page, one function each; a section with nothing to say is ""."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any, TypeAlias

from jikwon.proof.page.pieces import both, mark, number, table, where
from jikwon.proof.page.pieces import heading as _head
from jikwon.proof.verdict import percent

Data: TypeAlias = Mapping[str, Any]
Cells: TypeAlias = tuple[str, Sequence[str]]


def title(data: Data) -> str:
    """Give the window's title."""
    return escape(f"{_name(data, 'ko')} 증명서")


def heading(data: Data) -> str:
    """Say what this is, of which process and when."""
    name, english = escape(_name(data, "ko")), escape(_name(data, "en"))
    return (
        f'<div>\n<p class="kind">{both("kind")}</p>\n<h1>{name}<span lang="en">{english}</span></h1>\n'
        f"<p>{both('as-of', clock=_clock(data['clock']))}</p>\n</div>"
    )


def verdict(data: Data) -> str:
    """Say the verdict with the bound, or how much did not hold."""
    proved = data["verdict"] == "proved"
    compared, wrong = number(data["fields_compared"]), number(data["mismatches"])
    bound = data["error_bound_95"]
    if proved:
        said = both("bound", compared=compared, percent=percent(bound))
    else:
        said = both("wrong" if data["fields_compared"] else "nothing-compared", compared=compared, mismatches=wrong)
    partial = f"<p>{both('partial', waiting=number(data['items'].get('waiting', 0)))}</p>" if data["partial"] else ""
    return (
        f'<section class="verdict{"" if proved else " refuted"}">{mark(proved)}<div>'
        f"<strong>{both('proved' if proved else 'refuted')}</strong>\n"
        f'<p class="bound">{said}</p>\n<p>{both("proved-means" if proved else "refuted-means")}</p>\n'
        f"{partial}</div></section>"
    )


def figures(data: Data) -> str:
    """Give the counts at a glance."""
    items, rows = data["items"], data["rows"]
    shown = [("total", items), ("done", items), ("excluded", items), ("waiting", items)]
    shown += [("read", rows), ("used", rows), ("merged", rows), ("skipped", rows)]
    cells = "".join(
        f"<div><dt>{both('figure-' + code)}</dt><dd>{number(counts.get(code, 0))}<small>{unit}</small></dd></div>\n"
        for (code, counts), unit in zip(shown, ["건"] * 4 + ["행"] * 4, strict=True)
    )
    return f'<dl class="figures">\n{cells}</dl>'


def mismatches(data: Data) -> str:
    """List what did not hold and where; only of a refuted run."""
    rows = [
        (
            "wrong",
            [
                _sentence(data, check["name"]),
                _file(place),
                number(place.get("row", "")),
                escape(place.get("column", "")),
            ],
        )
        for check in data["checks"]
        for place in check["at"]
        if check["mismatches"]
    ]
    return _section("mismatches", ("check", "file", "row", "column"), rows, numbers=(2,)) if rows else ""


def checks(data: Data) -> str:
    """List every kind of check with what its checks compared; one that was made of several sheets says so."""
    kinds: dict[str, list[Mapping[str, Any]]] = {}
    for check in data["checks"]:
        kinds.setdefault(check["name"], []).append(check)
    rows = []
    for name, made in kinds.items():
        sums = [sum(check[count] for check in made) for count in ("compared", "mismatches", "rests_on_people")]
        sign = ("bad", "✕", "differs") if sums[1] else ("ok", "✓", "holds")
        times = f" <small>{both('times', count=number(len(made)))}</small>" if len(made) > 1 else ""
        result = f'<span class="{sign[0]}">{sign[1]} {both(sign[2])}</span>'
        rows.append(("wrong" if sums[1] else "", [_sentence(data, name) + times, *map(number, sums), result]))
    return _section("checks", ("check", "compared", "different", "by-people", "result"), rows, numbers=(1, 2, 3))


def notes(data: Data) -> str:
    """List what was normalised without loss, or told."""
    rows = [("", [_sentence(data, note["code"]), number(note["count"]), where(note["at"])]) for note in data["notes"]]
    return _section("notes", ("what", "count", "where"), rows, numbers=(1,)) if rows else ""


def answers(data: Data) -> str:
    """List what people answered: never the value."""
    rows = []
    for given in data["answers"]:
        subject = f"<code>{escape(given['subject'])}</code>"
        rows.append(("", [_sentence(data, given["code"]), subject, escape(given["by"]), _clock(given["at"])]))
    return _section("answers", ("question", "subject", "who", "when"), rows) if rows else ""


def exclusions(data: Data) -> str:
    """Count the items that were left out, by reason."""
    rows = [("", [_sentence(data, code), number(count)]) for code, count in sorted(data["exclusions"].items()) if count]
    return _section("exclusions", ("reason", "count"), rows, numbers=(1,)) if rows else ""


def acts(data: Data) -> str:
    """Count what is to be done outside, by kind, and what has its receipt."""
    kinds: dict[str, list[bool]] = {}
    for act in data["acts"]["list"]:
        kinds.setdefault(act["kind"], []).append(act["done"])
    rows = [("", [escape(kind), number(len(done)), number(sum(done))]) for kind, done in sorted(kinds.items())]
    return _section("acts", ("act", "planned", "received"), rows, numbers=(1, 2)) if rows else ""


def kept(data: Data) -> str:
    """Count what was read from outside and kept as sources, by kind; one hash stands for all."""
    told = data["kept"]
    rows = [("", [escape(each["name"]), number(each["count"])]) for each in told["kinds"]]
    if not rows:
        return ""
    return (
        _section("kept", ("kind-of", "count"), rows, numbers=(1,)) + f"\n<p><code>{escape(told['sha256'])}</code></p>"
    )


def models(data: Data) -> str:
    """List the models that the run worked with: who approved them, and what was measured of them."""
    rows = [
        (
            "",
            [
                f"{escape(each.get('name', each['kind']))}<br><code>{escape(each['sha256'])}</code>",
                f"{escape(each['approved_by'])}<br>{_clock(each['approved_at'])}",
                f"{number(each['accepted'])} / {number(each['errors'])} / {number(each['of'])}",
                f"{percent(each['max_error'])} %",
                f"{min(each['thresholds'].values()):.3f}" if each["thresholds"] else "–",
            ],
        )
        for each in data.get("models", ())
    ]
    columns = ("model-kind", "approved", "measured", "error-bound", "threshold")
    return _section("models", columns, rows, numbers=(2, 3, 4)) if rows else ""


def files(data: Data) -> str:
    """List every input and output with its hash."""
    rows = [
        ("", [both(kind[:-1]), escape(file["file"]), number(file["size"]), f"<code>{escape(file['sha256'])}</code>"])
        for kind in ("inputs", "outputs")
        for file in data[kind]
    ]
    return _section("files", ("direction", "file", "bytes", "sha256"), rows, numbers=(2,))


def conditions(data: Data) -> str:
    """List settings and versions."""
    rows = [
        ("", [both(kind[:-1]), escape(name), escape(text) or "–"])
        for kind in ("settings", "versions")
        for name, text in sorted(data[kind].items())
    ]
    return _section("conditions", ("kind-of", "name", "value"), rows)


def explanation(data: Data) -> str:
    """Say how the proof was made and how to check it again."""
    points = "".join(f"<li>{both(f'how-{n}')}</li>\n" for n in range(1, 5))
    return (
        f"<h2>{both('how')}</h2>\n<ul>\n{points}</ul>\n"
        f"<footer>{both('digest')}<br><code>{escape(data['digest'])}</code></footer>"
    )


def _section(code: str, columns: Sequence[str], rows: Sequence[Cells], *, numbers: Sequence[int] = ()) -> str:
    return f"<section>\n{_head(code)}\n{table(columns, rows, numbers=numbers)}\n</section>"


def _sentence(data: Data, code: str) -> str:
    return escape(str(data["sentences"].get(code, code)))


def _name(data: Data, language: str) -> str:
    return str(data["process"]["name"].get(language) or data["process"]["slug"])


def _file(place: Mapping[str, Any]) -> str:
    sheet = f" [{place['sheet']}]" if place.get("sheet") else ""
    return escape(f"{place.get('file', '')}{sheet}")


def _clock(text: str) -> str:
    """Write a moment as official documents do: 2021. 10. 6. 09:00."""
    if not text:
        return "–"
    moment = datetime.fromisoformat(text)
    return f"{moment.year}. {moment.month}. {moment.day}. {moment:%H:%M}"
