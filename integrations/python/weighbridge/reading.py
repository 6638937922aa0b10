"""The report's JSON as values, with nothing missing: what web/src/engine/read-report.ts does for the page."""

from __future__ import annotations

import dataclasses
import functools
import json
from typing import Any, Dict

from .gen.report import HOLDS, USUAL, Report

_Written = Dict[str, Any]


@functools.lru_cache(maxsize=None)
def _keys(cls: type[Any]) -> tuple[tuple[str, str], ...]:
    """Of each field what it is called here and in the JSON."""
    return tuple((field.name, field.name.rstrip("_")) for field in dataclasses.fields(cls))


def _built(cls: Any, written: Any) -> Any:
    if written is None:
        return None
    if isinstance(written, list):
        return tuple(_built(cls, one) for one in written)
    if cls is None:
        return written
    if isinstance(cls, dict):  # the kinds of a union
        cls = cls[written["kind"]]
    holds, usual = HOLDS.get(cls, {}), USUAL.get(cls, {})
    return cls(**{name: _built(holds.get(key), written.get(key, usual.get(key))) for name, key in _keys(cls)})


def _whole_path(path: str, owner: str) -> str:
    """A path begins at its layer's; with a slash in front it begins at the root."""
    if owner == "":
        return path
    return path[1:] if path.startswith("/") else f"{owner}/{path}"


def _whole_tensor(written: _Written, owner: str) -> _Written:
    stats = written.get("stats")
    return {
        **written,
        "path": _whole_path(written["path"], owner),
        "storage": {"size_bytes": written["bytes"], **written["storage"]},
        "stats": None if stats is None else {"count": written["parameters"], **stats},
    }


def _whole_owner(written: _Written) -> _Written:
    """A layer or an optimizer."""
    path = written["path"]
    return {
        "name": path.rsplit("/", 1)[-1],
        **written,
        "tensors": [_whole_tensor(one, path) for one in written.get("tensors", ())],
    }


def read_report(text: str) -> Report:
    written = json.loads(text)
    optimizer = written["optimizer"]
    whole = {
        **written,
        "layers": [_whole_owner(layer) for layer in written["layers"]],
        "optimizer": None if optimizer is None else _whole_owner(optimizer),
    }
    report: Report = _built(Report, whole)
    return report
