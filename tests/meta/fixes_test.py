"""Every fix snippet has been run on a file with the defect, or says why not: tests/rules/fixes.jsonl, written by tests/rules/run_fixes."""
import importlib.machinery
import importlib.util
import json
import os
import pathlib
import re
import subprocess
import sys
import unittest

ROOT = pathlib.Path(os.environ.get("WEIGHBRIDGE_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))


def load(name, path):
    loader = importlib.machinery.SourceFileLoader(name, str(ROOT / path))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


RUNNER = load("run_fixes", "tests/rules/run_fixes")
SNIPPETS = RUNNER.snippets()
HEAD, *ROWS = [json.loads(line) for line in RUNNER.STATE.read_text(encoding="utf-8").splitlines()]
STATE = {(row["id"], row["title"]): row for row in ROWS}
ENVIRONMENTS = {about["name"]: about for about in HEAD["environments"]}
AGAIN = "run tests/rules/run_fixes (docs/running-fixes.md)"


def cases(without=""):
    found = []
    for path in (ROOT / "tests/rules").glob("fixes_*_test.py"):
        if path.name == without:
            continue
        found += re.findall(r'@fixes\("([^"]+)", "([^"]+)"', path.read_text(encoding="utf-8"))
    return found


def covers(name, package, low, high):
    """Whether an environment's Keras is in a range of a For: line."""
    about = ENVIRONMENTS[name]
    release = [int(part) for part in about["version"].split(".")[:3]] if about["package"] else []
    bounds = [[int(part) for part in bound.split(".")] if bound else [] for bound in (low, high)]
    return (package == "any" or (about["package"] == package and (not low or release >= bounds[0])
                                 and (not high or release[:len(bounds[1])] <= bounds[1])))


class Snippets(unittest.TestCase):
    def test_every_snippet_has_its_row(self):
        self.assertGreater(len(SNIPPETS), 100)
        self.assertEqual(set(SNIPPETS), set(STATE), AGAIN)

    def test_the_code_is_the_one_that_ran(self):
        for key, fix in SNIPPETS.items():
            with self.subTest(key):
                self.assertEqual(RUNNER.digest(fix), STATE[key]["code"], AGAIN)

    def test_each_has_run_or_says_why_not(self):
        for key, row in STATE.items():
            with self.subTest(key):
                self.assertEqual({}, row["failed"], AGAIN)
                self.assertNotEqual(bool(row["passed"]), bool(row.get("never")), AGAIN)

    def test_each_has_a_case(self):
        marked = cases()
        once = [case for case in cases(without="fixes_containers_test.py")]  # those run what others run, for more containers
        self.assertEqual(len(once), len(set(once)), "two cases for one snippet")
        self.assertEqual(set(), set(marked) - set(SNIPPETS), "a case for a snippet that is not there")
        self.assertEqual(set(RUNNER.NEVER), set(SNIPPETS) - set(marked))

    def test_each_range_of_versions_has_run(self):
        """Where an environment lies within a For: line, the snippet passed in one of that line's or says why it did not run there."""
        for key, fix in SNIPPETS.items():
            row = STATE[key]
            for package, low, high in fix.ranges:
                within = [name for name in ENVIRONMENTS if covers(name, package, low, high)]
                with self.subTest(key, range=(package, low, high)):
                    self.assertTrue(row.get("never") or not within or any(name in row["passed"] for name in within), AGAIN)

    def test_many_versions_ran(self):
        packages = {about["package"] for about in ENVIRONMENTS.values()}
        self.assertLessEqual({"keras", "tf.keras", "tf_keras"}, packages)

    def test_the_page_is_fresh(self):
        done = subprocess.run([sys.executable, str(ROOT / "tests/rules/run_fixes"), "--check"], stdout=subprocess.PIPE, check=False)
        self.assertEqual(0, done.returncode, done.stdout.decode())


class ShellCode(unittest.TestCase):
    """What no environment can run is at least read by a shell."""

    def test_it_parses(self):
        for key in RUNNER.NEVER:
            with self.subTest(key):
                fix = SNIPPETS[key]
                self.assertEqual("sh", fix.language)
                subprocess.run(["sh", "-n", "-c", fix.code], check=True)


if __name__ == "__main__":
    unittest.main()
