"""Runs every case of the fix snippets in this Python and writes what came of each, one JSON object a line, to the file named as argument.

The first line says what ran: {"package", "version", "python", "with"}; every other {"id", "title", "outcome", "why"}, where the outcome is passed,
failed or not run. tests/rules/run_fixes starts it in each of its environments.
"""
import importlib
import json
import os
import pathlib
import platform
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import snippet_case  # noqa: E402


def covered(test):
    return getattr(test, test._testMethodName).covers


def cases():
    """All of them, or those whose [id, title] the variable WEIGHBRIDGE_SNIPPETS lists."""
    wanted = json.loads(os.environ.get("WEIGHBRIDGE_SNIPPETS", "null"))
    found = unittest.TestSuite()
    for path in sorted(pathlib.Path(__file__).parent.glob("fixes_*_test.py")):
        for suite in unittest.defaultTestLoader.loadTestsFromModule(importlib.import_module(path.stem)):
            found.addTests(test for test in suite if wanted is None or list(covered(test)) in wanted)
    return found


class Outcomes(unittest.TestResult):
    def __init__(self, out):
        super(Outcomes, self).__init__()
        self.out = out

    def note(self, test, outcome, why=""):
        rule, title = covered(test)
        self.out.write(json.dumps({"id": rule, "title": title, "outcome": outcome, "why": why}) + "\n")
        self.out.flush()
        sys.stdout.write("  {:8} {}: {} {}\n".format(outcome, rule, title, why))
        sys.stdout.flush()

    def addSuccess(self, test):
        self.note(test, "passed")

    def addSkip(self, test, reason):
        if reason != snippet_case.OTHER_VERSIONS:
            self.note(test, "not run", reason)

    def addError(self, test, err):
        self.note(test, "failed", "{}: {}".format(err[0].__name__, err[1])[:300])

    addFailure = addError


def installed(*names):
    found = []
    for name in names:
        module = sys.modules.get(name) or snippet_case.module(name)
        if module and getattr(module, "__version__", None):
            found.append("{} {}".format(name, module.__version__))
    return found


def main():
    backend = getattr(getattr(snippet_case.keras, "backend", None), "backend", lambda: "")()
    others = ["h5py", "numpy"] + ([backend] if snippet_case.PACKAGE != "tf.keras" and backend else [])
    about = {"package": snippet_case.PACKAGE if snippet_case.keras else "", "version": snippet_case.VERSION, "python": platform.python_version(),
             "with": installed(*others)}
    with open(sys.argv[1], "w") as out:
        out.write(json.dumps(about) + "\n")
        cases().run(Outcomes(out))


if __name__ == "__main__":
    main()
