"""The page "In CI", block by block, in a fresh environment: its commands, its settings, its workflow, its test."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from ci_kit_test import EMPTY, valid
from support import LOADED, ROOT, wheel

BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", (ROOT / "docs/ci.md").read_text(encoding="utf-8"), re.M | re.S)


def blocks(language, beginning=""):
    found = [text for of, text in BLOCKS if of == language and text.startswith(beginning)]
    assert found, (language, beginning)
    return found


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="weighbridge-page-")
        cls.addClassCleanup(folder.cleanup)
        cls.work = pathlib.Path(folder.name).resolve() / "work"
        for name, path in (("checkpoints/a", LOADED), ("checkpoints/empty-on-purpose-1", EMPTY), ("release/model", LOADED)):
            target = cls.work / f"{name}.weights.h5"
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
        cls.environment = cls.work.parent / "venv"
        subprocess.run([sys.executable, "-m", "venv", cls.environment], check=True)

    def sh(self, line, **environment):
        line = line.replace("pip install weighbridge", f"pip install --no-index --quiet '{wheel('native')}'")
        told = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME")}
        told.update(environment, PATH=f"{self.environment / 'bin'}{os.pathsep}{os.environ['PATH']}")
        return subprocess.run(["sh", "-c", line], cwd=self.work, env=told, capture_output=True, text=True, check=False)

    def test_the_commands_in_their_order(self):
        codes = {line: self.sh(line).returncode for text in blocks("sh") for line in text.splitlines()}
        self.assertEqual([0, 1, 0, 0, 1], list(codes.values()), codes)
        self.assertIn("<svg", (self.work / "weights.svg").read_text())
        # Then the settings: with the baseline that was just written, and without it.
        (settings,) = blocks("toml")
        (self.work / "weighbridge.toml").write_text(settings)
        self.assertEqual(0, self.sh("weighbridge").returncode)
        (self.work / "weighbridge.toml").write_text(re.sub("(?m)^baseline.*\n", "", settings))
        self.assertEqual(0, self.sh("weighbridge").returncode, "ignored, with a reason")
        (self.work / "weighbridge.toml").write_text(settings.split("baseline")[0])
        self.assertEqual(1, self.sh("weighbridge").returncode)
        (self.work / "weighbridge.toml").unlink()

    def test_the_workflows_are_some(self):
        for beginning, schema in (("# .github/workflows", "vendor.github-workflows"), ("# .gitlab-ci.yml", "vendor.gitlab-ci")):
            (text,) = blocks("yaml", beginning)
            path = self.work.parent / "some.yml"
            path.write_text(text)
            self.assertEqual((True, ""), (valid("--builtin-schema", schema, str(path))[0], ""), beginning)

    def test_the_inputs_of_the_action_are_its_own(self):
        import yaml

        (text,) = blocks("yaml", "# .github/workflows")
        steps = yaml.safe_load(text)["jobs"]["weigh"]["steps"]
        (step,) = (step for step in steps if "weighbridge@" in step.get("uses", ""))
        self.assertLessEqual(set(step["with"]), set(yaml.safe_load((ROOT / "action.yml").read_text())["inputs"]))

    def test_the_test(self):
        (text,) = blocks("python", "# tests/test_weights.py")
        (self.work / "test_weights.py").write_text(text)
        tools = next(path for path in sys.path if path.endswith("site-packages"))
        self.sh("pip install weighbridge")
        done = self.sh("python -m pytest -q test_weights.py", PYTHONPATH=tools)
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
