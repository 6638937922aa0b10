"""The command, run: by the computer itself where the package brings a program for it, else as WebAssembly. Same words
in, same bytes out.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import List, NamedTuple, Optional

FOLDER = Path(__file__).resolve().parent
NATIVE = FOLDER / ("weighbridge.exe" if os.name == "nt" else "weighbridge")
MODULE = FOLDER / "weighbridge-command.wasm"


class Answer(NamedTuple):
    """What the command printed, and its exit code (cli/arguments.h)."""

    exit_code: int
    output: bytes
    complaints: str


def is_native() -> bool:
    return NATIVE.is_file()


def run(words: list[str], standard_input: bytes | None = None) -> Answer:
    """Runs the command to its end and hands back what it printed. Raises EngineError when it did not come to its end.
    """
    if is_native():
        from . import native

        return native.run(words, standard_input)
    from . import wasm

    return wasm.run(words, standard_input)


def become(words: list[str]) -> int:
    """The command on the terminal: its streams are this process's. Answers the exit code, or never returns."""
    if is_native():
        from . import native

        return native.become(words)
    from . import wasm

    return wasm.become(words)
