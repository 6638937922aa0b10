"""The first run on a computer of the wheel with WebAssembly: the module is compiled, and that is remembered; or not, and then it runs all the same."""

import os
import pathlib
import resource
import tempfile
import unittest
from unittest import mock

from support import EMPTY, command, python


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class FirstRun(unittest.TestCase):
    def run_with_caches_in(self, folder):
        """Its processor time, since others may use this computer too."""
        before = processor_seconds()
        with mock.patch.dict(os.environ, {"HOME": str(folder), "XDG_CACHE_HOME": str(folder)}):
            done = python("wasm", "-m", "weighbridge", str(EMPTY))
        self.assertEqual((command(str(EMPTY)).stdout, b""), (done.stdout, done.stderr))
        return processor_seconds() - before

    def test_the_second_is_quick(self):
        with tempfile.TemporaryDirectory() as folder:
            python("wasm", "-m", "weighbridge", "--version")  # unpacks the wheel, and Python compiles it
            first = self.run_with_caches_in(folder)
            self.assertTrue(list(pathlib.Path(folder).rglob("modules/*/*")))
            second = self.run_with_caches_in(folder)
        self.assertLess(first, 5)
        self.assertLess(second, first / 3)

    def test_where_nothing_can_be_kept(self):
        self.run_with_caches_in("/dev/null/nowhere")


if __name__ == "__main__":
    unittest.main()
