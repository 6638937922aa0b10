"""What the report says about loaders, against what real loaders did with the same files (tests/fixtures/oracle.jsonl).

Prints how many outcomes agree, how many error texts begin alike, and every disagreement; docs/loaders.md explains those that remain.
"""
import collections
import json
import pathlib
import re
import shutil
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import check_corpus  # noqa: E402

CALLS = {'load_weights': 'model.load_weights(path)', 'load_model': 'load_model(path)'}
NEWEST_AT_LEAST = 98  # percent, as measured: 98.96
MOST_DEPEND = 23  # loads of the oracle: each has a layer whose class nobody knows and that holds nothing, lists a weight twice, or is a list of layers that a
# Sequential or a model of the user's own may have left
NEEDS_OLD_H5PY = "'str' object has no attribute 'decode'"


def oracle_rows():
    with open(check_corpus.SOURCE / 'tests' / 'fixtures' / 'oracle.jsonl', encoding='utf-8') as lines:
        return [json.loads(line) for line in lines]


def name_of(row):
    return row.get('as', pathlib.PurePosixPath(row['file']).name)


def reports_under_their_names(rows):
    """(file, name) -> the report on a copy of the file under that name: the name decides which reader Keras takes."""
    wanted = sorted({(row['file'], name_of(row)) for row in rows})
    reports = {}
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, (file, name) in enumerate(wanted):
            path = pathlib.Path(folder) / str(number) / name
            path.parent.mkdir()
            shutil.copyfile(check_corpus.unpack.unpacked() / file, path)
            paths.append(path)
        for start in range(0, len(paths), check_corpus.BATCH):
            batch = slice(start, start + check_corpus.BATCH)
            result, texts = check_corpus.run_command(check_corpus.default_command(), paths[batch], '--values', 'none')
            if len(texts) != len(paths[batch]):
                raise AssertionError(result.stderr.decode(errors='replace')[-500:])
            reports.update(zip(wanted[batch], map(check_corpus.read_report, texts)))
    return reports


def version(text):
    return tuple(map(int, text.split('.')))


def prediction(report, row):
    """The one row of the report that speaks about this loader and call."""
    rows = [candidate for candidate in report['loaders']
            if candidate['package'] == row['loader'] and candidate['call'] == CALLS[row['call']]
            and version(candidate['from']) <= version(row['version']) <= version(candidate['to'])]
    if len(rows) != 1:
        raise AssertionError(f'{len(rows)} predictions for {row}')
    return rows[0]


def real_outcome(row):
    outcome = row['outcome']
    if outcome == 'ok' or outcome.startswith('ok (loaded model has 0 variables, built=True'):
        return 'loads'
    return 'silent' if outcome.startswith('ok') else 'raises'


def in_the_environment(row, predicted):
    """What the report says about this loader with the libraries that it had: a remedy that asks for an older h5py names what a later one does."""
    if 'h5py' not in row or NEEDS_OLD_H5PY not in (predicted['remedy'] or ''):
        return predicted
    return dict(predicted, outcome='raises', error='AttributeError: ' + NEEDS_OLD_H5PY)


def agrees(row, predicted):
    real = real_outcome(row)
    if predicted['outcome'] == real:
        return True
    # Where the model has no variables at all, nothing tells loading from doing nothing.
    return row.get('of') == 0 and {predicted['outcome'], real} == {'loads', 'silent'}


def head(error):
    """The exception and the words before the first number, name or path."""
    kind, _, message = error.partition(':')
    words = re.split(r"[0-9'\"`<\[{(]|filepath=|SavedModel file does not exist at:", message, maxsplit=1)[0]
    return kind, words.strip()[:45]


def show(row, predicted):
    said = predicted['error'] or predicted['outcome']
    return (f"{row['loader']} {row['version']} {row['call']} {row['file']}" + (f" as {row['as']}" if 'as' in row else '') +
            f"\n    real: {row['outcome'][:110]}\n    ours: {said[:110]!r}")


