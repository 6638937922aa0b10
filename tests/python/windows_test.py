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
from same_there import MishapsThere, SameThere
from support import EMPTY, EXAMPLES, ROOT, WHEELS, command, metadata, taken_by_pip, unpacked, wheel

IS_MADE = any(WHEELS.glob("*-win_amd64.whl"))
WINE = os.environ.get("WEIGHBRIDGE_WINE") or shutil.which("wine64") or shutil.which("wine")
#: What Windows 10 and newer bring.
SYSTEM = ("kernel32.dll", "api-ms-win-crt-")
MISHAPS = ROOT / "build/windows-x86_64/mishaps.exe"


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
class SameReport(SameThere, unittest.TestCase):
    LEFT_OUT = ".weights.h5/"  # Linux has an error of its own for it

    def run_there(self, *words, **options):
        return under_wine(os.path.join(unpacked("windows"), "weighbridge/engine/weighbridge.exe"), *words, **options)

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

    def test_it_starts_quickly(self):
        self.run_there("--version")  # wine itself has started
        began = time.monotonic()
        self.run_there(str(EMPTY), stdin=subprocess.DEVNULL)
        self.assertLess(time.monotonic() - began, 5, "emulated by wine, too")


@unittest.skipUnless(MISHAPS.exists() and WINE, "tests/mishaps was not built, or there is no wine")
class Mishaps(MishapsThere, unittest.TestCase):
    def run_mishaps(self):
        return under_wine(str(MISHAPS))


if __name__ == "__main__":
    unittest.main()
