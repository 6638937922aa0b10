"""compare(first, second): in what two files differ, by their reports.

What is called alike is compared, layer by layer. Names that Keras counts up (`dense_3`) differ between two runs of one
program, and the two layouts have names of their own; so where the names differ the layers are compared in their order,
as the older layout is loaded. check(model, path) does the same.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import List, Optional, Sequence, Tuple, TypeVar, Union

from .differences import FileComparison, FileDifference, Kind, Thing
from .gen.report import Layer, Optimizer, Report, Stats, Tensor
from .notebook.words import LAYER_STATES, STATES
from .sources import Source
from .weighing import weigh

_Owner = Union[Layer, Optimizer]
_Item = TypeVar("_Item", Layer, Tensor)
_Pair = Tuple[Optional[_Item], Optional[_Item]]
#: Layers that have nothing of their own to compare.
_WITHOUT = ("weightless", "container")
#: How much further than by rounding a mean or a spread must be off to count, of the largest value.
_ROUNDING = 1e-9


def compare(first: Report | Source, second: Report | Source, *, values: bool = True) -> FileComparison:
    """In what two files differ: layers and tensors that only one has, states, classes, shapes, types, and values by
    their statistics.

    Each is a report, or what weigh() takes; with `values=False` the structure alone is read of it, and compared.
    Raises what weigh() raises.
    """
    a, b = (one if isinstance(one, Report) else weigh(one, values=values) for one in (first, second))
    is_by_path = _is_by_path(a, b)
    found = _Found(is_by_path)
    if a.verdict.state != b.verdict.state:
        found.add("state", "file", None, None, STATES[a.verdict.state], STATES[b.verdict.state])
    for layer, other in _paired(_comparable(a), _comparable(b), is_by_path):
        found.layers(layer, other)
    found.optimizers(a.optimizer, b.optimizer)
    return FileComparison(
        a, b, tuple(found.differences), tuple(found.not_compared), "path" if is_by_path else "order", found.tensors
    )


def _is_by_path(a: Report, b: Report) -> bool:
    if a.layout == b.layout == "keras-v3-weights":
        return True
    return {one.path for one in a.layers if one.tensors} == {one.path for one in b.layers if one.tensors}


def _comparable(report: Report) -> list[Layer]:
    """The newer layout does not name layers without weights, the older one does."""
    return [one for one in report.layers if one.tensors or one.state not in _WITHOUT]


def _paired(a: Sequence[_Item], b: Sequence[_Item], is_by_path: bool) -> list[_Pair[_Item]]:
    if is_by_path:
        left = {one.path: one for one in b}
        pairs: List[_Pair[_Item]] = [(one, left.pop(one.path, None)) for one in a]
        return pairs + [(None, one) for one in left.values()]
    longest = max(len(a), len(b))
    return [(a[i] if i < len(a) else None, b[i] if i < len(b) else None) for i in range(longest)]


@dataclass
class _Found:
    is_by_path: bool
    differences: List[FileDifference] = field(default_factory=list)
    not_compared: List[str] = field(default_factory=list)
    tensors: int = 0

    def add(self, kind: Kind, of: Thing, path: str | None, other: str | None, first: str, second: str) -> None:
        here = path if path is not None else other or ""
        elsewhere = other if path is not None and other != path else None
        self.differences.append(FileDifference(kind, of, here, elsewhere, first, second))

    def layers(self, layer: Layer | None, other: Layer | None) -> None:
        if layer is None or other is None:
            self._alone("layer", layer, other, _layer_told)
            return
        if layer.state != other.state:
            self.add("state", "layer", layer.path, other.path, _layer_told(layer), _layer_told(other))
        if layer.class_ and other.class_ and layer.class_ != other.class_:
            self.add("class", "layer", layer.path, other.path, layer.class_, other.class_)
        # One that is empty lacks every tensor: that is said once.
        if (layer.tensors and other.tensors) or layer.state == other.state:
            self._tensors(layer, other)

    def optimizers(self, optimizer: Optimizer | None, other: Optimizer | None) -> None:
        if optimizer is None or other is None:
            self._alone("optimizer", optimizer, other, _optimizer_told)
            return
        if optimizer.iterations != other.iterations:
            steps, others = _steps(optimizer), _steps(other)
            self.add("values", "optimizer", optimizer.path, other.path, steps, others)
        self._tensors(optimizer, other, are_read=False)

    def _alone(self, of, one, other, told) -> None:  # type: ignore[no-untyped-def]  # of layers, optimizers, tensors
        if one is not None:
            self.add("only-first", of, one.path, None, told(one), "")
        elif other is not None:
            self.add("only-second", of, None, other.path, "", told(other))

    def _tensors(self, owner: _Owner, other: _Owner, are_read: bool = True) -> None:
        """`are_read`: an optimizer's values never are, so that they are no gap."""
        for a, b in _paired(owner.tensors, other.tensors, self.is_by_path):
            if a is None or b is None:
                self._alone("tensor", a, b, _tensor_told)
                continue
            is_alike = self._is_alike(a, b)
            if are_read:
                self.tensors += 1
                self._values(a, b, is_alike)

    def _is_alike(self, a: Tensor, b: Tensor) -> bool:
        before = len(self.differences)
        for kind, one, other in (
            ("state", a.state, b.state),
            ("shape", _shape(a), _shape(b)),
            ("dtype", a.dtype, b.dtype),
        ):
            if one != other:
                self.add(kind, "tensor", a.path, b.path, one, other)  # type: ignore[arg-type]  # a Kind
        return len(self.differences) == before

    def _values(self, a: Tensor, b: Tensor, is_alike: bool) -> None:
        if not is_alike or a.stats is None or b.stats is None:
            self.not_compared.append(a.path)
        elif not _same_values(a.stats, b.stats):
            self.add("values", "tensor", a.path, b.path, *_values_told(a.stats, b.stats))


