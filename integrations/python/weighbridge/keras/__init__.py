"""For programs that have a Keras: check(model, path) and the callback CheckSaved. Whichever Keras that is; none is
imported here.
"""

from __future__ import annotations

from .compare import Comparison, Difference, NotComparedError, check
from .saved import BadSaveWarning, CheckSaved

__all__ = ["BadSaveWarning", "CheckSaved", "Comparison", "Difference", "NotComparedError", "check"]
