"""Loads that tests/fixtures/oracle.jsonl does not have: files that contradict themselves, and faults of loaders.

tests/fixtures/loaders.tar.xz holds files that real Keras wrote (scripts/atlas/faults); below `contradicting` their config or weights were
changed afterwards. loaders_oracle.jsonl is what real loaders did with them, known_faults.jsonl which of these loads show which fault.
"""
import json
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import check_corpus  # noqa: E402
import oracle_test  # noqa: E402

FIXTURES = check_corpus.SOURCE / 'tests' / 'fixtures'
LEAST_FAULTS = 25


def rows_of(name):
    with open(FIXTURES / name, encoding='utf-8') as lines:
        return [json.loads(line) for line in lines]


class Loaders(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.rows = rows_of('loaders_oracle.jsonl')
        files = sorted({row['file'] for row in cls.rows})
        reports = check_corpus.judge_archive(FIXTURES / 'loaders.tar.xz', files)
        cls.pairs = [(row, oracle_test.prediction(reports[row['file']], row)) for row in cls.rows]

    def compare(self, title, pairs):
        wrong = [(row, predicted) for row, predicted in pairs if not oracle_test.agrees(row, predicted)]
        depends = sum(predicted['outcome'] == 'depends' for _, predicted in pairs)
        print(f'\n{title}: {len(pairs) - len(wrong)} of {len(pairs)} outcomes agree; {depends} depend')
        for row, predicted in wrong:
            print(f'  {oracle_test.show(row, predicted)}')
        self.assertEqual([], wrong)

    def test_files_that_contradict_themselves_are_found(self):
        pairs = [pair for pair in self.pairs if pair[0]['file'].startswith('contradicting/')]
        self.assertGreater(len(pairs), 300)
        self.compare('config against weights', pairs)

    def test_faults_of_loaders_are_known(self):
        pairs = [pair for pair in self.pairs if pair[0]['file'].startswith('faults/')]
        self.compare('faults of loaders', pairs)

    def test_every_fault_is_shown_by_a_version_that_has_it_and_one_that_has_not(self):
        real = {(row['file'], row['loader'], row['version']): oracle_test.real_outcome(row) for row in self.rows}
        faults = rows_of('known_faults.jsonl')
        for fault in faults:
            for version in fault['hit']:
                self.assertEqual(fault['outcome'], real[(fault['file'], *version.split())], fault)
            for version in fault['spared']:
                self.assertEqual('loads', real[(fault.get('spared_file', fault['file']), *version.split())], fault)
            self.assertTrue(fault['hit'] and fault['spared'] and fault['source'], fault)
        self.assertGreaterEqual(len({fault['fault'] for fault in faults}), LEAST_FAULTS)


if __name__ == '__main__':
    unittest.main()
