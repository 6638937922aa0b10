"""A computer that does not start the package's program, as macOS does with one whose signature it refuses: one sentence, and what it
says to do helps. The programs here are fakes.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from support import EMPTY, ROOT, WHEELS, command, unpacked, wheel

#: As it would be on a Mac; subprocess has been imported before, and goes on as on Linux.
_ON_MACOS = "import subprocess, sys; sys.platform = 'darwin'; "
_COMMAND = "from weighbridge.__main__ import main; sys.exit(main())"
_WEIGH = "import weighbridge; weighbridge.weigh(sys.argv[1])"
_KILLED = "#!/bin/sh\nkill -9 $$\n"


class NotStarted(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.package = pathlib.Path(folder.name, "site-packages")
        shutil.copytree(unpacked("native"), self.package)
        self.program = self.package / "weighbridge/engine/weighbridge"

    def run_with(self, program, script, *words):
        self.program.write_text(program)
        environment = {**os.environ, "PYTHONPATH": str(self.package)}
        return subprocess.run(
            [sys.executable, "-c", script, *words], capture_output=True, text=True, env=environment, check=False
        )

    def test_killed_before_it_said_a_word(self):
        done = self.run_with(_KILLED, _ON_MACOS + _COMMAND, str(EMPTY))
        self.assertEqual((2, ""), (done.returncode, done.stdout))
        self.assertRegex(done.stderr, r"^weighbridge: \S*/weighbridge does not start: macOS kills it\. .*\n$")
        done = self.run_with(_KILLED, _ON_MACOS + _WEIGH, str(EMPTY))
        self.assertRegex(done.stderr, r"EngineError: \S*/weighbridge does not start: macOS kills it\. ")

    def test_of_no_use_here(self):
        for script, wanted in ((_COMMAND, "^weighbridge: "), (_ON_MACOS + _COMMAND, "^weighbridge: "), (_WEIGH, "EngineError: ")):
            done = self.run_with("\x7fELF of another computer", "import sys; " + script, str(EMPTY))
            self.assertRegex(done.stderr, f"{wanted}\\S*/weighbridge does not start: Exec format error\\. ")

    def test_killed_elsewhere_or_later_is_told_as_it_was(self):
        done = self.run_with(_KILLED, "import sys; " + _WEIGH, str(EMPTY))
        self.assertIn("EngineError: The engine was ended by signal 9.", done.stderr)
        done = self.run_with("#!/bin/sh\necho '{'\nkill -9 $$\n", _ON_MACOS + _WEIGH, str(EMPTY))
        self.assertIn("EngineError: The engine was ended by signal 9.", done.stderr)

    def test_on_macos_the_command_is_the_same(self):
        shutil.copy(ROOT / "build/native/weighbridge", self.program)
        for words in ([str(EMPTY)], ["--json", str(EMPTY)], ["--nonsense"], ["not-there.h5"]):
            wanted = command(*words)
            environment = {**os.environ, "PYTHONPATH": str(self.package)}
            how = [sys.executable, "-c", _ON_MACOS + _COMMAND, *words]
            done = subprocess.run(how, capture_output=True, env=environment, check=False)
            self.assertEqual((wanted.returncode, wanted.stdout, wanted.stderr), (done.returncode, done.stdout, done.stderr))

    def test_what_to_do_helps(self):
        with tempfile.TemporaryDirectory() as folder:
            environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME")}
            subprocess.run([sys.executable, "-m", "venv", folder], check=True)
            bin_folder = pathlib.Path(folder, "bin")
            environment["PATH"] = f"{bin_folder}{os.pathsep}{environment['PATH']}"
            offline = {**environment, "PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
            subprocess.run([bin_folder / "pip", "install", "--quiet", wheel("native")], env=offline, check=True)
            (program,) = pathlib.Path(folder).glob("lib/*/site-packages/weighbridge/engine/weighbridge")
            program.write_text(_KILLED)
            python = [bin_folder / "python", "-c", _ON_MACOS + _COMMAND, str(EMPTY)]
            done = subprocess.run(python, capture_output=True, text=True, env=environment, check=False)
            (told,) = re.findall(r"pip install wasmtime && (pip install .*\.whl)\n$", done.stderr)
            subprocess.run(["sh", "-ec", told], cwd=WHEELS, env=offline, check=True, capture_output=True)
            # Wasmtime is the tests' own: nothing is fetched here.
            tools = next(path for path in sys.path if path.endswith("site-packages"))
            python[2] = "import sys; " + _COMMAND  # wasmtime has a library for this system alone
            done = subprocess.run(python, capture_output=True, env={**environment, "PYTHONPATH": tools}, check=False)
            self.assertEqual((1, command(str(EMPTY)).stdout, b""), (done.returncode, done.stdout, done.stderr))


if __name__ == "__main__":
    unittest.main()
