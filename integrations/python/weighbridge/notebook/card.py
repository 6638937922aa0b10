"""A report as HTML for a notebook: the verdict, the findings with their fixes, the layers.

One piece, without a script and without a request. Notebooks are light or dark in ways that a page inside them can't see
(Jupyter, Colab and VS Code each have their own); so text has the notebook's own color, lines are half-transparent, and
what has a color of its own has its own ground too. Styles stand in the elements: a style sheet would be the whole
notebook's.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from .words import LAYER_STATES, STATES, evidence_for_people, shape_for_people, size_for_people, versions_for_people

if TYPE_CHECKING:
    from ..gen.report import Finding, Fix, Layer, Report

#: White text has a contrast of at least 5.5 on each (web/src/element/theme.ts, the light ones).
_GROUNDS = {
    "filled": "#1d6b3f",
    "partly-empty": "#8a5200",
    "empty": "#a3301d",
    "damaged": "#8b1f55",
    "not-weights": "#475a6b",
}
_SEVERITIES = {"error": "#a3301d", "warning": "#8a5200", "note": "#475a6b"}
_LINE = "1px solid rgba(128,128,128,.35)"
_CELL = f"padding:.15em .8em .15em 0;border-bottom:{_LINE};text-align:left"
_NUMBER = f"padding:.15em .8em .15em 0;border-bottom:{_LINE};text-align:right;font-variant-numeric:tabular-nums"
_PART = f"border-top:{_LINE};padding:.4em 0"
_CODE = (
    f"border:{_LINE};border-radius:4px;padding:.5em;overflow-x:auto;background:rgba(128,128,128,.1);color:inherit;"
    "margin:.3em 0;font-family:monospace"
)
_LAYERS_SHOWN, _FINDINGS_SHOWN, _EVIDENCE_SHOWN = 200, 20, 6


def card(report: Report) -> str:
    parts = [_verdict(report), *(_finding(report, finding) for finding in report.findings[:_FINDINGS_SHOWN])]
    more = len(report.findings) - _FINDINGS_SHOWN
    parts += [f"<p>and {more} more findings</p>"] if more > 0 else []
    parts += [_layers(report)] if report.layers else []
    style = f"border:{_LINE};border-radius:6px;padding:.8em 1em;max-width:60em;line-height:1.45"
    return f'<div style="{style}">{"".join(parts)}</div>'


def _chip(text: str, ground: str) -> str:
    style = f"background:{ground};color:#fff;border-radius:1em;padding:.1em .7em;font-weight:600;white-space:nowrap"
    return f'<span style="{style}">{_text(text)}</span>'


def _verdict(report: Report) -> str:
    state, verdict, totals = report.verdict.state, report.verdict, report.totals
    facts = [report.layout or report.container, size_for_people(report.file.size_bytes)]
    if report.layers:
        facts += [f"{totals.layers:,} layers, {totals.layers_with_weights:,} with weights"]
        facts += [f"{totals.parameters:,} parameters"]
    name = f'<b style="overflow-wrap:anywhere">{_named(report.file.name)}</b>'
    return (
        f"<div>{_chip(STATES[state], _GROUNDS[state])} {name}</div>"
        f'<p style="font-weight:600;margin:.5em 0">{_text(verdict.headline)}</p>'
        f'<p style="margin:.3em 0"><b>Why:</b> {_text(verdict.why)}</p>'
        f'<p style="margin:.3em 0"><b>Next:</b> {_text(verdict.next)}</p>'
        f'<p style="margin:.3em 0">{_text(" · ".join(facts))}</p>'
    )


def _finding(report: Report, finding: Finding) -> str:
    # The verdict has said it already where it is this finding's.
    why = "" if finding.why == report.verdict.why else f'<p style="margin:.4em 0">{_text(finding.why)}</p>'
    evidence = "".join(f"<li>{_named(evidence_for_people(one))}</li>" for one in finding.evidence[:_EVIDENCE_SHOWN])
    fixes = sorted(finding.fixes, key=lambda fix: not fix.fits_writer)  # stable: else as the report has them
    title = (
        f"{_chip(finding.severity, _SEVERITIES[finding.severity])} {_text(finding.title)} "
        f"({finding.confidence}, {finding.id})"
    )
    return (
        f'<details style="{_PART}"><summary style="cursor:pointer">{title}</summary>'
        f"{why}<ul>{evidence}</ul>{''.join(map(_fix, fixes))}</details>"
    )


def _fix(fix: Fix) -> str:
    versions = _text(versions_for_people(fix.for_))
    return (
        f'<p style="margin:.5em 0 0"><b>{_text(fix.title)}</b> ({versions})</p>'
        f'<pre style="{_CODE}" tabindex="0">{_text(fix.code)}</pre>'
    )


def _layers(report: Report) -> str:
    rows = "".join(map(_layer, report.layers[:_LAYERS_SHOWN]))
    words = ("State", "Layer", "Class", "Tensors")
    titles = "".join(f'<th scope="col" style="{_CELL}">{word}</th>' for word in words)
    titles += f'<th scope="col" style="{_NUMBER}">Parameters</th>'
    head = f'<table style="border-collapse:collapse;color:inherit"><thead><tr>{titles}</tr></thead>'
    rest = ""
    if len(report.layers) > _LAYERS_SHOWN:
        rest = f"<p>These are the first {_LAYERS_SHOWN} of {len(report.layers):,} layers; report.layers has all.</p>"
    return (
        f'<details open style="{_PART}"><summary style="cursor:pointer">Layers</summary>'
        f'<div style="overflow-x:auto">{head}<tbody>{rows}</tbody></table></div>{rest}</details>'
    )


def _layer(layer: Layer) -> str:
    tensors = "; ".join(
        f"{tensor.role or tensor.path.rsplit('/', 1)[-1]} {shape_for_people(tensor.shape)} {tensor.dtype}"
        for tensor in layer.tensors
    )
    cells: list[str] = [LAYER_STATES[layer.state], _named(layer.name), _named(layer.class_ or ""), _named(tensors)]
    parameters = sum(tensor.parameters for tensor in layer.tensors)
    row = "".join(f'<td style="{_CELL}">{cell}</td>' for cell in cells)
    return f'<tr style="background:transparent">{row}<td style="{_NUMBER}">{parameters:,}</td></tr>'


def _text(text: str) -> str:
    """Text that may come out of the file: what is no letter and no line break, such as U+202E, does nothing here."""
    return escape(
        "".join(letter if letter.isprintable() or letter == "\n" else "\N{REPLACEMENT CHARACTER}" for letter in text)
    )


def _named(text: str) -> str:
    """The same within a line, whose direction stays its own."""
    return f"<bdi>{_text(text)}</bdi>"
