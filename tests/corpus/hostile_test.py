"""Files with bad intentions (tests/fixtures/make_hostile.py): no crash, no second of time, no 256 MB, no endless report, and never "empty" where
values are there."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / 'tests' / 'fixtures'))
import make_hostile  # noqa: E402

COMMAND = os.environ.get('WEIGHBRIDGE_COMMAND', str(SOURCE / 'build' / 'native' / 'weighbridge'))
IS_MEASURED = os.environ.get('WEIGHBRIDGE_BUILD_TYPE', 'Release') == 'Release'  # what is shipped; sanitizers take what they take
MOST_SECONDS = 2.0  # of processor time: a second, on a machine that does other things too
MOST_BYTES = 256 << 20
MOST_REPORT_BYTES = 1 << 20


def run(path):
    """(exit code, standard output, seconds of processor time, most memory in bytes)."""
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen([COMMAND, '--json', path], stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        return process.returncode, out.read(), usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


class Hostile(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        make_hostile.write(cls.folder.name)
        cls.addClassCleanup(cls.folder.cleanup)
        cls.expected = json.loads((pathlib.Path(cls.folder.name) / 'expected.json').read_text())

    def test_every_file_gets_a_report_for_little(self):
        self.assertGreater(len(self.expected), 30)
        for name, states in self.expected.items():
            with self.subTest(name):
                code, out, seconds, memory = run(os.path.join(self.folder.name, name))
                self.assertIn(code, (0, 1))
                report = json.loads(out)
                self.assertIn(report['verdict']['state'], states, report['verdict'])
                # The command would survive a crash of HDF5's library; there is none to survive.
                self.assertNotRegex(out.decode(), 'library crashed|not come to an end')
                self.assertLess(len(out), MOST_REPORT_BYTES)
                if IS_MEASURED:
                    self.assertLess(seconds, MOST_SECONDS)
                    self.assertLess(memory, MOST_BYTES)


if __name__ == '__main__':
    unittest.main()
