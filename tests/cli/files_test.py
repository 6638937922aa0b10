"""The files that the command is given: several at once, folders, standard input."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / 'tests' / 'fixtures'))
import unpack  # noqa: E402

COMMAND = os.environ.get('WEIGHBRIDGE_COMMAND', str(SOURCE / 'build' / 'native' / 'weighbridge'))
CORPUS = unpack.unpacked()
FULL = CORPUS / 'keras3.6.0' / 'A16_compiled_fit.weights.h5'
EMPTY = CORPUS / 'keras3.6.0' / 'A05_seq_unbuilt.weights.h5'
PARTLY = CORPUS / 'tf2.15' / 'A10_sub_one_layer_unreached.h5'
ARCHIVE = CORPUS / 'keras3.6.0' / 'A05_seq_unbuilt_model.keras'


def run(*arguments, **options):
    return subprocess.run([COMMAND, *map(str, arguments)], capture_output=True, timeout=60, **options)


def text(*arguments, **options):
    result = run(*arguments, **options)
    return result.returncode, result.stdout.decode(), result.stderr.decode()


class Folder(unittest.TestCase):
    """A folder is made of `files`: path -> bytes."""
    files = {}

    def setUp(self):
        room = tempfile.TemporaryDirectory()
        self.addCleanup(room.cleanup)
        self.folder = pathlib.Path(room.name)
        for path, content in self.files.items():
            target = self.folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


class Runs(Folder):
    """Weight files of two runs, two of one name, and what lies about in such folders."""
    files = {
        'README.md': b'# My model\n', 'history.json': b'{"loss": [1, 2]}', 'log.csv': b'epoch,loss\n1,2\n', 'train.py': b'import keras\n',
        'a/m.weights.h5': FULL.read_bytes(), 'b/m.weights.h5': EMPTY.read_bytes(), 'b/checkpoint_12': FULL.read_bytes(),
        'c/partly.h5': PARTLY.read_bytes(), 'c/download.h5': b'<!doctype html><title>404</title>', 'c/saved': ARCHIVE.read_bytes(),
        'c/loss.png': b'\x89PNG\r\n\x1a\n' + bytes(40), '.hidden.h5': b'hidden',
    }

    def test_only_the_weight_files_are_judged_and_the_others_counted(self):
        code, out, err = text('--json', self.folder)
        reports = [json.loads(line) for line in out.splitlines()]
        paths = [os.path.relpath(report['file']['path'], self.folder) for report in reports]
        self.assertEqual(paths, ['a/m.weights.h5', 'b/checkpoint_12', 'b/m.weights.h5', 'c/download.h5', 'c/partly.h5', 'c/saved'])
        self.assertEqual(err, 'weighbridge: 2 loaded, 1 partly empty, 2 empty, 1 not weights; 5 other files left out\n')
        self.assertEqual(code, 1)

    def test_what_is_named_is_judged(self):
        code, out, _ = text('--json', self.folder / 'README.md')
        self.assertEqual((code, json.loads(out)['verdict']['state']), (1, 'not-weights'))

    def test_a_sound_file_beside_other_things_ends_with_0(self):
        for path in ('b', 'c'):
            for file in (self.folder / path).iterdir():
                file.unlink()
        code, out, err = text(self.folder)
        self.assertEqual((code, err), (0, ''))
        self.assertEqual(out.splitlines()[-1], '1 loaded; 4 other files left out')

    def test_bad_ones_come_first_and_the_last_line_sums_up(self):
        code, out, err = text(self.folder)
        shown = [os.path.relpath(line.rpartition(' (')[0], self.folder) for line in out.splitlines() if line.startswith(str(self.folder))]
        self.assertEqual(shown, ['b/m.weights.h5', 'c/download.h5', 'c/partly.h5', 'c/saved', 'a/m.weights.h5', 'b/checkpoint_12'])
        self.assertEqual(out.splitlines()[-1], '2 loaded, 1 partly empty, 2 empty, 1 not weights; 5 other files left out')
        self.assertEqual((code, err), (1, ''))

    def test_only_bad_leaves_the_others_out(self):
        _, out, _ = text('--only-bad', self.folder)
        self.assertNotIn('a/m.weights.h5', out)
        self.assertIn('b/m.weights.h5', out)
        self.assertEqual(out.splitlines()[-1], '2 loaded, 1 partly empty, 2 empty, 1 not weights; 5 other files left out')
        lines = text('--only-bad', '--json', self.folder)[1].splitlines()
        self.assertEqual(len(lines), 4)
        self.assertEqual(text('--only-bad', FULL), (0, '', ''))

    def test_quiet_prints_nothing(self):
        for option in ('--quiet', '-q'):
            self.assertEqual(text(option, self.folder), (1, '', ''))
            self.assertEqual(text(option, FULL), (0, '', ''))
        code, out, err = text('-q', self.folder / 'none.h5')
        self.assertEqual((code, out), (2, ''))
        self.assertIn('There is no file', err)

    def test_markdown_of_several_has_the_path_of_each_and_sums_up(self):
        out = text('--markdown', self.folder)[1]
        self.assertIn(f'`{self.folder}/a/m.weights.h5`', out)
        self.assertEqual(out.count('\n---\n'), 5)
        self.assertTrue(out.rstrip().endswith('2 loaded, 1 partly empty, 2 empty, 1 not weights; 5 other files left out'))

    def test_the_path_tells_two_files_of_one_name_apart(self):
        out = text(self.folder / 'a/m.weights.h5', self.folder / 'b/m.weights.h5')[1]
        self.assertIn(f'{self.folder}/a/m.weights.h5 (', out)
        self.assertIn(f'{self.folder}/b/m.weights.h5 (', out)
        self.assertEqual(out.splitlines()[-1], '1 loaded, 1 empty')
        # The name alone decides how Keras would load it, and stays what it was.
        for line in text('--json', self.folder / 'a/m.weights.h5', self.folder / 'b/m.weights.h5')[1].splitlines():
            self.assertEqual(json.loads(line)['file']['name'], 'm.weights.h5')

    def test_what_can_not_be_read_counts(self):
        code, out, _ = text(self.folder / 'a/m.weights.h5', self.folder / 'none.h5')
        self.assertEqual((code, out.splitlines()[-1]), (2, '1 loaded, 1 not read'))


class WithoutWeights(Folder):
    files = {'README.md': b'x', 'deep/data.csv': b'1,2\n'}

    def test_a_folder_without_weight_files_is_said_to_be_one(self):
        code, out, err = text(self.folder)
        self.assertEqual((code, out), (2, 'no weight file; 2 other files left out\n'))
        self.assertEqual(err, f"weighbridge: There is no weight file in the folder '{self.folder}'.\n")


class Sets(Folder):
    INDEX = {'metadata': {'total_size': 5644.0},
             'weight_map': {f'/layers/{name}/vars': [f'C03_shard_0000{i // 2}.weights.h5']
                            for i, name in enumerate(('dense', 'dense_1', 'dense_2', 'dense_3', 'dense_4', 'dense_5'))}}
    files = {**{f'deep/C03_shard_0000{i}.weights.h5': (CORPUS / 'keras3.15.1' / f'C03_shard_0000{i}.weights.h5').read_bytes() for i in range(3)},
             'deep/C03_shard.weights.json': json.dumps(INDEX).encode(), 'other.weights.h5': FULL.read_bytes(), '.hidden.h5': b'hidden'}

    def test_shards_in_a_folder_are_one_report_and_the_rest_one_each(self):
        (self.folder / 'link.h5').symlink_to(FULL)
        deep = self.folder / 'deep'
        code, out, err = text('--json', self.folder)
        reports = [json.loads(line) for line in out.splitlines()]
        self.assertEqual([report['file']['name'] for report in reports], ['C03_shard.weights.json', 'other.weights.h5'])
        self.assertEqual([len(reports[0]['files']), 'files' in reports[1]], [4, False])
        self.assertEqual(reports[0]['file']['size_bytes'], sum(path.stat().st_size for path in deep.iterdir()))
        self.assertEqual(reports[0]['scan']['tensors'], 12)
        self.assertEqual((code, err), (0, 'weighbridge: 2 loaded\n'))
        # The same files named one by one, and a shard that is missing.
        named = json.loads(text('--json', *sorted(deep.iterdir()))[1])
        self.assertEqual(reports[0]['file'].pop('path'), str(deep / 'C03_shard.weights.json'))
        self.assertEqual(named, reports[0])
        # Who names the index means the save.
        self.assertEqual(json.loads(text('--json', deep / 'C03_shard.weights.json')[1]), named)
        self.assertEqual(json.loads(text('--json', 'C03_shard.weights.json', cwd=deep)[1]), named)
        (deep / 'C03_shard_00001.weights.h5').unlink()
        lacking = json.loads(text('--json', deep)[1])
        self.assertEqual((lacking['verdict']['state'], lacking['findings'][0]['id']), ('partly-empty', 'missing-shard'))


class StandardInput(unittest.TestCase):
    def test_a_pipe_gives_the_report_of_the_file(self):
        for path in (FULL, EMPTY, PARTLY, ARCHIVE):
            with self.subTest(path=path.name):
                piped = run('--json', '--name', path.name, '-', input=path.read_bytes())
                named = run('--json', path)
                self.assertEqual((piped.stdout, piped.returncode, piped.stderr), (named.stdout, named.returncode, b''))

    def test_a_file_that_the_shell_opened_is_read_from_its_beginning(self):
        with open(FULL, 'rb') as file:
            file.read(100)
            self.assertEqual(run('--json', f'--name={FULL.name}', '-', stdin=file).stdout, run('--json', FULL).stdout)

    def test_without_a_name_it_gets_one_that_fits(self):
        for path, name in [(FULL, 'stdin.weights.h5'), (PARTLY, 'stdin.h5'), (ARCHIVE, 'stdin.keras')]:
            self.assertEqual(json.loads(run('--json', '-', input=path.read_bytes()).stdout)['file']['name'], name)
        report = json.loads(run('--json', '-', input=b'<!doctype html>').stdout)
        self.assertEqual((report['file']['name'], report['verdict']['state']), ('stdin', 'not-weights'))

    def test_nothing_on_it_is_an_empty_file(self):
        result = run('--json', '-', input=b'')
        self.assertEqual((result.returncode, json.loads(result.stdout)['container']), (1, 'empty'))

    def test_more_than_one_chunk(self):
        content = FULL.read_bytes() + bytes((3 << 20) + 17)
        report = json.loads(run('--json', '-', input=content).stdout)
        self.assertEqual((report['file']['size_bytes'], report['verdict']['state']), (len(content), 'filled'))

    def test_a_message_is_read_from_it(self):
        said = b'Traceback (most recent call last):\nValueError: Layer count mismatch when loading weights from file. Model expected 2 layers, found 0 saved layers.\n'
        result = run('--json', '--error', '-', input=said)
        self.assertEqual([answer['id'] for answer in json.loads(result.stdout)['messages']], ['zero-saved-layers'])
        self.assertEqual(run('--error', '-', input=b'').returncode, 64)


if __name__ == '__main__':
    unittest.main()
