"""What a user does: pip install into a fresh environment, then the pages "In Python" and "In notebooks", block by
block.
"""

import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import unittest

from support import EMPTY, EXAMPLES, ROOT, wheel

#: A block, and what stands before it where it is not for this test.
_BLOCK = re.compile(r"^(<!-- not run here[^\n]*-->\n)?```(\w+)\n(.*?)^```", re.M | re.S)


def blocks(page):
    found = [
        (language, text)
        for skipped, language, text in _BLOCK.findall((ROOT / "docs" / page).read_text(encoding="utf-8"))
        if not skipped
    ]
    assert found, page
    return found


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="weighbridge-installed-")
        cls.addClassCleanup(cls.folder.cleanup)
        cls.environment = pathlib.Path(cls.folder.name) / "venv"
        subprocess.run([sys.executable, "-m", "venv", cls.environment], check=True)
        cls.work = pathlib.Path(cls.folder.name) / "work"
        (cls.work / "checkpoints").mkdir(parents=True)
        shutil.copy(EMPTY, cls.work / "model.weights.h5")
        for path in EXAMPLES.glob("sequential*"):
            shutil.copy(path, cls.work / "checkpoints")
        before = processor_seconds()
        cls.installed = cls.run_there("pip install weighbridge")
        cls.verdict = cls.run_there("weighbridge model.weights.h5")
        cls.seconds = processor_seconds() - before

    @classmethod
    def run_there(cls, line, **options):
        """A line of a page in that environment; the name of the package stands for the wheel."""
        line = line.replace(
            "pip install weighbridge", f"pip install --no-index --disable-pip-version-check '{wheel('native')}'"
        )
        environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME")}
        environment["PATH"] = f"{cls.environment / 'bin'}{os.pathsep}{environment['PATH']}"
        environment.update(options.pop("env", {}))
        return subprocess.run(
            ["sh", "-ec", line], cwd=cls.work, env=environment, capture_output=True, text=True, check=False, **options
        )

    def test_from_pip_to_a_verdict(self):
        self.assertEqual(0, self.installed.returncode, self.installed.stderr)
        self.assertEqual((1, ""), (self.verdict.returncode, self.verdict.stderr))
        self.assertIn("This file is empty", self.verdict.stdout)
        self.assertLess(self.seconds, 5, "processor time, since others may use this computer too")

    def test_its_size(self):
        (packages,) = (self.environment / "lib").glob("python*/site-packages")
        size_bytes = sum(
            path.stat().st_size
            for folder in packages.glob("weighbridge*")
            for path in folder.rglob("*")
            if path.is_file()
        )
        self.assertLess(size_bytes, 10e6)

    def test_pip_finds_nothing_wrong(self):
        self.assertEqual(0, self.run_there("pip check").returncode)
        self.assertEqual(
            "", self.run_there("pip list --format=freeze | grep -vE '^(pip|setuptools|weighbridge)='; true").stdout
        )

    def test_in_python(self):
        found = blocks("python.md")
        for line in (line for language, text in found if language == "sh" for line in text.splitlines()[1:]):
            self.assertEqual(
                self.run_there(line.replace("weighbridge", "python -m weighbridge", 1)).stdout,
                self.run_there(line).stdout,
            )
        script = "\n".join(text for language, text in found if language == "python")
        done = self.run_there("python -", input=script)
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        for text in (
            "empty\n",
            "The model never ran on data",
            "dense_1 Dense empty []",
            "checkpoints/sequential-with-input.weights.h5 filled",
            "The first is empty, the second loaded.",
            "received 0 variables",
            "There is no file 'not-there.h5'.",
        ):
            self.assertIn(text, done.stdout)

    def test_in_notebooks(self):
        # The environment is fresh; IPython is the tests' own.
        tools = next(path for path in sys.path if path.endswith("site-packages"))
        cells = [text for language, text in blocks("notebooks.md") if language == "python"]
        script = (
            "import sys\nfrom IPython.core.interactiveshell import InteractiveShell\n"
            "shell = InteractiveShell.instance()\n"
            "for cell in eval(sys.stdin.read()):\n    done = shell.run_cell(cell)\n    done.raise_error()\n"
            "    shown = done.result._repr_html_() if hasattr(done.result, '_repr_html_') else ''\n"
            "    print('CARD' if 'This file is empty' in shown else '-')\n"
        )
        (self.work / "cells.py").write_text(script)
        done = self.run_there("python cells.py", input=repr(cells), env={"PYTHONPATH": tools})
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        self.assertEqual(
            ["CARD", "CARD", "-", "-"],
            [line for line in done.stdout.splitlines() if line in ("CARD", "-")],
            done.stdout,
        )
        self.assertIn("### 🔴 Empty: `model.weights.h5`", done.stdout)


if __name__ == "__main__":
    unittest.main()
