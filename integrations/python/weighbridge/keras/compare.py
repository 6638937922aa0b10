"""check(model, path): what a file has, against what a live model has.

What the model would have in a file is not worked out from its layers, which every Keras does in its own way: the model
saves itself once more, into a temporary file of the same kind, and the two files are compared. So it needs the room of
the model on disk.
"""

from __future__ import annotations

import os
import tempfile
import warnings
from dataclasses import dataclass
from typing import Any, Callable, Literal, Tuple

from ..errors import WeighbridgeError
from ..gen.report import Report, Tensor
from ..weighing import weigh
from .values import same_values


class NotComparedError(WeighbridgeError):
    """The model could not be saved for the comparison, or the file is none that a model could load."""


@dataclass(frozen=True)
class Difference:
    #: missing: the model has it, the file has not. unexpected: the other way round.
    kind: Literal["missing", "unexpected", "shape", "dtype", "values", "damaged"]
    path: str
    model: str
    file: str

    def __str__(self) -> str:
        return f"{self.path}: {self.kind}: the model has {self.model}, the file has {self.file}"


@dataclass(frozen=True)
class Comparison:
    #: Is everything that the model needs in the file, in the same shapes and with the same values?
    differences: tuple[Difference, ...]
    #: Variables whose values could not be compared: packed, or in several files.
    not_compared: tuple[str, ...]
    #: path: variable by variable. order: one after the other, as the older layout is loaded; names may then differ.
    compared_by: Literal["path", "order"]
    variables: int
    report: Report

    @property
    def matches(self) -> bool:
        """Names (or order), shapes and types are the same, and all values that could be compared are."""
        return not self.differences

    def __str__(self) -> str:
        head = f"{self.report.file.name}: "
        if self.matches:
            head += f"all {self.variables} variables of the model are in it, with the model's values."
            if self.not_compared:
                head += f" The values of {len(self.not_compared)} of them are packed and were not compared."
            return head
        head += f"{len(self.differences)} differences from the model. {self.report.verdict.headline}"
        return "\n".join([head, *(f"  {one}" for one in self.differences[:20])])


def check(model: Any, path: str | os.PathLike[str]) -> Comparison:
    """Compares the file with the live model: names, shapes, counts, values. Nothing is loaded and nothing of the model
    is changed.

    Raises NotReadError when there is no such file, NotComparedError when the two can't be compared.
    """
    report = weigh(path, values=False)
    if report.layout not in _SAVES:
        raise NotComparedError(
            f"{report.file.name} is nothing that a model loads its weights from. {report.verdict.headline}"
        )
    with tempfile.TemporaryDirectory() as folder:
        own_path = _saved(model, report, folder)
        own = weigh(own_path, values=False)
        return _compared(own, own_path, report, os.fspath(path))


def _save_whole(model: Any, path: str) -> None:
    model.save(path)


def _save_weights(model: Any, path: str) -> None:
    model.save_weights(path)


_Save = Tuple[Callable[[Any, str], None], str]
_V3: _Save = (_save_weights, "m.weights.h5")
_LEGACY: _Save = (_save_weights, "m.h5")
_WHOLE: _Save = (_save_whole, "m.h5")
#: How a file of each layout is made. Keras 3 writes weights alone in its own layout only; up to 2.11 nothing else is
#: known than the older one.
_SAVES: dict[str | None, tuple[_Save, ...]] = {
    "keras-v3-weights": (_V3, _WHOLE, _LEGACY),
    "keras-legacy-weights": (_LEGACY, _WHOLE, _V3),
    "keras-legacy-model": (_WHOLE, _LEGACY, _V3),
}


def _saved(model: Any, report: Report, folder: str) -> str:
    saves = _SAVES[report.layout]
    if report.container == "keras-zip":
        saves = ((_save_whole, "m.keras"), *saves)
    problems: list[str] = []
    for save, name in saves:
        path = os.path.join(folder, name)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of the older format; it is not the user who asked for it
                save(model, path)
        except Exception as problem:  # Keras raises what it likes
            problems.append(f"{type(problem).__name__}: {problem}")
            continue
        if os.path.isfile(path):
            return path
    raise NotComparedError(f"The model could not be saved to be compared. {problems[0] if problems else ''}".strip())


def _tensors(report: Report) -> list[Tensor]:
    return [tensor for layer in report.layers for tensor in layer.tensors]


def _compared(own: Report, own_path: str, report: Report, path: str) -> Comparison:
    mine, theirs = _tensors(own), _tensors(report)
    is_by_path = own.layout == report.layout == "keras-v3-weights" or {one.path for one in mine} == {
        one.path for one in theirs
    }
    if is_by_path:
        found = {tensor.path: tensor for tensor in theirs}
        pairs: list[tuple[Tensor | None, Tensor | None]] = [(tensor, found.pop(tensor.path, None)) for tensor in mine]
        pairs += [(None, tensor) for tensor in found.values()]
    else:
        longest = max(len(mine), len(theirs))
        pairs = [(mine[i] if i < len(mine) else None, theirs[i] if i < len(theirs) else None) for i in range(longest)]
    differences: list[Difference] = []
    not_compared: list[str] = []
    for model_side, file_side in pairs:
        difference = _difference(model_side, file_side)
        if difference is None and model_side is not None and file_side is not None:
            if _is_seed(model_side):  # of a random generator: another one each time that the model runs
                continue
            equal = None if report.files is not None else same_values(own_path, model_side, path, file_side)
            if equal is None:
                not_compared.append(file_side.path)
            elif not equal:
                difference = Difference("values", file_side.path, "values of its own", "others")
        if difference is not None:
            differences.append(difference)
    return Comparison(tuple(differences), tuple(not_compared), "path" if is_by_path else "order", len(mine), report)


def _is_seed(tensor: Tensor) -> bool:
    """As core/rules/note/seed-state.cc knows them: the state of a Keras 3 SeedGenerator, two uint32."""
    return (tensor.role or "").startswith("seed") or (tensor.dtype == "uint32" and tensor.shape == (2,))


def _told(tensor: Tensor) -> str:
    return f"{tensor.dtype} {list(tensor.shape) if tensor.shape is not None else 'of unknown shape'}"


def _difference(model_side: Tensor | None, file_side: Tensor | None) -> Difference | None:
    if file_side is None:
        assert model_side is not None
        return Difference("missing", model_side.path, _told(model_side), "nothing")
    if model_side is None:
        return Difference("unexpected", file_side.path, "nothing", _told(file_side))
    if file_side.state != "intact":
        return Difference("damaged", file_side.path, _told(model_side), f"an array that is {file_side.state}")
    if model_side.shape != file_side.shape:
        return Difference("shape", file_side.path, _told(model_side), _told(file_side))
    return (
        Difference("dtype", file_side.path, _told(model_side), _told(file_side))
        if model_side.dtype != file_side.dtype
        else None
    )
