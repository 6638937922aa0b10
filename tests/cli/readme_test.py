"""What README.md shows of a run is what the command prints today."""
import importlib.machinery
import importlib.util
import os
import pathlib
import subprocess
import sys
import unittest

ROOT = pathlib.Path(os.environ.get("WEIGHBRIDGE_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))


def load_generator():
    loader = importlib.machinery.SourceFileLoader("gen_readme", str(ROOT / "scripts/gen-readme"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("gen_readme", loader))
    loader.exec_module(module)
    return module


GENERATOR = load_generator()


class Readme(unittest.TestCase):
    def check(self, group):
        done = subprocess.run([sys.executable, str(ROOT / "scripts/gen-readme"), "--check", group], capture_output=True, text=True, check=False)
        self.assertEqual((0, ""), (done.returncode, done.stderr))

    def test_runs(self):
        self.check("runs")

    @unittest.skipUnless(os.environ.get("WEIGHBRIDGE_BUILD_TYPE", "Release") == "Release", "the times are the optimized command's")
    def test_times(self):
        self.check("times")

    def test_every_mark_is_known_and_closed(self):
        known = {"transcript", "corpus", "first-verdict", "first-verdict-raw", "engine", "stored", "time-a-file"}
        for name, text in GENERATOR.documents().items():
            with self.subTest(name):
                marks = [mark for mark, _ in GENERATOR.MARK.findall(text)]
                self.assertEqual(len(marks), text.count("<!-- measured "))
                self.assertEqual(len(marks), text.count("<!-- /measured -->"))
                self.assertLessEqual(set(marks), known)

    def test_no_number_of_bytes_is_written_by_hand(self):
        # In the documents that have marks at all; what a host or an API counts in other units stays.
        for name, text in GENERATOR.documents().items():
            with self.subTest(name):
                self.assertNotRegex(GENERATOR.MARK.sub("", text), r"\d MB\b")

    def test_what_agrees(self):
        self.assertTrue(GENERATOR.agree("0.7 MB", "0.7 MB", GENERATOR.TENTH))
        self.assertFalse(GENERATOR.agree("0.5 MB", "0.7 MB", GENERATOR.TENTH))
        self.assertFalse(GENERATOR.agree("0.8 MB", "0.7 MB", GENERATOR.TENTH))
        self.assertTrue(GENERATOR.agree("0.6 ms", "2.4 ms", GENERATOR.TEN_TIMES))
        self.assertFalse(GENERATOR.agree("0.6 ms", "6.4 ms", GENERATOR.TEN_TIMES))
        self.assertFalse(GENERATOR.agree("a", "b", 1.0))


if __name__ == "__main__":
    unittest.main()
