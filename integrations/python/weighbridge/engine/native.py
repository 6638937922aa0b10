"""The command as a program of this computer: static, so that it needs no library of it."""

from __future__ import annotations

import os
import subprocess

from ..errors import EngineError
from . import NATIVE, Answer


def run(words: list[str], standard_input: bytes | None = None) -> Answer:
    words = [str(NATIVE), *words]
    try:
        if standard_input is None:
            done = subprocess.run(words, capture_output=True, stdin=subprocess.DEVNULL, check=False)
        else:
            done = subprocess.run(words, capture_output=True, input=standard_input, check=False)
    except OSError as problem:
        raise EngineError(
            f"{NATIVE} does not start: {problem.strerror}. Was the package installed for another computer?"
        ) from problem
    complaints = done.stderr.decode("utf-8", "replace")
    if done.returncode < 0:
        raise EngineError(f"The engine was ended by signal {-done.returncode}. {complaints}".strip())
    return Answer(done.returncode, done.stdout, complaints)


def become(words: list[str]) -> int:
    os.execv(str(NATIVE), [str(NATIVE), *words])
