"""The wheel for 64-bit Windows: whole, small, and under wine the same bytes, complaints and exit codes as the command. It is
not made by default (scripts/build windows).
"""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import time
import unittest
import zipfile

from programs import imported_by
from same_report_test import invocations, some_fixtures
from support import EMPTY, EXAMPLES, LOADED, ROOT, WHEELS, command, fixtures, metadata, taken_by_pip, unpacked, wheel

IS_MADE = any(WHEELS.glob("*-win_amd64.whl"))
WINE = os.environ.get("WEIGHBRIDGE_WINE") or shutil.which("wine64") or shutil.which("wine")
#: What Windows 10 and newer bring.
SYSTEM = ("kernel32.dll", "api-ms-win-crt-")
MISHAPS = ROOT / "build/windows-x86_64/windows_mishaps.exe"
#: A command line takes 32,767 letters there.
MOST_PATHS = 100


def under_wine(program, *words, **options):
    quiet = {**os.environ, "WINEDEBUG": "-all"}
    return subprocess.run([WINE, program, *words], capture_output=True, check=False, env=quiet, **options)


def setUpModule():
    """Wine's own processes live as long as one of theirs does. Whatever starts them hands them its pipes, which then do
    not end with it: hence none here.
    """
    if not WINE:
        return
    nowhere = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([WINE, "cmd", "/c", "exit"], stdin=subprocess.DEVNULL, check=True, **nowhere)
    shell = subprocess.Popen([WINE, "cmd"], stdin=subprocess.PIPE, **nowhere)
    unittest.addModuleCleanup(shell.communicate)  # it ends with its input


@unittest.skipUnless(IS_MADE, "the wheel for Windows was not made: scripts/build windows")
class Wheel(unittest.TestCase):
    def test_it_says_what_the_others_say(self):
        self.assertEqual(metadata("native"), metadata("windows"))
        self.assertIn(b'(platform_system != "Windows" or platform_machine != "AMD64")', metadata("windows"))

    def test_pip_takes_the_wheel_of_each_system(self):
        for system, wanted in {"win_amd64": "windows", "win_arm64": "wasm", "manylinux2014_x86_64": "native"}.items():
            with self.subTest(system):
                self.assertEqual([wheel(wanted).name], taken_by_pip(system))

    def test_it_is_under_10_mb_installed(self):
        with zipfile.ZipFile(wheel("windows")) as archive:
            self.assertLess(sum(entry.file_size for entry in archive.infolist()), 10e6)
            engines = {name for name in archive.namelist() if name.startswith("weighbridge/engine/") and ".py" not in name}
            self.assertEqual({"weighbridge/engine/weighbridge.exe"}, engines)
            (licences,) = (name for name in archive.namelist() if name.endswith("/windows-licenses.txt"))
            self.assertIn("mingw-w64", archive.read(licences).decode())

    def test_its_program_needs_windows_alone(self):
        program = pathlib.Path(unpacked("windows"), "weighbridge/engine/weighbridge.exe")
        for library in imported_by(program.read_bytes()):
            self.assertTrue(library.lower().startswith(SYSTEM), library)


@unittest.skipUnless(IS_MADE and WINE, "no wheel for Windows, or no wine for it")
class SameReport(unittest.TestCase):
    maxDiff = 2000

    def run_there(self, *words, **options):
        return under_wine(os.path.join(unpacked("windows"), "weighbridge/engine/weighbridge.exe"), *words, **options)

    def assert_same(self, *words, **options):
        ours, theirs = command(*words, **options), self.run_there(*words, **options)
        self.assertEqual(
            *((done.returncode, done.stdout.decode(), done.stderr.decode()) for done in (ours, theirs)), words
        )

    def test_whatever_is_asked(self):
        with tempfile.TemporaryDirectory() as folder:
            for words, _, there in invocations(folder):
                if words[-1:] == [os.path.join(folder, "a 'b' ü.weights.h5/")]:
                    continue  # Linux has an error of its own for it
                with self.subTest(words=words):
                    self.assert_same(*words, cwd=there, stdin=subprocess.DEVNULL)

    def test_on_fixtures(self):
        paths = some_fixtures()
        self.assertGreater(len(paths), 100)
        for begin in range(0, len(paths), MOST_PATHS):
            with self.subTest(paths[begin]):
                self.assert_same("--json", "--", *paths[begin : begin + MOST_PATHS], stdin=subprocess.DEVNULL)

    def test_other_formats(self):
        for how in ("text", "markdown", "sarif", "github", "gitlab", "baseline", "badge"):
            with self.subTest(how):
                self.assert_same("--format", how, "examples", cwd=EXAMPLES.parent, stdin=subprocess.DEVNULL)

    def test_names_of_every_kind(self):
        with tempfile.TemporaryDirectory() as folder:
            deep = pathlib.Path(folder, *["模型 " + "x" * 60] * 6)  # longer than MAX_PATH
            deep.mkdir(parents=True)
            for name in ("ü 'a'.weights.h5", "весы.h5", "🔴.keras"):
                shutil.copy(EMPTY, deep / name)
            self.assert_same("--json", folder, stdin=subprocess.DEVNULL)
            self.assert_same("--json", str(deep / "весы.h5"), stdin=subprocess.DEVNULL)

    def test_patterns_and_backslashes(self):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "a").mkdir()
            for name in ("a/1.weights.h5", "a/2.weights.h5", "a/x.txt"):
                shutil.copy(EMPTY, pathlib.Path(folder, name))
            wanted = command("--json", "a/1.weights.h5", "a/2.weights.h5", cwd=folder)
            for words in (["a\\*.h5"], ["a/?.weights.h5"], ["a\\1.weights.h5", "a\\2.weights.h5"]):
                done = self.run_there("--json", *words, cwd=folder, stdin=subprocess.DEVNULL)
                self.assertEqual((wanted.returncode, wanted.stdout), (done.returncode, done.stdout), words)
            done = self.run_there("b*.h5", cwd=folder, stdin=subprocess.DEVNULL)
            self.assertEqual((2, b"weighbridge: There is no file 'b*.h5'.\n"), (done.returncode, done.stderr))

    def test_a_drive(self):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(EMPTY, os.path.join(folder, "m.weights.h5"))
            typed = f"Z:{folder}/m.weights.h5".replace("/", "\\")  # wine has / there
            done = self.run_there("--format", "sarif", typed, cwd=EXAMPLES, stdin=subprocess.DEVNULL)
            found = json.loads(done.stdout)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
            self.assertEqual(f"file:///Z%3A{folder}/m.weights.h5", found["artifactLocation"]["uri"])
            self.assertEqual(
                command("--format", "baseline", "m.weights.h5", cwd=folder).stdout,
                self.run_there("--format", "baseline", typed, cwd=folder, stdin=subprocess.DEVNULL).stdout,
            )

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

    def test_it_starts_quickly(self):
        self.run_there("--version")  # wine itself has started
        began = time.monotonic()
        self.run_there(str(EMPTY), stdin=subprocess.DEVNULL)
        self.assertLess(time.monotonic() - began, 5, "emulated by wine, too")


@unittest.skipUnless(MISHAPS.exists() and WINE, "tests/windows was not built, or there is no wine")
class Mishaps(unittest.TestCase):
    def test_whatever_ends_a_job_the_command_goes_on(self):
        done = under_wine(str(MISHAPS))
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


if __name__ == "__main__":
    unittest.main()
