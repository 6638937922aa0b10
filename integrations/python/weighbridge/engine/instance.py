"""One life of the module: compiled once a process (and once a computer, in wasmtime's cache), made anew for each
command.
"""

from __future__ import annotations

import functools
import json
import struct
import threading
import time
from typing import Any, Callable

from ..errors import EngineError
from . import FOLDER, MODULE
from .memory import Memory
from .streams import Streams
from .system import System, number_of

#: musl's calls answer with the number below zero, WASI's with the number.
_NEGATIVE = "__syscall_"
MOST_SILENT_SECONDS = 30  # cli/apart.h


class Trapped(Exception):
    """The module stopped where it must not, and is no good any more."""


class OutOfMemory(Exception):
    """It asked for more than it may have."""


class Hung(Exception):
    """It computed on and on."""


class Clock(threading.Thread):
    """Advances the engine's time once for each second of processor time, so that a busy machine does not count."""

    def __init__(self, engine: Any) -> None:
        super().__init__(name="weighbridge-clock", daemon=True)
        self._engine = engine
        self._is_over = threading.Event()
        self.start()

    def stop(self) -> None:
        self._is_over.set()

    def run(self) -> None:
        passed = time.process_time()
        while not self._is_over.wait(0.5):
            if time.process_time() - passed >= 1:
                passed += 1
                self._engine.increment_epoch()


@functools.lru_cache(maxsize=1)
def _compiled() -> Any:
    """The module, with the runtime that it was compiled by and the names that its linker shortened."""
    try:
        import wasmtime
    except ImportError as problem:
        raise EngineError(
            "On this computer Weighbridge runs as WebAssembly, and needs the package wasmtime for it: "
            "pip install wasmtime"
        ) from problem
    config = wasmtime.Config()
    config.epoch_interruption = True
    config.cranelift_opt_level = (
        "none"  # compiles in three quarters of the time; a report is made in milliseconds either way
    )
    try:
        config.cache = True
    except wasmtime.WasmtimeError:  # no folder to keep it in: compiled each time
        pass
    names = json.loads((FOLDER / "names.json").read_text("utf-8"))
    engine = wasmtime.Engine(config)
    return wasmtime, engine, wasmtime.Module.from_file(engine, str(MODULE)), names


class Instance:
    """Counts the seconds that the module computes without asking for anything, and ends it after too many: Clock."""

    def __init__(self, streams: Streams, crashed: set[int]) -> None:
        self.job = -1  # the jobs of a command are counted in the order in which they begin
        self._crashed = crashed
        self._runtime, engine, module, self._names = _compiled()
        self._store = self._runtime.Store(engine)
        self._clock = Clock(engine)
        self._give_time()
        self._problem: list[BaseException] = []
        calls = [self._imported(one) for one in module.imports]
        self._exports = self._runtime.Instance(self._store, module, calls).exports(self._store)
        self._memory = Memory(self._store, self._exports[self._names["exports"]["memory"]])
        self._system = System(self._memory, streams, self._begin_job)

    def _give_time(self) -> None:
        self._store.set_epoch_deadline(MOST_SILENT_SECONDS)

    def _begin_job(self) -> bool:
        self.job += 1
        return self.job in self._crashed

    def _imported(self, one: Any) -> Any:
        name: str = self._names["imports"][one.name]
        call = self._answered(name, bool(one.type.results))
        return self._runtime.Func(self._store, one.type, call)

    def _answered(self, name: str, has_answer: bool) -> Callable[..., Any]:
        method_name = name[len(_NEGATIVE) :] if name.startswith(_NEGATIVE) else name

        def call(*numbers: Any) -> Any:
            method = getattr(self._system, method_name, None)
            self._give_time()
            try:
                if method is None:  # a call that this command does not make
                    raise OSError(38, "not answered") if has_answer else Trapped(name)
                return method(*numbers)
            except OSError as problem:
                number = number_of(problem)
                return -number if name.startswith(_NEGATIVE) else number
            except BaseException as problem:
                self._problem.append(problem)
                raise

        return call

    def _call(self, name: str, *numbers: int) -> Any:
        try:
            return self._exports[self._names["exports"][name]](self._store, *numbers)
        except (self._runtime.Trap, self._runtime.WasmtimeError) as problem:
            self._raise_own()
            if self._system.is_out_of_memory:
                raise OutOfMemory("it may use 2 GB") from problem
            if getattr(problem, "trap_code", None) == self._runtime.TrapCode.INTERRUPT:
                raise Hung from problem
            text = str(problem).splitlines()[0] if str(problem) else type(problem).__name__
            raise Trapped(text) from problem

    def _raise_own(self) -> None:
        if self._problem and not isinstance(self._problem[0], Trapped):
            raise self._problem[0]

    def close(self) -> None:
        """Gives its memory back."""
        self._clock.stop()
        self._store.close()

    def main(self, words: list[str]) -> int:
        """Runs main(), and then what C does at the end of a process."""
        self._call("__wasm_call_ctors")
        texts = [word.encode("utf-8", "surrogateescape") + b"\0" for word in words]
        table = self._call("_emscripten_stack_alloc", 4 * (len(texts) + 1))
        places: list[int] = []
        for text in texts:
            places.append(self._call("_emscripten_stack_alloc", len(text)))
            self._memory.write(places[-1], text)
        self._memory.write(table, struct.pack(f"<{len(places) + 1}I", *places, 0))
        exit_code: int = self._call("main", len(texts), table)
        self._call("__funcs_on_exit")
        self._call("fflush", 0)
        return exit_code
