"""The command as a program of this computer: it needs no library of it but, on macOS and Windows, the system's own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from ..errors import EngineError
from ..version import VERSION
from . import NATIVE, Answer

_NOT_ANALYSED = 2  # cli/arguments.h
#: Windows has no signals: what ends a program there is its exit code, an NTSTATUS.
_LEAST_NTSTATUS = 0x80000000
#: Nor does a window open where Python itself has none.
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
#: Does the same without a program.
_OTHER_WHEEL = f"weighbridge-{VERSION}-py3-none-any.whl"


def run(words: list[str], standard_input: bytes | None = None) -> Answer:
    words = [str(NATIVE), *words]
    try:
        given = {"stdin": subprocess.DEVNULL} if standard_input is None else {"input": standard_input}
        done = subprocess.run(words, capture_output=True, check=False, creationflags=_NO_WINDOW, **given)
    except OSError as problem:
        raise _not_started(str(problem.strerror)) from problem
    complaints = done.stderr.decode("utf-8", "replace")
    if not done.stdout and not complaints and _is_refused(done.returncode):
        raise _not_started("macOS kills it")
    if done.returncode < 0:
        raise EngineError(f"The engine was ended by signal {-done.returncode}. {complaints}".strip())
    if done.returncode >= _LEAST_NTSTATUS:
        raise EngineError(f"The engine was ended with status {done.returncode:#x}. {complaints}".strip())
    return Answer(done.returncode, done.stdout, complaints)


def become(words: list[str]) -> int:
    try:
        if os.name != "nt" and sys.platform != "darwin":
            os.execv(str(NATIVE), [str(NATIVE), *words])
        return _wait_for(words)
    except OSError as problem:
        return _say(_not_started(str(problem.strerror)))


def _wait_for(words: list[str]) -> int:
    """On Windows a program can't take another's place: execv() would end this one at once, and the shell would go on.
    On macOS nobody would be left to say why it was killed.
    """
    with subprocess.Popen([str(NATIVE), *words]) as running:
        while True:
            try:
                code = running.wait()
                break
            except KeyboardInterrupt:  # it had the same Ctrl-C, and ends by itself
                continue
    if _is_refused(code):
        return _say(_not_started("macOS kills it"))
    return code if code >= 0 else 128 - code  # as a shell has it


def _is_refused(code: int) -> bool:
    """So macOS ends a program whose signature it does not take, before its first instruction."""
    return sys.platform == "darwin" and code == -signal.SIGKILL


def _not_started(why: str) -> EngineError:
    return EngineError(
        f"{NATIVE} does not start: {why}. The wheel for any system does the same without a program: "
        f"pip install wasmtime && pip install --force-reinstall --no-deps {_OTHER_WHEEL}"
    )


def _say(problem: EngineError) -> int:
    print(f"weighbridge: {problem}", file=sys.stderr)
    return _NOT_ANALYSED