def _same_values(a: Stats, b: Stats) -> bool:
    """Mean and spread add up in the order in which the values lie, so their last digits may differ."""
    one, other = a.finite, b.finite
    if one is None or other is None:
        return a == b
    near = _ROUNDING * max(abs(one.min), abs(one.max))
    return (
        (a.count, a.nan, a.positive_infinity, a.negative_infinity, a.zeros, a.histogram)
        == (b.count, b.nan, b.positive_infinity, b.negative_infinity, b.zeros, b.histogram)
        and (one.min, one.max) == (other.min, other.max)
        and math.isclose(one.mean, other.mean, rel_tol=0, abs_tol=near)
        and math.isclose(one.standard_deviation, other.standard_deviation, rel_tol=0, abs_tol=near)
    )


def _values_told(a: Stats, b: Stats) -> tuple[str, str]:
    """With as many digits as tell them apart."""
    for digits in (6, 17):
        told, other = _statistics(a, digits), _statistics(b, digits)
        if told != other:
            return told, other
    told = f"{_statistics(a, 6)}, another histogram"
    return told, told


def _statistics(stats: Stats, digits: int) -> str:
    parts: List[str] = []
    if stats.finite is not None:
        mean, deviation, least, most = (
            f"{one:.{digits}g}"
            for one in (stats.finite.mean, stats.finite.standard_deviation, stats.finite.min, stats.finite.max)
        )
        parts.append(f"mean {mean}, deviation {deviation}, from {least} to {most}")
    infinite = stats.positive_infinity + stats.negative_infinity
    for number, word in ((stats.nan, "NaN"), (infinite, "infinite"), (stats.zeros, "zero")):
        parts += [f"{number:,} {word}"] if number else []
    return ", ".join(parts)


def _shape(tensor: Tensor) -> str:
    return "not readable" if tensor.shape is None else str(list(tensor.shape))


def _tensor_told(tensor: Tensor) -> str:
    return "not readable" if tensor.shape is None else f"{tensor.dtype} {_shape(tensor)}"


def _layer_told(layer: Layer) -> str:
    parameters = sum(tensor.parameters for tensor in layer.tensors)
    return f"{LAYER_STATES[layer.state]}, {parameters:,} parameters" if layer.tensors else LAYER_STATES[layer.state]


def _steps(optimizer: Optimizer) -> str:
    steps = optimizer.iterations
    return "steps not known" if steps is None else f"{steps:,} step{'' if steps == 1 else 's'}"


def _optimizer_told(optimizer: Optimizer) -> str:
    return f"{optimizer.name or 'an optimizer'}, {_steps(optimizer)}"
