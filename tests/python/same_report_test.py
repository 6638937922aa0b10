"""The command, the native wheel and the WebAssembly wheel give the same: bytes, complaints, exit codes."""

import base64
import json
import os
import sys
import tempfile
import unittest

from support import EMPTY, EXAMPLES, LOADED, command, fixtures, folder_with, python

#: Runs many invocations in one process: a list of [words, standard input or None, working directory].
_RUNNER = """
import base64, json, os, sys
from weighbridge import engine
for words, given, folder in json.load(sys.stdin):
    os.chdir(folder)
    answer = engine.run(words, None if given is None else base64.b64decode(given))
    print(json.dumps([answer.exit_code, answer.output.decode(), answer.complaints]))
"""


def answers(kind, invocations):
    done = python(kind, "-c", _RUNNER, input=json.dumps(invocations).encode())
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


def invocations(folder):
    odd = os.path.join(folder, "a 'b' ü.weights.h5")
    open(odd, "wb").close()
    loaded, empty, examples = map(str, (LOADED, EMPTY, EXAMPLES))
    words = [
        [],
        ["--help"],
        ["--version"],
        ["--nonsense"],
        ["--json", "--markdown", loaded],
        ["--explain", "never-built"],
        ["--explain", "list"],
        ["--error", "received 0 variables"],
        ["--error", "it does not work"],
        ["--json", "--error=found 0 saved layers", empty],
        [loaded],
        [empty],
        ["--fail-on", "never", empty],
        ["--json", "--values", "none", loaded],
        ["--markdown", empty],
        ["--", odd],
        ["--color=always", empty],
        ["--only-bad", examples],
        ["--quiet", examples],
        [examples],
        ["--json", examples, loaded],
        [os.path.join(folder, "not there.h5"), loaded],
        ["/dev/null"],
        [folder],
        [os.path.relpath(loaded, folder)],
        ["./"],
        [odd + "/"],
    ]
    return [[one, None, folder] for one in words]


def some_fixtures():
    """Every tenth, so that all kinds are there and no one waits; and whatever is shaped unlike the rest."""
    paths = sorted(path for path in fixtures().rglob("*") if path.is_file())
    return [str(path) for path in paths[::10]]


class SameReport(unittest.TestCase):
    maxDiff = 2000

    def assert_same(self, asked):
        wanted = []
        for words, given, folder in asked:
            done = command(*words, cwd=folder, input=b"" if given is None else base64.b64decode(given))
            wanted.append([done.returncode, done.stdout.decode(), done.stderr.decode()])
        for kind in ("native", "wasm"):
            for (words, _, _), want, got in zip(asked, wanted, answers(kind, asked)):
                with self.subTest(kind, words=words):
                    self.assertEqual(want, got)

    def test_whatever_is_asked(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assert_same(invocations(folder))

    def test_on_fixtures(self):
        paths = some_fixtures()
        self.assertGreater(len(paths), 100)
        self.assert_same([[["--json", *paths], None, os.getcwd()], [["--markdown", *paths[:20]], None, os.getcwd()]])

    def test_standard_input(self):
        content = base64.b64encode(EMPTY.read_bytes()).decode()
        self.assert_same(
            [[["--json", "--name", "m.weights.h5", "-"], content, os.getcwd()], [["-"], content, os.getcwd()]]
        )

    def test_the_command_line_of_each_wheel(self):
        with folder_with(**{"m.weights.h5": EMPTY}):
            wanted = command("m.weights.h5")
            for kind in ("native", "wasm"):
                with self.subTest(kind):
                    done = python(kind, "-m", "weighbridge", "m.weights.h5")
                    self.assertEqual(
                        (wanted.returncode, wanted.stdout, wanted.stderr), (done.returncode, done.stdout, done.stderr)
                    )

    def test_a_pipe(self):
        content = EMPTY.read_bytes()
        wanted = command("--name", "m.weights.h5", "-", input=content)
        for kind in ("native", "wasm"):
            done = python(kind, "-m", "weighbridge", "--name", "m.weights.h5", "-", input=content)
            self.assertEqual((wanted.returncode, wanted.stdout, b""), (done.returncode, done.stdout, done.stderr), kind)

    @unittest.skipUnless(sys.platform.startswith("linux"), "the numbers are Linux's")
    def test_errors_have_the_numbers_of_the_module(self):
        # wasi/api.h; musl's texts follow from them.
        script = (
            "import errno; from weighbridge.engine.system import NUMBERS as n;"
            "print(*(n[getattr(errno, e)] for e in 'ENOENT EINVAL ENOTTY ENOSYS EXDEV'.split()))"
        )
        self.assertEqual(b"44 28 59 52 75\n", python("wasm", "-c", script).stdout)


if __name__ == "__main__":
    unittest.main()
