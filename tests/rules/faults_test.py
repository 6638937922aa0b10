"""Faults that were seen on published files (faults.jsonl): what the report must say of each, and how the command ends. The recipes are explained in
tests/fixtures/recipes.py."""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / 'fixtures'), str(HERE.parent / 'corpus')]
import check_corpus  # noqa: E402
import recipes  # noqa: E402

ROWS = [json.loads(line) for line in (HERE / 'faults.jsonl').read_text(encoding='utf-8').splitlines()]


def run(path):
    return subprocess.run([check_corpus.default_command(), '--json', '--', str(path)], capture_output=True, check=False, timeout=120)


class Faults(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.done = []
        with tempfile.TemporaryDirectory() as folder:
            for index, row in enumerate(ROWS):
                cls.done.append(run(recipes.build(row['file'], pathlib.Path(folder) / str(index))))

    def rows(self):
        for row, done in zip(ROWS, self.done):
            with self.subTest(row['what']):
                self.assertTrue(done.stdout, done.stderr.decode())
                yield row, done, check_corpus.read_report(done.stdout)

    def test_the_state(self):
        for row, _, report in self.rows():
            self.assertEqual(row['state'], report['verdict']['state'], report['verdict'])

    def test_the_exit_code(self):
        for row, done, report in self.rows():
            self.assertEqual(row['exit'], done.returncode, report['verdict'])

    def test_what_must_be_said(self):
        for row, _, report in self.rows():
            found = {finding['id']: finding['severity'] for finding in report['findings']}
            for names, severity in row.get('must', {}).items():
                self.assertIn(severity, [found.get(name) for name in names.split('|')], found)

    def test_what_must_not_be_said(self):
        for row, _, report in self.rows():
            found = {finding['id'] for finding in report['findings']}
            self.assertEqual(set(), found & set(row.get('mustnot', [])), report['verdict'])

    def test_words(self):
        for row, done, report in self.rows():
            said = json.dumps([report['verdict'], [[f['title'], f['why'], f['evidence']] for f in report['findings']]], ensure_ascii=False)
            self.assertRegex(said, row.get('says', '.'))
            self.assertRegex(report['verdict']['headline'], row.get('headline', '.'))
            if 'never' in row:
                self.assertNotRegex(said, row['never'])

    def test_what_is_not_whole_is_no_loaded_layer(self):
        for row, _, report in self.rows():
            layers = report['layers']
            self.assertEqual('layers' in row, any(layer['state'] == row.get('layers') for layer in layers), [layer['state'] for layer in layers])
            for layer in layers:
                broken = [tensor for tensor in layer['tensors'] if tensor['state'] in ('cut', 'lost', 'unreadable')]
                self.assertTrue(not broken or layer['state'] != 'filled', layer['name'])
                for tensor in layer['tensors']:
                    self.assertEqual(tensor['shape'] is None, tensor['dtype'] == 'other' and tensor['state'] == 'unreadable', tensor)

    def test_no_file_takes_the_report_of_another(self):
        """All of them in one call, between two sound ones."""
        with tempfile.TemporaryDirectory() as folder:
            recipes_in_order = [{'from': 'made/plain.weights.h5'}] + [row['file'] for row in ROWS] + [{'from': 'made/twins.weights.h5'}]
            paths = [recipes.build(recipe, pathlib.Path(folder) / str(index)) for index, recipe in enumerate(recipes_in_order)]
            done = subprocess.run([check_corpus.default_command(), '--json', '--', *map(str, paths)], capture_output=True, check=False, timeout=300)
        reports = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(len(paths), len(reports), done.stderr.decode())
        self.assertEqual([row['state'] for row in ROWS], [report['verdict']['state'] for report in reports[1:-1]])
        self.assertEqual(1, done.returncode)

    def test_every_row_is_a_file_of_its_own(self):
        self.assertEqual(len(ROWS), len({json.dumps(row['file']) for row in ROWS}))
        self.assertEqual(set(), set(re.sub('^foreign/', '', name) for name in recipes.foreign())
                         - {row['file'].get('from', '').removeprefix('foreign/') for row in ROWS})


if __name__ == '__main__':
    unittest.main()
