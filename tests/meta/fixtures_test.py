"""No fixture without a test that uses it, no test data without its fixture."""
import json
import os
import pathlib
import re
import sys
import tarfile
import unittest

ROOT = pathlib.Path(os.environ.get('WEIGHBRIDGE_SOURCE_DIR', pathlib.Path(__file__).resolve().parents[2]))
FIXTURES = ROOT / 'tests/fixtures'
sys.path.insert(0, str(FIXTURES))
import unpack  # noqa: E402

TABLES = {'truth.jsonl', 'newest/truth.jsonl'}  # beside the files in the archive


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding='utf-8').splitlines()]


class Fixtures(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = unpack.unpacked()
        cls.expected = [row['file'] for table in ('expected.jsonl', 'newest_expected.jsonl') for row in lines(FIXTURES / table)]
        # Several files may be one thing: then the row is about their folder.
        folders = {name for name in cls.expected if (folder / name).is_dir()}
        files = {path.relative_to(folder).as_posix() for path in folder.rglob('*') if path.is_file()} - TABLES
        cls.corpus = folders | {file for file in files if not any(file.startswith(name + '/') for name in folders)}

    def test_every_file_of_the_corpus_has_one_row_and_every_row_its_file(self):
        self.assertEqual(len(self.expected), len(set(self.expected)))
        self.assertEqual(self.corpus, set(self.expected))

    def test_every_file_of_the_corpus_has_its_truth(self):
        tables = (unpack.unpacked() / table for table in TABLES)
        self.assertLessEqual(self.corpus, {row['file'] for table in tables for row in lines(table)})

    def test_every_golden_has_its_fixture(self):
        goldens = {path.name.removesuffix('.report.json').replace('__', '/', 1) for path in (ROOT / 'tests/golden').glob('*.report.json')}
        self.assertEqual(set(), goldens - self.corpus)

    def test_every_row_of_the_oracle_is_about_a_file_of_the_corpus(self):
        for table in ('oracle.jsonl', 'newest_oracle.jsonl'):
            self.assertEqual(set(), {row['file'] for row in lines(FIXTURES / table)} - self.corpus)

    def test_every_file_made_and_every_table_is_used(self):
        tests = ''.join(path.read_text(encoding='utf-8') for path in (ROOT / 'tests').rglob('*')
                        if path.suffix in ('.py', '.cc', '.mjs', '.ts', '.jsonl') and 'node_modules' not in path.parts and path.name != 'make_hdf5.py')
        with tarfile.open(FIXTURES / 'made.tar.xz') as made:
            self.assertEqual([], [name for name in made.getnames() if f'made/{name}' not in tests])
        for path in FIXTURES.iterdir():
            if path.suffix in ('.jsonl', '.xz', '.h'):
                with self.subTest(path.name):
                    self.assertTrue(re.search(rf'\b{re.escape(path.name)}\b', tests), f'no test names {path.name}')


if __name__ == '__main__':
    unittest.main()
