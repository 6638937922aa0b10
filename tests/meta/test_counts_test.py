"""The last line of scripts/test adds up what the runners say; a runner whose summary is not understood would count as nothing."""
import os
import pathlib
import sys
import unittest

ROOT = pathlib.Path(os.environ.get("WEIGHBRIDGE_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(ROOT / "scripts"))
from test_counts import counts  # noqa: E402


class Counts(unittest.TestCase):
    def test_ctest(self):
        self.assertEqual((7, 2), counts("78% tests passed, 2 tests failed out of 9\n"))

    def test_skipped_is_not_passed(self):
        text = " 3/9 Test #478: rules: fixes_test ....***Skipped   0.10 sec\n100% tests passed, 0 tests failed out of 9\n"
        self.assertEqual((8, 0), counts(text))

    def test_node(self):
        self.assertEqual((4, 1), counts("# tests 5\n# pass 4\n# fail 1\n# skipped 0\n"))

    def test_vitest_with_colours_and_several_runs(self):
        text = " \x1b[2m     Tests \x1b[22m \x1b[31m1 failed\x1b[39m | \x1b[32m12 passed\x1b[39m (13)\n      Tests  3 passed (3)\n"
        self.assertEqual((15, 1), counts(text))

    def test_unittest(self):
        self.assertEqual((6, 0), counts("....s..\n-----\nRan 7 tests in 1.234s\n\nOK (skipped=1)\n"))
        self.assertEqual((4, 3), counts("-----\nRan 7 tests in 1.234s\n\nFAILED (failures=1, errors=2)\n"))
        self.assertEqual((0, 1), counts("Ran 1 test in 0.1s\n\nFAILED (failures=5)\n"))

    def test_unittest_within_ctest_is_counted_once(self):
        self.assertEqual((8, 1), counts("Ran 7 tests in 1.2s\n\nFAILED (failures=1)\n88% tests passed, 1 tests failed out of 9\n"))

    def test_nothing(self):
        self.assertEqual((0, 0), counts("Segmentation fault\n"))


if __name__ == "__main__":
    unittest.main()
