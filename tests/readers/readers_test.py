"""HDF5's library and the reader of our own list every fixture, and some hundred copies with one change each, alike, or a class of classes.txt
says why they do not.

WEIGHBRIDGE_HDF5_FILES=FOLDER: the files in it, too, as they are. By hand over other files and more changes: readers_test.py MUTATIONS SEED FOLDER...
"""
import os
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / 'tests' / 'fixtures'))
import unpack  # noqa: E402

BUILD = pathlib.Path(os.environ.get('WEIGHBRIDGE_BUILD_DIR', SOURCE / 'build' / 'native'))
GIVEN = os.environ.get('WEIGHBRIDGE_HDF5_FILES')
MUTATIONS = 600
SEED = 1


def compare(mutations, seed, folders):
    """The exit code and what was said, of all files of the folders."""
    files = sorted(path for folder in folders for path in pathlib.Path(folder).rglob('*') if path.is_file())
    with tempfile.TemporaryFile('w+') as said:
        code = subprocess.run(
            [BUILD / 'tests' / 'compare_readers', SOURCE / 'tests' / 'readers' / 'classes.txt', str(mutations), str(seed), *files],
            stdout=said, stderr=subprocess.DEVNULL, check=False).returncode
        said.seek(0)
        return code, said.read()


class Readers(unittest.TestCase):
    def test_fixtures_are_listed_alike(self):
        with tempfile.TemporaryDirectory() as made:
            for name in ('made.tar.xz', 'foreign.tar.xz'):
                with tarfile.open(SOURCE / 'tests' / 'fixtures' / name) as archive:
                    archive.extractall(made, filter='data')
            code, said = compare(MUTATIONS, SEED, [unpack.unpacked(), made])
        self.assert_alike(code, said)

    @unittest.skipUnless(GIVEN, 'WEIGHBRIDGE_HDF5_FILES names no folder')
    def test_given_files_are_listed_alike(self):
        self.assert_alike(*compare(0, SEED, [GIVEN]))

    def assert_alike(self, code, said):
        self.assertEqual(code, 0, said)
        same = re.match(r'\d+ cases, (\d+) the same', said)
        self.assertGreater(int(same[1]) if same else 0, 0, said)


if __name__ == '__main__':
    if len(sys.argv) > 1:
        exit_code, text = compare(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
        sys.stdout.write(text)
        sys.exit(exit_code)
    unittest.main()