class Oracle(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.rows = oracle_rows()
        cls.reports = reports_under_their_names(cls.rows)
        cls.pairs = [(row, in_the_environment(row, prediction(cls.reports[row['file'], name_of(row)], row))) for row in cls.rows]

    def compare(self, title, pairs, at_least):
        # Where the report says that it depends on code that is not in the file, there is nothing to compare. It says so rarely.
        depends = [(row, predicted) for row, predicted in pairs if predicted['outcome'] == 'depends']
        pairs = [pair for pair in pairs if pair not in depends]
        self.assertLessEqual(len(depends), MOST_DEPEND)
        wrong = [(row, predicted) for row, predicted in pairs if not agrees(row, predicted)]
        # With h5py 3 a load that fails anyway does so with other words.
        both_raise = [(row, predicted) for row, predicted in pairs if 'h5py' not in row and real_outcome(row) == predicted['outcome'] == 'raises']
        other_words = [(row, predicted) for row, predicted in both_raise if head(row['outcome']) != head(predicted['error'])]
        share = 100 * (1 - len(wrong) / len(pairs))
        words = 100 * (1 - len(other_words) / len(both_raise))
        print(f'\n{title}: {len(pairs) - len(wrong)} of {len(pairs)} outcomes agree, {share:.2f} %; '
              f'{len(both_raise) - len(other_words)} of {len(both_raise)} errors begin alike, {words:.2f} %; '
              f'{len(depends)} loads depend on code that is not in the file')
        for row, predicted in depends:
            print(f'  depends: {show(row, predicted)}')
        for row, predicted in wrong:
            print(f'  {show(row, predicted)}')
        for row, predicted in other_words:
            print(f'  other words: {show(row, predicted)}')
        self.assertGreaterEqual(share, at_least)
        return words

    def test_real_loaders_agree(self):
        pairs = [(row, predicted) for row, predicted in self.pairs if 'backend' not in row]
        self.assertGreater(len(pairs), 1700)
        words = self.compare('Keras 0.3 to 3.15 and tf.keras 1.12 to 2.15', pairs, at_least=99.5)
        self.assertGreaterEqual(words, 98.5)

    def test_whole_models_of_other_versions_in_keras_3(self):
        """Loaded with the JAX backend, where the corpus' own oracle has no row."""
        pairs = [(row, predicted) for row, predicted in self.pairs if 'backend' in row]
        self.assertGreater(len(pairs), 400)
        self.compare('load_model in Keras 3.3, 3.6 and 3.15', pairs, at_least=98.5)

    def test_causes_are_those_that_the_files_were_made_with(self):
        """What a row names as its cause, against the truth about the file (expected.jsonl), which says what was done to it."""
        truth = {row['file']: row for row in check_corpus.read_rows(check_corpus.SOURCE / 'tests' / 'fixtures' / 'expected.jsonl')}
        right = known = 0
        for row, predicted in self.pairs:
            file, because, real = truth[row['file']], predicted['because'], real_outcome(row)
            self.assertNotIn(because, file['mustnot'], row)
            if real == predicted['outcome'] == 'loads':
                self.assertIsNone(because, row)  # nothing stood in its way
            causes = {cause for causes in file['must'] for cause in ([causes] if isinstance(causes, str) else causes)}
            if causes and real == predicted['outcome'] != 'loads':
                known += 1
                right += because in causes
        print(f'\n{right} of {known} loads of a broken file that fail name what was done to it, {100 * right / known:.1f} %')
        self.assertGreater(known, 600)
        self.assertGreaterEqual(right / known, 0.879)  # the others fail for the layout or the name, whatever was done to the file


    def test_rows_are_few_and_failures_are_explained(self):
        explained = collections.Counter()
        for key, report in self.reports.items():
            self.assertLessEqual(len(report['loaders']), 20, key)
            for row in report['loaders']:
                explained[row['outcome'], row['because'] is not None or row['remedy'] is not None] += 1
        # A failure without a word about why or what to do is the exception.
        self.assertGreater(explained['raises', True], 9 * explained['raises', False])


def newest_rows():
    return check_corpus.read_rows(check_corpus.SOURCE / 'tests' / 'fixtures' / 'newest_oracle.jsonl')


class Newest(unittest.TestCase):
    """Keras 3.6 to 3.16 on the files of today's Keras. What is not predicted yet: docs/loaders.md."""

    def test_real_loaders_agree(self):
        rows = newest_rows()
        files = sorted({row['file'] for row in rows})
        reports = check_corpus.judge(check_corpus.default_command(), check_corpus.unpack.unpacked(), files)
        agreeing, silent_about, wrong = 0, 0, []
        for row in rows:
            try:
                predicted = prediction(reports[row['file']], row)
            except AssertionError:  # a version or a call of which nothing is said
                silent_about += 1
                continue
            if agrees(row, predicted):
                agreeing += 1
            else:
                wrong.append(show(row, predicted))
        share = 100 * agreeing / (len(rows) - silent_about)
        print(f'\nnewest: {agreeing} of {len(rows) - silent_about} outcomes agree, {share:.2f} %; nothing is said about {silent_about}')
        print('\n'.join(wrong))
        self.assertGreater(len(rows) - silent_about, 950)
        self.assertGreaterEqual(share, NEWEST_AT_LEAST)


if __name__ == '__main__':
    unittest.main()
