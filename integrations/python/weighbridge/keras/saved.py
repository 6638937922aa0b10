"""The callback CheckSaved: weighs what ModelCheckpoint wrote, as soon as it is written."""

from __future__ import annotations

import glob
import os
import re
import sys
import warnings
from typing import Any, Iterator

from ..errors import WeighbridgeError
from ..gen.report import Report
from ..weighing import weigh

#: Of a file that is loaded, these still mean that it will not load as it is (their severity alone would not say so).
_NOT_WHOLE = {"not-closed", "writer-killed"}


class BadSaveWarning(UserWarning):
    """A file was saved that is not what you want to load."""


def callback_class(keras: Any = None) -> type[Any]:
    """The Callback of the Keras that is loaded: each trains only with callbacks of its own."""
    if keras is not None:
        found: type[Any] = keras.callbacks.Callback
        return found
    loaded = [sys.modules[name] for name in ("keras", "tf_keras") if name in sys.modules]
    if not loaded and "tensorflow" in sys.modules:
        loaded = [sys.modules["tensorflow"].keras]  # tf.keras up to 2.5 is in TensorFlow itself
    classes: list[type[Any]] = list(dict.fromkeys(one.callbacks.Callback for one in loaded if hasattr(one, "callbacks")))
    if not classes:
        raise RuntimeError("No Keras is loaded yet. Import it first, or give it: CheckSaved(path, keras=keras).")
    if len(classes) > 1:
        raise RuntimeError(
            "Both keras and tf_keras are loaded. Say which one trains: CheckSaved(path, keras=tf_keras)."
        )
    return classes[0]


_derived_classes: dict[tuple[Any, Any], type[Any]] = {}


def _derived(cls: type[Any], base: type[Any]) -> type[Any]:
    """One class for each Keras, so that two callbacks of one kind are of one class."""
    if (cls, base) not in _derived_classes:
        _derived_classes[cls, base] = type(cls.__name__, (cls, base), {})
    return _derived_classes[cls, base]


class CheckSaved:
    """Warns when a checkpoint is empty, not whole or holds NaN. Comes behind ModelCheckpoint in the list of callbacks:

        path = "checkpoints/{epoch:02d}.weights.h5"
        model.fit(x, y, callbacks=[ModelCheckpoint(path, save_weights_only=True), CheckSaved(path)])

    Looks at the end of each epoch and of the training, at files that are new or changed. With `values=False` the
    weights themselves are not read, and NaN goes unseen. `reports` has the last report of each path.
    """

    def __new__(cls, path: Any, *, keras: Any = None, values: bool = True) -> CheckSaved:
        base = callback_class(keras)
        made: CheckSaved = object.__new__(cls if issubclass(cls, base) else _derived(cls, base))
        return made

    def __init__(self, path: Any, *, keras: Any = None, values: bool = True) -> None:
        super().__init__()
        self.path = os.fspath(path)
        self.values = values
        self.reports: dict[str, Report] = {}
        self._seen: dict[str, tuple[int, int]] = dict(self._files())

    def on_epoch_end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        self._look()

    def on_train_end(self, logs: dict[str, Any] | None = None) -> None:
        self._look()

    def _files(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """The files that the path may stand for: ModelCheckpoint fills in {epoch} and what is logged."""
        pattern = "*".join(glob.escape(part) for part in re.split(r"\{[^{}]*\}", self.path))
        for path in sorted(glob.glob(pattern)):
            if os.path.isfile(path):
                status = os.stat(path)
                yield path, (status.st_size, status.st_mtime_ns)

    def _look(self) -> None:
        for path, stamp in self._files():
            if self._seen.get(path) == stamp:
                continue
            self._seen[path] = stamp
            try:
                self.reports[path] = report = weigh(path, values=self.values)
            except WeighbridgeError as problem:  # training goes on, whatever becomes of the check
                warnings.warn(f"{path} could not be weighed: {problem}", BadSaveWarning, stacklevel=2)
                continue
            text = complaint(path, report)
            if text:
                warnings.warn(text, BadSaveWarning, stacklevel=2)


def complaint(path: str, report: Report) -> str | None:
    """What is wrong with a checkpoint, in a few lines; None where nothing is."""
    bad: list[Any] = [finding for finding in report.findings if finding.severity == "error" or finding.id in _NOT_WHOLE]
    if report.is_loaded and not bad:
        return None
    lines = [f"{path}: {report.verdict.headline}"]
    lines += [f"  {report.verdict.why}", f"  {report.verdict.next}"] if not report.is_loaded else []
    lines += [f"  {finding.title} [{finding.id}, {finding.confidence}]" for finding in bad]
    return "\n".join(lines)
