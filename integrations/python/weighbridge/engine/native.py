"""The command as a program of this computer: static, so that it needs no library of it."""

from __future__ import annotations

import os
import subprocess

from ..errors import EngineError
from . import NATIVE, Answer

#: Windows has no signals: what ends a program there is its exit code, an NTSTATUS.
_LEAST_NTSTATUS = 0x80000000
#: Nor does a window open where Python itself has none.
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def run(words: list[str], standard_input: bytes | None = None) -> Answer:
    words = [str(NATIVE), *words]
    try:
        given = {"stdin": subprocess.DEVNULL} if standard_input is None else {"input": standard_input}
        done = subprocess.run(words, capture_output=True, check=False, creationflags=_NO_WINDOW, **given)
    except OSError as problem:
        raise EngineError(
            f"{NATIVE} does not start: {problem.strerror}. Was the package installed for another computer?"
        ) from problem
    complaints = done.stderr.decode("utf-8", "replace")
    if done.returncode < 0:
        raise EngineError(f"The engine was ended by signal {-done.returncode}. {complaints}".strip())
    if done.returncode >= _LEAST_NTSTATUS:
        raise EngineError(f"The engine was ended with status {done.returncode:#x}. {complaints}".strip())
    return Answer(done.returncode, done.stdout, complaints)


def become(words: list[str]) -> int:
    if os.name != "nt":
        os.execv(str(NATIVE), [str(NATIVE), *words])
    # There a program can't take another's place: execv() would end this one at once, and the shell would go on.
    with subprocess.Popen([str(NATIVE), *words]) as running:
        while True:
            try:
                return running.wait()
            except KeyboardInterrupt:  # it had the same Ctrl-C, and ends by itself
                continue
