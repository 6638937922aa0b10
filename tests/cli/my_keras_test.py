"""--keras: which Keras the reader has. What to do, fixes and loaders are told for it first, and what is said holds for it."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import zipfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / 'tests' / 'fixtures'))
import unpack  # noqa: E402

COMMAND = os.environ.get('WEIGHBRIDGE_COMMAND', str(SOURCE / 'build' / 'native' / 'weighbridge'))
CORPUS = unpack.unpacked()
WHOLE = CORPUS / 'keras3.15.1' / 'D02_trained_few_steps.weights.h5'
EMPTY = CORPUS / 'keras3.6.0' / 'A05_seq_unbuilt.weights.h5'
VERSIONS = ['0.3.3', '1.2.2', '2.1.6', '2.3.1', '3.0', '3.4', '3.10', '3.12.0', '3.13', '3.15.1', 'tf.keras 1.15', 'tf.keras 2.4',
            'tf.keras 2.12', '2.15', 'tf_keras 2.16', 'tf_keras']
CALLS = {'load_model': 'load_model(path)', 'load_weights': 'model.load_weights(path)'}


def run(*arguments, **options):
    return subprocess.run([COMMAND, *map(str, arguments)], capture_output=True, text=True, timeout=120, **options)


def reports(paths, *arguments):
    said = run('--json', '--values', 'none', '--fail-on', 'never', *arguments, '--', *paths)
    return [json.loads(line) for line in said.stdout.splitlines()]


def some_files():
    """Of every writer in the corpus, each tenth file."""
    found = []
    for folder in sorted(path for path in CORPUS.iterdir() if path.is_dir()):
        files = sorted(path for path in folder.rglob('*') if path.is_file() and path.suffix in ('.h5', '.keras', '.hdf5'))
        found += files[::10]
    return found


def mine(report, call):
    return next((row for row in report['loaders'] if row.get('mine') and row['call'] == CALLS[call]), None)


class MyKeras(unittest.TestCase):
    def test_what_to_do_never_names_a_call_that_fails_in_this_version(self):
        files = some_files()
        self.assertGreater(len(files), 60)
        seen = set()
        for version in VERSIONS:
            for report in reports(files, '--keras', version):
                if report['verdict']['state'] != 'filled':
                    continue
                said = report['verdict']['next']
                for call, way in (('load_model', 'load_model("'), ('load_weights', 'With ')):
                    row = mine(report, call)
                    names_way = f'{way}' in said if call == 'load_model' else said.startswith('With ') and 'load_model("' not in said
                    with self.subTest(version=version, file=report['file']['name'], call=call):
                        if row is not None and row['outcome'] in ('raises', 'silent'):
                            self.assertFalse(names_way, said)
                        seen.add((call, None if row is None else row['outcome'], names_way))
        for call in CALLS:  # the test saw both
            self.assertIn((call, 'loads', True), seen)
            self.assertIn((call, 'raises', False), seen)

    def test_its_rows_come_first_and_the_others_keep_their_order(self):
        for version in VERSIONS:
            [plain], [asked] = reports([WHOLE]), reports([WHOLE], '--keras', version)
            self.assertNotIn('my_keras', plain)
            self.assertFalse(any('mine' in row for row in plain['loaders']))
            rows = asked['loaders']
            own = [row for row in rows if row.get('mine')]
            with self.subTest(version=version):
                self.assertEqual([row['call'] for row in own], list(CALLS.values())[::-1] if version != '0.3.3' else [CALLS['load_weights']])
                self.assertEqual(rows[:len(own)], own)
                rest = [(row['call'], row['package'], row['from']) for row in rows if not row.get('mine')]
                self.assertEqual(rest, [one for one in ((row['call'], row['package'], row['from']) for row in plain['loaders']) if one in rest])
                self.assertEqual({row['package'] for row in own}, {asked['my_keras']['package']})

    def test_the_fixes_for_it_come_first(self):
        for version, package in (('3.10', 'keras'), ('tf.keras 2.4', 'tf.keras'), ('2.3.1', 'keras')):
            [report] = reports([EMPTY], '--keras', version)
            with self.subTest(version=version):
                for finding in report['findings']:
                    fits = [fix.get('fits_my_keras', False) for fix in finding['fixes']]
                    self.assertEqual(fits, sorted(fits, reverse=True))
                    self.assertTrue(all(fix['for']['package'] == package for fix in finding['fixes'] if fix.get('fits_my_keras')))
        [report] = reports([EMPTY], '--keras', 'tf.keras 2.4')
        self.assertTrue(report['findings'][0]['fixes'][0]['fits_my_keras'])

    def test_a_version_newer_than_all_is_said_to_be_so(self):
        [report] = reports([WHOLE], '--keras', '3.99')
        self.assertEqual(report['my_keras'], {'package': 'keras', 'version': '3.99', 'known': False})
        self.assertTrue(report['verdict']['next'].startswith('Keras 3.99 is newer than what is known here, up to 3.15.1:'))

    def test_a_file_of_a_newer_version_is_said_to_be_so(self):
        archive = CORPUS / 'keras3.15.1' / 'B_lstm_model.keras'
        with tempfile.TemporaryDirectory() as folder:
            for version, is_newer in (('3.99.0', True), ('3.15.1', False)):
                path = pathlib.Path(folder) / f'{version}.keras'
                with zipfile.ZipFile(archive) as before, zipfile.ZipFile(path, 'w') as after:
                    for name in before.namelist():
                        data = before.read(name)
                        if name == 'metadata.json':
                            data = json.dumps({**json.loads(data), 'keras_version': version}).encode()
                        after.writestr(name, data)
                [report] = reports([path])
                with self.subTest(version=version):
                    self.assertEqual(report['verdict']['state'], 'filled')
                    said = 'That is newer than Keras 3.15.1, up to which everything is known here.' in report['verdict']['why']
                    self.assertEqual(said, is_newer, report['verdict']['why'])

    def test_the_terminal_and_markdown_say_it(self):
        text = run('--keras', '2.3.1', '--values', 'none', WHOLE).stdout
        self.assertIn('What Keras 2.3.1 does with it', text)
        self.assertIn('model.load_weights(path): raises ValueError', text)
        table = run('--markdown', '--keras', '2.3.1', '--values', 'none', WHOLE).stdout.split('**What Keras does with it**')[1]
        self.assertRegex(table.split('|---|---|---|---|\n| ')[1], r'^Keras \S+ to 2\.3\.1 ')

    def test_nonsense_is_refused_with_what_can_be_given(self):
        for wrong in ('banana', '2.16', 'tf 2.16', '9.9'):
            said = run('--keras', wrong, WHOLE)
            with self.subTest(wrong=wrong):
                self.assertEqual((said.returncode, said.stdout), (64, ''))
                self.assertTrue(said.stderr.startswith('weighbridge: --keras: '), said.stderr)
        self.assertIn('--keras needs a value', run('--keras').stderr)

    def test_a_traceback_says_which_keras_counts_unless_another_was_said(self):
        text = ('File "/opt/py/site-packages/tensorflow/python/keras/saving/hdf5_format.py", line 731\n'
                'ValueError: You are trying to load a weight file containing 0 layers into a model with 2 layers.')
        [answer] = [json.loads(run('--json', f'--error={text}', WHOLE).stdout)]
        self.assertEqual((answer['keras']['package'], answer['keras']['version']), ('tf.keras', '2.5.3'))
        self.assertIn('the newest', run('--error', text).stdout.replace('stands for it', 'the newest'))
        self.assertNotIn('keras', json.loads(run('--json', '--error=found 0 saved layers', WHOLE).stdout))


if __name__ == '__main__':
    unittest.main()
