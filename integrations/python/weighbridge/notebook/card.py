"""A report as HTML for a notebook: the verdict, the findings with their fixes, the layers.

One piece, without a script and without a request. Notebooks are light or dark in ways that a page inside them can't see
(Jupyter, Colab and VS Code each have their own); so text has the notebook's own color, lines are half-transparent, and
what has a color of its own has its own ground too. Styles stand in the elements: a style sheet would be the whole
notebook's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .pieces import AMBER, CARD, CELL, GREEN, LINE, NUMBER, PURPLE, RED, SLATE, TABLE, chip, named, text
from .words import LAYER_STATES, STATES, evidence_for_people, shape_for_people, size_for_people, versions_for_people

if TYPE_CHECKING:
    from ..gen.report import Finding, Fix, Layer, Report

_GROUNDS = {"filled": GREEN, "partly-empty": AMBER, "empty": RED, "damaged": PURPLE, "not-weights": SLATE}
_SEVERITIES = {"error": RED, "warning": AMBER, "note": SLATE}
_PART = f"border-top:{LINE};padding:.4em 0"
_CODE = (
    f"border:{LINE};border-radius:4px;padding:.5em;overflow-x:auto;background:rgba(128,128,128,.1);color:inherit;"
    "margin:.3em 0;font-family:monospace"
)
_LAYERS_SHOWN, _FINDINGS_SHOWN, _EVIDENCE_SHOWN = 200, 20, 6


def card(report: Report) -> str:
    parts = [_verdict(report), *(_finding(report, finding) for finding in report.findings[:_FINDINGS_SHOWN])]
    more = len(report.findings) - _FINDINGS_SHOWN
    parts += [f"<p>and {more} more findings</p>"] if more > 0 else []
    parts += [_layers(report)] if report.layers else []
    return f'<div style="{CARD}">{"".join(parts)}</div>'


def _verdict(report: Report) -> str:
    state, verdict, totals = report.verdict.state, report.verdict, report.totals
    facts = [report.layout or report.container, size_for_people(report.file.size_bytes)]
    if report.layers:
        facts += [f"{totals.layers:,} layers, {totals.layers_with_weights:,} with weights"]
        facts += [f"{totals.parameters:,} parameters"]
    name = f'<b style="overflow-wrap:anywhere">{named(report.file.name)}</b>'
    return (
        f"<div>{chip(STATES[state], _GROUNDS[state])} {name}</div>"
        f'<p style="font-weight:600;margin:.5em 0">{text(verdict.headline)}</p>'
        f'<p style="margin:.3em 0"><b>Why:</b> {text(verdict.why)}</p>'
        f'<p style="margin:.3em 0"><b>Next:</b> {text(verdict.next)}</p>'
        f'<p style="margin:.3em 0">{text(" · ".join(facts))}</p>'
    )


def _finding(report: Report, finding: Finding) -> str:
    # The verdict has said it already where it is this finding's.
    why = "" if finding.why == report.verdict.why else f'<p style="margin:.4em 0">{text(finding.why)}</p>'
    evidence = "".join(f"<li>{named(evidence_for_people(one))}</li>" for one in finding.evidence[:_EVIDENCE_SHOWN])
    fixes = sorted(finding.fixes, key=lambda fix: not fix.fits_writer)  # stable: else as the report has them
    title = (
        f"{chip(finding.severity, _SEVERITIES[finding.severity])} {text(finding.title)} "
        f"({finding.confidence}, {finding.id})"
    )
    return (
        f'<details style="{_PART}"><summary style="cursor:pointer">{title}</summary>'
        f"{why}<ul>{evidence}</ul>{''.join(map(_fix, fixes))}</details>"
    )


def _fix(fix: Fix) -> str:
    versions = text(versions_for_people(fix.for_))
    return (
        f'<p style="margin:.5em 0 0"><b>{text(fix.title)}</b> ({versions})</p>'
        f'<pre style="{_CODE}" tabindex="0">{text(fix.code)}</pre>'
    )


def _layers(report: Report) -> str:
    rows = "".join(map(_layer, report.layers[:_LAYERS_SHOWN]))
    words = ("State", "Layer", "Class", "Tensors")
    titles = "".join(f'<th scope="col" style="{CELL}">{word}</th>' for word in words)
    titles += f'<th scope="col" style="{NUMBER}">Parameters</th>'
    head = f'<table style="{TABLE}"><thead><tr>{titles}</tr></thead>'
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
    cells: list[str] = [LAYER_STATES[layer.state], named(layer.name), named(layer.class_ or ""), named(tensors)]
    parameters = sum(tensor.parameters for tensor in layer.tensors)
    row = "".join(f'<td style="{CELL}">{cell}</td>' for cell in cells)
    return f'<tr style="background:transparent">{row}<td style="{NUMBER}">{parameters:,}</td></tr>'
