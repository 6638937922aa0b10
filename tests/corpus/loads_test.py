"""Models that people make, and what real Keras did with them: tests/fixtures/loads.

`NAME.tar.xz` holds a folder NAME of files that real Keras wrote, `NAME.jsonl` what is true of them, a row for each
  load     {"file", "loader", "version", "call", "outcome"}, as in loaders_oracle.jsonl: what that loader did, in a model that is the saved one;
           "depends": true where the report may say that it hangs on code that is not in the file;
           "error", "remedy": what the report's own row must have in them (a regular expression each), "not_remedy" what it must not
  text     {"file", "text", "id", ...}: read by tests/cli/messages_test.py
  verdict  {"file", "state": [...], "must": [...], "mustnot": [...]}: findings by their ids; and "headline", "next": a regular expression
Each was run, none was taken from a report.
"""
import json
import pathlib
import re
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import check_corpus  # noqa: E402
import oracle_test  # noqa: E402

LOADS = check_corpus.SOURCE / 'tests' / 'fixtures' / 'loads'


def wrong_load(report, row):
    """What is wrong with the prediction of a load; nothing if it is right."""
    predicted = oracle_test.prediction(report, row)
    if not oracle_test.agrees(row, predicted) and not (row.get('depends') and predicted['outcome'] == 'depends'):
        yield oracle_test.show(row, predicted)
    for key, wanted in (('error', True), ('remedy', True), ('not_remedy', False)):
        said = predicted[key.removeprefix('not_')] or ''
        if key in row and bool(re.search(row[key], said)) != wanted:
            yield f"{oracle_test.show(row, predicted)}\n    {key} {row[key]!r}: {said!r}"


def wrong_verdict(report, row):
    verdict, ids = report['verdict'], {finding['id'] for finding in report['findings']}
    if 'state' in row and verdict['state'] not in row['state']:
        yield f"{row['file']}: {verdict['state']} and not {row['state']}: {verdict['headline']}"
    for key in ('headline', 'next'):
        if key in row and not re.search(row[key], verdict[key] or ''):
            yield f"{row['file']}: {key} {row[key]!r}: {verdict[key]!r}"
    for finding in sorted(set(row.get('must', [])) - ids):
        yield f"{row['file']}: nothing says {finding}"
    for finding in sorted(set(row.get('mustnot', [])) & ids):
        yield f"{row['file']}: {finding} is said"


class Loads(unittest.TestCase):
    def test_what_is_said_is_true(self):
        names = sorted(path.stem for path in LOADS.glob('*.jsonl'))
        self.assertTrue(names)
        for name in names:
            rows = check_corpus.read_rows(LOADS / f'{name}.jsonl')
            reports = check_corpus.judge_archive(LOADS / f'{name}.tar.xz', sorted({row['file'] for row in rows}))
            wrong = [line for row in rows for line in (wrong_load if 'call' in row else wrong_verdict)(reports[row['file']], row)]
            print(f'\n{name}: {len(rows)} rows, {len(wrong)} of them wrong')
            with self.subTest(name):
                self.assertEqual([], wrong, '\n'.join(wrong))


if __name__ == '__main__':
    unittest.main()
