"""The words of the card, the page's own (web/src/element/strings.ts), and values as people read them."""

from __future__ import annotations

from typing import Any

STATES = {
    "filled": "Loaded",
    "partly-empty": "Partly loaded",
    "empty": "Empty",
    "damaged": "Damaged",
    "not-weights": "Not a weight file",
}
LAYER_STATES = {
    "filled": "loaded",
    "empty": "empty",
    "weightless": "needs none",
    "container": "container",
    "undetermined": "unclear",
    "missing": "missing",
    "unreadable": "unreadable",
}
_ITEMS_SHOWN = 12


def size_for_people(size_bytes: int) -> str:
    size, unit = float(size_bytes), "bytes"
    for unit in ("bytes", "KB", "MB", "GB", "TB"):
        if size < 1000 or unit == "TB":
            break
        size /= 1000
    return f"{size_bytes:,} bytes" if unit == "bytes" else f"{size:.1f} {unit}"


def shape_for_people(shape: tuple[int, ...] | None) -> str:
    if shape is None:
        return "shape not readable"
    return " × ".join(map(str, shape)) if shape else "scalar"


def versions_for_people(versions: Any) -> str:
    name = {"any": "any Keras", "keras": "Keras"}.get(versions.package, versions.package)
    if versions.from_ is None and versions.to is None:
        return str(name)
    if versions.to is None:
        return f"{name} {versions.from_} or later"
    return f"{name} up to {versions.to}" if versions.from_ is None else f"{name} {versions.from_} to {versions.to}"


def evidence_for_people(evidence: Any) -> str:
    """As core/report/evidence_text.cc words it."""
    kind, place = evidence.kind, getattr(evidence, "path", "") or "/"
    if kind == "at":
        return f"{place}: {evidence.what}"
    if kind == "absent":
        return f"{place}: not there: {evidence.what}"
    if kind == "attribute":
        return f"{place}: attribute {evidence.name} = {evidence.value}"
    if kind == "bytes":
        return f"at byte {evidence.offset:,}: {evidence.hex} ({evidence.what})"
    if kind == "measurement":
        return f"{evidence.what}: {_measured(evidence)}"
    if kind == "excerpt":
        return f'{evidence.what}: "{evidence.text}"'
    if kind == "pair":
        return f"{evidence.what}: expected {evidence.expected}, found {evidence.found}"
    return f"{evidence.what}: {_listed(evidence.items)}"


def _measured(evidence: Any) -> str:
    value = evidence.value
    if value is None:
        return "not known"
    number = f"{int(value):,}" if value == int(value) and 0 <= value < 1e15 else f"{value:.4g}"
    unit = evidence.unit[:-1] if number == "1" and evidence.unit.endswith("s") else evidence.unit
    return f"{number} {unit}".strip()


def _listed(items: tuple[str, ...]) -> str:
    """a; a and b; a, b and c: as text::join_names does in core/base."""
    more = len(items) - _ITEMS_SHOWN
    shown = [*items[:_ITEMS_SHOWN], f"{more} more"] if more > 0 else list(items)
    return "".join(shown) if len(shown) < 2 else f"{', '.join(shown[:-1])} and {shown[-1]}"
