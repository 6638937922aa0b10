"""Every finding on a file: it fires on one that has the defect and is silent on that one's nearest healthy neighbour (pairs.jsonl);
and what looks odd in a sound file raises no alarm (no_alarm.jsonl). The recipes are explained in tests/fixtures/recipes.py."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / 'fixtures'), str(HERE.parent / 'corpus')]
import check_corpus  # noqa: E402
import recipes  # noqa: E402

ROOT = pathlib.Path(os.environ.get('WEIGHBRIDGE_SOURCE_DIR', HERE.parents[1]))
# A neighbour may have initial values: that the writer of a fixture never trained it is no defect of the file.
OF_FIXTURES = {'never-trained'}


def rows(table):
    return [json.loads(line) for line in (HERE / table).read_text(encoding='utf-8').splitlines()]


def judge(wanted):
    """The reports of recipes, in their order; each in a folder of its own, so that no two are taken for one thing."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [recipes.build(recipe, pathlib.Path(folder) / str(index)) for index, recipe in enumerate(wanted)]
        result = subprocess.run([check_corpus.default_command(), '--json', '--fail-on', 'never', '--', *map(str, paths)],
                                capture_output=True, check=False, timeout=300)
        assert result.returncode == 0, result.stderr.decode()
        reports = [json.loads(line) for line in result.stdout.decode().splitlines()]
        assert len(reports) == len(wanted), (len(reports), len(wanted))
        return reports


def ids_of(report, *severities):
    return {finding['id'] for finding in report['findings'] if not severities or finding['severity'] in severities}


class Pairs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.rows = rows('pairs.jsonl')
        reports = judge([row[side] for row in cls.rows for side in ('fires', 'silent')])
        cls.fires, cls.silent = reports[0::2], reports[1::2]

    def test_every_finding_has_a_pair(self):
        pages = {page.stem for page in (ROOT / 'core/rules').glob('*/*.md')}
        self.assertEqual(pages, {row['id'] for row in self.rows})
        self.assertEqual(len(pages), len(self.rows), 'one row each')

    def test_it_fires_on_the_defect(self):
        for row, report in zip(self.rows, self.fires):
            with self.subTest(row['id']):
                self.assertIn(row['id'], ids_of(report), report['verdict'])

    def test_it_is_silent_on_the_neighbour(self):
        for row, report in zip(self.rows, self.silent):
            with self.subTest(row['id'], near=row['near']):
                self.assertNotIn(row['id'], ids_of(report))

    def test_the_neighbour_is_healthy(self):
        # Healthy altogether, or, where a file can't be (text is no weight file), no worse than the row says.
        for row, report in zip(self.rows, self.silent):
            with self.subTest(row['id'], near=row['near']):
                self.assertEqual(ids_of(report, 'error') - OF_FIXTURES, set(row.get('but', [])), report['verdict'])

    def test_the_two_files_differ_and_the_row_says_how(self):
        for row in self.rows:
            with self.subTest(row['id']):
                self.assertNotEqual(row['fires'], row['silent'])
                self.assertGreater(len(row['near'].split()), 2)

    def test_what_is_made_is_used(self):
        named = json.dumps(self.rows) + json.dumps(rows('no_alarm.jsonl')) + json.dumps(rows('faults.jsonl'))
        self.assertEqual([], [name for name in recipes.made() if f'made/{name}' not in named])


class NoAlarm(unittest.TestCase):
    def test_odd_but_sound(self):
        table = rows('no_alarm.jsonl')
        self.assertGreaterEqual(len(table), 13)
        for row, report in zip(table, judge([row['file'] for row in table])):
            with self.subTest(row['what']):
                self.assertEqual(set(), ids_of(report, 'error', 'warning'), report['verdict'])
                self.assertIn(report['verdict']['state'], ('filled', 'empty'))
                if report['verdict']['state'] == 'empty':
                    self.assertRegex(report['verdict']['headline'], 'needs none')


if __name__ == '__main__':
    unittest.main()
