"""What becomes of a module that traps, loops or asks for too much: small modules of our own in the command's place; on the WebAssembly wheel."""

import io
import sys
import unittest
from unittest import mock

import wasmtime
from support import EMPTY, python, unpacked

IMPORTS = {"crashed": "weighbridge_job_crashed", "write": "fd_write", "grow": "emscripten_resize_heap"}
EXPORTS = {
    name: name
    for name in ("memory", "__wasm_call_ctors", "_emscripten_stack_alloc", "main", "__funcs_on_exit", "fflush")
}
#: main() first writes "Hello\n" (an iovec at 0), and then does what a test is about.
MODULE = """(module
  (import "a" "crashed" (func $crashed (result i32)))
  (import "a" "write" (func $write (param i32 i32 i32 i32) (result i32)))
  (import "a" "grow" (func $grow (param i32) (result i32)))
  (memory (export "memory") 2)
  (data (i32.const 0) "\\10\\00\\00\\00\\06\\00\\00\\00")
  (data (i32.const 16) "Hello\\n")
  (func (export "__wasm_call_ctors"))
  (func (export "__funcs_on_exit"))
  (func (export "fflush") (param i32) (result i32) (i32.const 0))
  (func (export "_emscripten_stack_alloc") (param i32) (result i32) (i32.const 4096))
  (func (export "main") (param i32 i32) (result i32)
    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 64)))
    %s
    (i32.const 3)))"""


def run(body):
    """What the host makes of such a module: its exit code and what was printed."""
    from weighbridge.engine import instance, wasm

    config = wasmtime.Config()
    config.epoch_interruption = True
    engine = wasmtime.Engine(config)
    compiled = wasmtime, engine, wasmtime.Module(engine, MODULE % body), {"imports": IMPORTS, "exports": EXPORTS}
    with (
        mock.patch.object(instance, "_compiled", lambda: compiled),
        mock.patch.object(instance, "MOST_SILENT_SECONDS", 1),
    ):
        output = io.BytesIO()
        return wasm._run(["x"], (io.BytesIO(), output, io.BytesIO())), output.getvalue()


class Host(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        from weighbridge.errors import EngineError

        cls.EngineError = EngineError

    def test_a_module_that_ends(self):
        self.assertEqual((3, b"Hello\n"), run(""))

    def test_what_crashed_is_told_so_and_nothing_is_printed_twice(self):
        self.assertEqual((3, b"Hello\n"), run("(if (i32.eqz (call $crashed)) (then unreachable))"))

    def test_of_two_jobs_the_second_may_crash(self):
        self.assertEqual(
            (3, b"Hello\n"), run("(drop (call $crashed)) (if (i32.eqz (call $crashed)) (then unreachable))")
        )

    def test_what_crashes_again_and_again(self):
        with self.assertRaisesRegex(self.EngineError, "crashed"):
            run("(drop (call $crashed)) unreachable")
        with self.assertRaisesRegex(self.EngineError, "crashed"):
            run("unreachable")

    def test_what_computes_on_and_on(self):
        with self.assertRaisesRegex(self.EngineError, "came to no end"):
            run("(loop $again (br $again))")

    def test_memory(self):
        self.assertEqual((3, b"Hello\n"), run("(if (i32.eqz (call $grow (i32.const 1000000))) (then unreachable))"))
        # -1: 4 GB. The module aborts where it gets none.
        with self.assertRaisesRegex(self.EngineError, "out of memory"):
            run("(if (i32.eqz (call $grow (i32.const -1))) (then unreachable))")

    def test_files_are_never_written(self):
        from weighbridge.engine.memory import Memory
        from weighbridge.engine.streams import Streams
        from weighbridge.engine.system import System

        memory = mock.create_autospec(Memory)
        memory.text.return_value = str(EMPTY).encode()
        system = System(memory, Streams((io.BytesIO(), io.BytesIO(), io.BytesIO())), lambda: False)
        for flags in (0o1, 0o2, 0o100, 0o1000):
            with self.assertRaises(OSError):
                system.openat(-100, 0, flags, 0)
        with self.assertRaises(OSError):
            system.fd_write(system.openat(-100, 0, 0, 0), 0, 0, 0)
        for call in ("unlinkat", "rmdir", "ftruncate64", "fd_pwrite"):
            self.assertFalse(hasattr(system, call), call)


class InAProcessOfItsOwn(unittest.TestCase):
    """The other tests import the native wheel; one kind a process."""

    def test_all(self):
        done = python("wasm", __file__, "Host")
        self.assertEqual(0, done.returncode, done.stderr.decode())


def load_tests(loader, _tests, _pattern):
    case = Host if "Host" in sys.argv else InAProcessOfItsOwn
    return loader.loadTestsFromTestCase(case)


if __name__ == "__main__":
    sys.path.insert(0, unpacked("wasm"))
    unittest.main(argv=[sys.argv[0]])
