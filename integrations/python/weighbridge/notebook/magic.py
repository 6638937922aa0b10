"""The magic `%weigh FILE...`: the report of each as a card."""

from __future__ import annotations

import os
import shlex
from typing import Any

from ..errors import WeighbridgeError
from ..gen.report import Report
from ..weighing import weigh, weigh_all


def register(shell: Any) -> None:
    from IPython.display import display

    def weigh_magic(line: str) -> Report | None:
        """%weigh FILE...: is it loaded or empty, why, and what to do. Of one file the report is the value of the line.
        """
        paths = [os.path.expanduser(word) for word in shlex.split(line, posix=os.name != "nt")]
        if not paths:
            print("Usage: %weigh FILE...")
            return None
        try:
            if len(paths) == 1 and not os.path.isdir(paths[0]):
                return weigh(paths[0])
            for report in weigh_all(*paths):
                display(report)  # type: ignore[no-untyped-call]
        except WeighbridgeError as problem:  # a sentence; the traceback would be ours
            print(f"weighbridge: {problem}")
        return None

    shell.register_magic_function(weigh_magic, magic_kind="line", magic_name="weigh")
