"""In what two files differ, as HTML for a notebook and as Markdown: the summary and a table. As card.py says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .pieces import AMBER, CARD, CELL, GREEN, SLATE, TABLE, chip, harmless, named, text

if TYPE_CHECKING:
    from ..differences import FileComparison, FileDifference

KINDS = {
    "only-first": "only in the first",
    "only-second": "only in the second",
    "state": "state",
    "class": "class",
    "shape": "shape",
    "dtype": "type",
    "values": "values",
}
_ROWS_SHOWN = 200


def card(comparison: FileComparison) -> str:
    found = len(comparison.differences)
    if found:
        head = chip("1 difference" if found == 1 else f"{found:,} differences", AMBER)
    else:
        head = chip("No difference", GREEN) if comparison.matches else chip("Nothing to compare", SLATE)
    names = " and ".join(named(one.file.name) for one in (comparison.first, comparison.second))
    parts = [f'<div>{head} <b style="overflow-wrap:anywhere">{names}</b></div>']
    parts.append(f'<p style="margin:.5em 0">{text(comparison.summary())}</p>')
    return f'<div style="{CARD}">{"".join(parts)}{_table(comparison) if found else ""}</div>'


def _table(comparison: FileComparison) -> str:
    titles = ("Where", "What", comparison.first.file.name, comparison.second.file.name)
    head = "".join(f'<th scope="col" style="{CELL}">{named(title)}</th>' for title in titles)
    rows = "".join(
        f'<tr style="background:transparent">{"".join(map(_cell, _words(one)))}</tr>'
        for one in comparison.differences[:_ROWS_SHOWN]
    )
    table = f'<table style="{TABLE}"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    return f'<div style="overflow-x:auto">{table}</div>' + "".join(f"<p>{text(one)}</p>" for one in _rest(comparison))


def _cell(words: str) -> str:
    return f'<td style="{CELL}">{named(words)}</td>'


def _words(one: FileDifference) -> tuple[str, str, str, str]:
    where = f"{one.path} ({one.path_in_second})" if one.path_in_second else one.path or "the file"
    return where, KINDS[one.kind], one.first, one.second


def _rest(comparison: FileComparison) -> list[str]:
    found = len(comparison.differences)
    if found <= _ROWS_SHOWN:
        return []
    return [f"These are the first {_ROWS_SHOWN} of {found:,} differences; `differences` has all."]


def markdown(comparison: FileComparison) -> str:
    first, second = (_quoted(one.file.name) for one in (comparison.first, comparison.second))
    lines = [f"### {first} and {second}", "", comparison.summary()]
    if comparison.differences:
        lines += ["", f"| where | what | {first} | {second} |", "|---|---|---|---|"]
        for where, what, *both in map(_words, comparison.differences[:_ROWS_SHOWN]):
            lines.append("| " + " | ".join([_quoted(where), what, *map(_escaped, both)]) + " |")
        lines += [line for rest in _rest(comparison) for line in ("", rest)]
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> str:
    """As code, so that nothing in a name is Markdown; a table takes no bar and no line break, even there."""
    line = " ".join(harmless(words).split("\n")).replace("|", "¦").replace("`", "'")
    return f"`{line}`"


def _escaped(words: str) -> str:
    return _quoted(words) if words else ""
