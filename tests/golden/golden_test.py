"""The whole report of some fixtures, as it was last reviewed (scripts/bless), and that what was blessed is true."""
import json
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'corpus'))
import check_corpus  # noqa: E402

FOLDER = pathlib.Path(__file__).resolve().parent
ENDING = '.report.json'


def goldens():
    """fixture -> the text of its golden; "keras3.6.0__A05.weights.h5.report.json" is of keras3.6.0/A05.weights.h5."""
    return {path.name.removesuffix(ENDING).replace('__', '/', 1): path.read_text(encoding='utf-8') for path in sorted(FOLDER.glob('*' + ENDING))}


def report_of(fixture):
    path = check_corpus.unpack.unpacked() / fixture
    result, texts = check_corpus.run_command(check_corpus.default_command(), [path], '--values', 'none')
    if not texts:
        raise AssertionError(f'{fixture}: exit code {result.returncode}: {result.stderr.decode()}')
    return json.dumps(json.loads(texts[0]), indent=2, ensure_ascii=False) + '\n'


class Goldens(unittest.TestCase):
    maxDiff = 4000

    def test_there_are_goldens_of_every_state_and_layout(self):
        reports = [json.loads(text) for text in goldens().values()]
        self.assertGreaterEqual(len(reports), 40)
        self.assertEqual({report['verdict']['state'] for report in reports}, {'filled', 'partly-empty', 'empty', 'damaged', 'not-weights'})
        self.assertLessEqual({'keras-v3-weights', 'keras-legacy-weights', 'keras-legacy-model', 'keras-0', 'hdf5-other', None},
                             {report['layout'] for report in reports})

    def test_the_command_writes_the_goldens(self):
        for fixture, golden in goldens().items():
            with self.subTest(fixture=fixture):
                self.assertMultiLineEqual(golden, report_of(fixture))

    def test_the_goldens_agree_with_what_is_known_about_the_files(self):
        expected = {row['file']: row for row in check_corpus.expected_rows()}
        truth = check_corpus.truth_rows()
        for fixture, golden in goldens().items():
            report = json.loads(golden)
            with self.subTest(fixture=fixture):
                _, wrong = check_corpus.disagreements(expected[fixture], report, check_corpus.rules_that_run({fixture: report}))
                self.assertEqual(wrong, {})
                if 'bytes' in truth[fixture]:
                    self.assertEqual(report['file']['size_bytes'], truth[fixture]['bytes'])
                tensors = {(layer['path'], tensor['path']) for layer in report['layers'] for tensor in layer.get('tensors', ())}
                counted = (truth[fixture].get('file_probe') or {}).get('arrays', truth[fixture].get('weight_arrays_in_file'))
                if counted is not None and report['layout'] not in (None, 'hdf5-other'):
                    self.assertEqual(len(tensors), counted)


if __name__ == '__main__':
    unittest.main()
