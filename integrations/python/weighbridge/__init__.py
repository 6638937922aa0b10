"""Weighbridge: is a Keras weight file loaded or empty, why, and what to do.

    >>> import weighbridge
    >>> print(weighbridge.weigh("model.weights.h5"))

Nothing is uploaded, and neither Keras nor TensorFlow nor NumPy is imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .comparing import compare
from .differences import FileComparison, FileDifference
from .errors import EngineError, NotOneError, NotReadError, WeighbridgeError
from .gen.report import Report
from .version import VERSION as __version__
from .weighing import Explanation, Message, explain, weigh, weigh_all

if TYPE_CHECKING:
    from .keras import Comparison

__all__ = [
    "EngineError",
    "Explanation",
    "FileComparison",
    "FileDifference",
    "Message",
    "NotOneError",
    "NotReadError",
    "Report",
    "WeighbridgeError",
    "__version__",
    "check",
    "compare",
    "explain",
    "install_hook",
    "uninstall_hook",
    "weigh",
    "weigh_all",
]


def check(model: Any, path: Any) -> Comparison:
    """Compares a file with a live model: names, shapes, counts, values. See weighbridge.keras.check."""
    from .keras import check as check_model

    return check_model(model, path)


def install_hook() -> None:
    """From now on an error of Keras about a file is followed by what it means for that file."""
    from .notebook.hook import install

    install()


def uninstall_hook() -> None:
    from .notebook.hook import uninstall

    uninstall()


def load_ipython_extension(shell: Any) -> None:
    """`%load_ext weighbridge`: the magic `%weigh FILE`."""
    from .notebook.magic import register

    register(shell)
