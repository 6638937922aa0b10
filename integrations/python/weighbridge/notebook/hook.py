"""What an error of Keras about a file means, said behind its traceback. Only after weighbridge.install_hook().

Which file: Keras' functions that read or write one call it `filepath` (load_weights and load_model in Keras 1 to 3,
saving_lib and the legacy H5 readers too). So the path is what the outermost of Keras' frames has under that name; the
message is explained for that file.
"""

from __future__ import annotations

import os
import sys
from types import TracebackType
from typing import Any, Callable

from ..errors import WeighbridgeError
from ..weighing import explain

_KERASES = {"keras", "tf_keras", "keras_core"}
#: What an error may say and still not be about the file.
_MOST_TEXT_BYTES = 64 << 10

_before: Callable[..., Any] | None = None


def is_keras(module_name: str) -> bool:
    """`keras.src.saving`, `tensorflow.python.keras.engine`: the package is a part of the name."""
    return not _KERASES.isdisjoint(module_name.split("."))


def file_at_hand(traceback: TracebackType | None) -> str | None:
    """The file that Keras was given, or None when the error is not from a call about a file."""
    while traceback is not None:
        frame = traceback.tb_frame
        if is_keras(str(frame.f_globals.get("__name__", ""))):
            path = frame.f_locals.get("filepath", frame.f_locals.get("path"))
            if isinstance(path, (str, os.PathLike)) and os.path.exists(path):
                return os.fspath(path)
        traceback = traceback.tb_next
    return None


def explanation(problem: BaseException, traceback: TracebackType | None) -> str | None:
    """What to say behind the traceback; None when there is nothing to say."""
    path, text = file_at_hand(traceback), str(problem)[:_MOST_TEXT_BYTES]
    if path is None or not text.strip():
        return None
    try:
        found = explain(text, path)
    except (WeighbridgeError, ValueError):  # never an error about an error
        return None
    if not found.messages:
        return f"Weighbridge: this message is not one it knows. Try: weighbridge.weigh({path!r})"
    lines: list[str] = [f"Weighbridge, about {os.path.basename(path)}:"]
    for message in found.messages[:2]:
        lines += [message.here]
    return "\n  ".join(lines)


def _say(problem: BaseException, traceback: TracebackType | None) -> None:
    text = explanation(problem, traceback)
    if text is not None:
        print(f"\n{text}", file=sys.stderr)


def _notebook() -> Any:
    if "IPython" not in sys.modules:
        return None
    return sys.modules["IPython"].get_ipython()


def install() -> None:
    global _before
    if _before is not None:
        return
    shell = _notebook()
    if shell is not None:
        _before = shell.showtraceback

        def show(*given: Any, **named: Any) -> None:
            assert _before is not None
            _before(*given, **named)
            _, problem, traceback = given[0] if given and isinstance(given[0], tuple) else sys.exc_info()
            if problem is not None:
                _say(problem, traceback)

        shell.showtraceback = show
        return
    _before = sys.excepthook

    def hook(kind: type, problem: BaseException, traceback: TracebackType | None) -> None:
        assert _before is not None
        _before(kind, problem, traceback)
        _say(problem, traceback)

    sys.excepthook = hook


def uninstall() -> None:
    global _before
    if _before is None:
        return
    shell = _notebook()
    if shell is not None:
        shell.showtraceback = _before
    else:
        sys.excepthook = _before
    _before = None
