"""What a program for another system is asked under whatever runs it here: the same bytes, complaints and exit codes as the command's."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import zipfile

from same_report_test import invocations, some_fixtures
from support import EMPTY, EXAMPLES, LOADED, command, fixtures


class SameThere:
    """Tests for a TestCase that has `run_there(*words, **options)`, as subprocess.run."""

    maxDiff = 2000
    #: Of one command line: Windows takes 32,767 letters.
    MOST_PATHS = 100
    #: Words of `invocations` that this system has an error of its own for end so.
    LEFT_OUT = None

    def assert_same(self, *words, **options):
        ours, theirs = command(*words, **options), self.run_there(*words, **options)
        self.assertEqual(
            *((done.returncode, done.stdout.decode(), done.stderr.decode()) for done in (ours, theirs)), words
        )

    def test_whatever_is_asked(self):
        with tempfile.TemporaryDirectory() as folder:
            for words, _, there in invocations(folder):
                if self.LEFT_OUT and words and words[-1].endswith(self.LEFT_OUT):
                    continue
                with self.subTest(words=words):
                    self.assert_same(*words, cwd=there, stdin=subprocess.DEVNULL)

    def test_on_fixtures(self):
        paths = some_fixtures()
        self.assertGreater(len(paths), 100)
        for begin in range(0, len(paths), self.MOST_PATHS):
            with self.subTest(paths[begin]):
                self.assert_same("--json", "--", *paths[begin : begin + self.MOST_PATHS], stdin=subprocess.DEVNULL)

    def test_other_formats(self):
        for how in ("text", "markdown", "sarif", "github", "gitlab", "baseline", "badge"):
            with self.subTest(how):
                self.assert_same("--format", how, "examples", cwd=EXAMPLES.parent, stdin=subprocess.DEVNULL)

    def test_names_of_every_kind(self):
        with tempfile.TemporaryDirectory() as folder:
            deep = pathlib.Path(folder, *["模型 " + "x" * 60] * 6)  # longer than Windows' MAX_PATH
            deep.mkdir(parents=True)
            for name in ("ü 'a'.weights.h5", "весы.h5", "🔴.keras"):
                shutil.copy(EMPTY, deep / name)
            self.assert_same("--json", folder, stdin=subprocess.DEVNULL)
            self.assert_same("--json", str(deep / "весы.h5"), stdin=subprocess.DEVNULL)

    def test_beyond_4_gb(self):
        with tempfile.TemporaryDirectory() as folder:
            large = pathlib.Path(folder, "m.keras")
            with zipfile.ZipFile(fixtures() / "keras3.15.1/C02_m.keras") as model, zipfile.ZipFile(large, "w") as archive:
                for name in sorted(model.namelist()):
                    archive.writestr(name, model.read(name))
                    archive.start_dir = max(archive.start_dir, 5 << 30)  # where the next goes; a hole takes no room
            self.assertIn('"state":"filled"', command("--json", str(large)).stdout.decode())
            self.assert_same("--json", str(large), stdin=subprocess.DEVNULL)

    def test_standard_input(self):
        content = EMPTY.read_bytes()
        self.assert_same("--json", "--name", "m.weights.h5", "-", input=content)
        self.assert_same("-", input=content)
        self.assert_same("--json", str(LOADED), "-", input=content)
        self.assert_same("--error", "-", str(EMPTY), input=b"received 0 variables")
        for done in (command, self.run_there):
            with open(EMPTY, "rb") as file:
                answer = done("--json", "-", stdin=file)
            self.assertEqual((1, True), (answer.returncode, answer.stdout.startswith(b'{"')))

    def test_settings(self):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(EMPTY, os.path.join(folder, "m.weights.h5"))
            pathlib.Path(folder, "weighbridge.toml").write_text('paths = ["."]\nfail-on = "never"\n')
            self.assert_same("--format", "github", cwd=folder, stdin=subprocess.DEVNULL)


class MishapsThere:
    """For a TestCase that has `run_mishaps()`: tests/mishaps, as that system runs it."""

    def test_whatever_ends_a_job_the_command_goes_on(self):
        done = self.run_mishaps()
        self.assertEqual(0, done.returncode)
        wanted = {
            "answer": "[well][][ü]",
            "much": "[50000000]",
            "nothing": "crash",
            "exit": "crash",
            "crash": "crash",
            "abort": "crash",
            "stack": "crash",
            "memory": "crash",
            "hang": "hang",
            "busy": "[done]",
            "page": "lost pages",
        }
        lines = [line.split(": ") for line in done.stdout.decode().splitlines()]
        self.assertEqual(wanted, dict(lines))
        self.assertEqual(len(wanted) + 1, len(lines), "the last is the first once more")
