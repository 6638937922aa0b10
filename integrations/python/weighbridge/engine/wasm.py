"""The command as WebAssembly, for every computer without a program of its own in the package: the npm package's module,
run by wasmtime.

Where a file makes the module trap the command is run again from the beginning and told which of its jobs it was
(cli/apart.h): there are no processes here that could be lost instead.
"""

from __future__ import annotations

import io
import os
import sys
import threading
from typing import BinaryIO, cast

from ..errors import EngineError
from . import Answer
from .instance import MOST_SILENT_SECONDS, Hung, Instance, OutOfMemory, Trapped
from .streams import Streams

_NOT_ANALYSED = 2  # cli/arguments.h


class Behind:
    """A stream without what an earlier run of the same command has printed already. As much of a file as Stream asks for."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._printed = 0
        self._at = 0

    def begin(self) -> None:
        self._at = 0

    def write(self, data: bytes) -> int:
        fresh = data[max(0, self._printed - self._at) :]
        self._at += len(data)
        self._printed = max(self._printed, self._at)
        self._file.write(fresh)
        return len(data)

    def flush(self) -> None:
        self._file.flush()

    def seekable(self) -> bool:
        return False

    def isatty(self) -> bool:
        return self._file.isatty()

    def fileno(self) -> int:
        return self._file.fileno()


#: The engine's time is one for all instances (Clock).
_one_at_a_time = threading.Lock()


def _run(words: list[str], standard: tuple[BinaryIO, BinaryIO, BinaryIO]) -> int:
    with _one_at_a_time:
        return _run_alone(words, standard)


def _run_alone(words: list[str], standard: tuple[BinaryIO, BinaryIO, BinaryIO]) -> int:
    crashed: set[int] = set()
    given = standard[0]
    if "-" in words and not given.seekable():  # a second run reads it from the beginning too
        given = io.BytesIO(given.read())
    start = given.tell() if given.seekable() else None
    printed = Behind(standard[1]), Behind(standard[2])
    while True:
        if start is not None:
            given.seek(start)
        for stream in printed:
            stream.begin()
        streams = Streams((given, cast(BinaryIO, printed[0]), cast(BinaryIO, printed[1])))
        instance = Instance(streams, crashed)
        try:
            return instance.main(["weighbridge", *words])
        except OutOfMemory as problem:
            trouble = f"The engine ran out of memory ({problem})."
        except Hung:
            trouble = f"The engine came to no end in {MOST_SILENT_SECONDS} seconds of computing."
        except Trapped as problem:
            if instance.job >= 0 and instance.job not in crashed:
                crashed.add(instance.job)
                continue
            trouble = f"The engine crashed ({problem})."
        finally:
            streams.close_all()
            instance.close()
        raise EngineError(f"{trouble} The file is probably damaged in a way not seen before.")


def run(words: list[str], standard_input: bytes | None = None) -> Answer:
    output, complaints = io.BytesIO(), io.BytesIO()
    exit_code = _run(words, (io.BytesIO(standard_input or b""), output, complaints))
    return Answer(exit_code, output.getvalue(), complaints.getvalue().decode("utf-8", "replace"))


def become(words: list[str]) -> int:
    if os.name == "nt":  # the core has slashes on every system
        words = [word.replace("\\", "/") if os.path.exists(word) else word for word in words]
    given = sys.stdin.buffer if sys.stdin is not None else io.BytesIO()
    try:
        return _run(words, (given, sys.stdout.buffer, sys.stderr.buffer))
    except EngineError as problem:
        print(f"weighbridge: {problem}", file=sys.stderr)
        return _NOT_ANALYSED
