"""The command: its options, its exit codes, what goes where."""
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
FULL = CORPUS / 'keras3.6.0' / 'A16_compiled_fit.weights.h5'      # nothing to complain of
EMPTY = CORPUS / 'keras3.6.0' / 'A05_seq_unbuilt.weights.h5'      # an error
PARTLY = CORPUS / 'tf2.15' / 'A10_sub_one_layer_unreached.h5'     # a warning, and not all is there
WEIGHTLESS = CORPUS / 'keras3.6.0' / 'A14_weightless.weights.h5'  # empty, and that is right


def flagged(folder):
    """A file that is loaded, with a warning: the flag "open for writing" is still set."""
    data = bytearray(FULL.read_bytes())
    data[20] = 1
    path = pathlib.Path(folder) / 'flagged.weights.h5'
    path.write_bytes(data)
    return path


def run(*arguments, **options):
    return subprocess.run([COMMAND, *map(str, arguments)], capture_output=True, text=True, timeout=60, **options)


class ExitCodes(unittest.TestCase):
    def test_levels(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        warned = flagged(folder.name)
        for path, level, code in [
            (FULL, 'error', 0), (FULL, 'warning', 0), (warned, 'error', 0), (warned, 'warning', 1), (warned, 'never', 0),
            (PARTLY, 'error', 1), (PARTLY, 'never', 0), (EMPTY, 'error', 1), (EMPTY, 'warning', 1), (EMPTY, 'never', 0),
            (WEIGHTLESS, 'error', 0), (WEIGHTLESS, 'warning', 0),
        ]:
            with self.subTest(path=path.name, level=level):
                self.assertEqual(run(path, '--fail-on', level).returncode, code)
                self.assertEqual(run(f'--fail-on={level}', path).returncode, code)

    def test_default_is_error(self):
        self.assertEqual(run(FULL).returncode, 0)
        self.assertEqual(run(EMPTY).returncode, 1)

    def test_every_state_but_filled_ends_with_1(self):
        """Whatever the findings: only a file that is empty and needs no weights is as it should be."""
        names = [row['file'] for row in map(json.loads, (SOURCE / 'tests/fixtures/expected.jsonl').read_text(encoding='utf-8').splitlines())]
        seen = set()
        for name in names[::29]:
            result = run('--json', '--values', 'none', CORPUS / name)
            report = json.loads(result.stdout)
            errors = any(finding['severity'] == 'error' for finding in report['findings'])
            right = report['verdict']['state'] == 'filled' or any(finding['id'] == 'weightless-only' for finding in report['findings'])
            seen.add(report['verdict']['state'])
            self.assertEqual(int(errors or not right), result.returncode, name)
        self.assertLessEqual({'filled', 'empty', 'damaged'}, seen)

    def test_what_can_not_be_read_is_2_and_the_others_are_still_judged(self):
        with tempfile.TemporaryDirectory() as folder:
            missing = os.path.join(folder, 'missing.h5')
            for trouble, sentence in [(missing, f"weighbridge: There is no file '{missing}'.\n"),
                                      (folder, f"weighbridge: There is no file in the folder '{folder}'.\n")]:
                result = run('--json', trouble, EMPTY, FULL)
                self.assertEqual(result.returncode, 2)
                self.assertEqual(result.stderr, sentence)
                self.assertEqual([json.loads(line)['file']['name'] for line in result.stdout.splitlines()], [EMPTY.name, FULL.name])

    def test_a_pipe_does_not_make_it_wait(self):
        with tempfile.TemporaryDirectory() as folder:
            pipe = os.path.join(folder, 'pipe.h5')
            os.mkfifo(pipe)
            result = run(pipe)
            self.assertEqual((result.returncode, result.stderr), (2, f"weighbridge: '{pipe}' is no regular file (a pipe or a device).\n"))

    def test_wrong_usage_is_64(self):
        for arguments, sentence in [
            ([], 'No file was given.'),
            (['--jsno', FULL], "There is no option '--jsno'."),
            (['--fail-on', 'maybe', FULL], "--fail-on takes error, warning or never, not 'maybe'."),
            (['--fail-on'], '--fail-on needs a value.'),
            (['--values', 'some', FULL], "--values takes none or all, not 'some'."),
            (['--json', '--markdown', FULL], "--json and --markdown can't be had at once."),
        ]:
            with self.subTest(arguments=arguments):
                result = run(*arguments)
                self.assertEqual(result.returncode, 64)
                self.assertEqual(result.stdout, '')
                self.assertTrue(result.stderr.startswith(f'weighbridge: {sentence}\n'), result.stderr)
                self.assertIn('Usage: weighbridge FILE...', result.stderr)

    def test_a_report_that_can_not_be_written_is_2(self):
        if not os.path.exists('/dev/full'):
            self.skipTest('no /dev/full')
        with open('/dev/full', 'w') as full:
            result = subprocess.run([COMMAND, str(FULL)], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
        self.assertEqual(result.returncode, 2)
        self.assertIn('could not be written', result.stderr)


class Folders(unittest.TestCase):
    INDEX = {'metadata': {'total_size': 5644.0},
             'weight_map': {f'/layers/{name}/vars': [f'C03_shard_0000{i // 2}.weights.h5']
                            for i, name in enumerate(('dense', 'dense_1', 'dense_2', 'dense_3', 'dense_4', 'dense_5'))}}

    def test_shards_in_a_folder_are_one_report_and_the_rest_one_each(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            deep = folder / 'deep'
            deep.mkdir()
            for i in range(3):
                shard = f'C03_shard_0000{i}.weights.h5'
                (deep / shard).write_bytes((CORPUS / 'keras3.15.1' / shard).read_bytes())
            (deep / 'C03_shard.weights.json').write_text(json.dumps(self.INDEX))
            (folder / 'other.weights.h5').write_bytes(FULL.read_bytes())
            (folder / '.hidden.h5').write_bytes(b'hidden')
            (folder / 'link.h5').symlink_to(FULL)
            result = run('--json', folder)
            reports = [json.loads(line) for line in result.stdout.splitlines()]
            self.assertEqual([report['file']['name'] for report in reports], ['C03_shard.weights.json', 'other.weights.h5'])
            self.assertEqual([len(reports[0]['files']), 'files' in reports[1]], [4, False])
            self.assertEqual(reports[0]['file']['size_bytes'], sum(path.stat().st_size for path in deep.iterdir()))
            self.assertEqual(reports[0]['scan']['tensors'], 12)
            self.assertEqual((result.returncode, result.stderr), (0, ''))
            # The same files named one by one, and a shard that is missing.
            named = run('--json', *sorted(deep.iterdir()))
            self.assertEqual(json.loads(named.stdout), reports[0])
            (deep / 'C03_shard_00001.weights.h5').unlink()
            lacking = json.loads(run('--json', deep).stdout)
            self.assertEqual((lacking['verdict']['state'], lacking['findings'][0]['id']), ('partly-empty', 'missing-shard'))


class Output(unittest.TestCase):
    def test_one_file_is_indented_json_several_are_a_line_each(self):
        one = run('--json', FULL).stdout
        self.assertTrue(one.startswith('{\n  "schema": "weighbridge/report@1",\n'), one[:80])
        two = run('--json', FULL, EMPTY).stdout.splitlines()
        self.assertEqual(len(two), 2)
        self.assertEqual(json.loads(two[0]), json.loads(one))
        self.assertNotIn('": ', two[0].replace('\\"', ''))

    def test_the_same_file_gives_the_same_bytes(self):
        self.assertEqual(run('--json', FULL).stdout, run('--json', FULL).stdout)

    def test_text_begins_with_the_file_and_the_verdict(self):
        lines = run(FULL).stdout.splitlines()
        self.assertEqual(lines[0], 'A16_compiled_fit.weights.h5 (21.9 KB)')
        self.assertEqual(lines[2], 'This file is loaded: both layers that need weights have them, 204 parameters.')
        self.assertTrue(lines[3].startswith('Why:  '))

    def test_markdown(self):
        result = run('--markdown', EMPTY)
        self.assertEqual(result.returncode, 1)
        self.assertTrue(result.stdout.startswith('**This file is empty: none of its 2 layers'), result.stdout[:100])
        self.assertIn('| dense\\_1 | Dense | empty | 0 | 0 |', result.stdout)

    def test_names_that_look_like_options_stand_behind_two_dashes(self):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, '--json').write_bytes(FULL.read_bytes())
            result = run('--', '--json', cwd=folder)
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertTrue(result.stdout.startswith('--json ('))


class Help(unittest.TestCase):
    def test_help_and_version(self):
        self.assertEqual(run('--version').stdout, 'weighbridge 0.1.0\n')
        for option in ('--help', '-h'):
            result = run(option)
            self.assertEqual(result.returncode, 0)
            for word in ('--json', '--markdown', '--values none|all', '--explain ID', '--fail-on', '--version', 'Exit code'):
                self.assertIn(word, result.stdout)
            self.assertLessEqual(max(map(len, result.stdout.splitlines())), 110)

    def test_explain_prints_the_page_of_a_finding(self):
        for page in (SOURCE / 'core' / 'rules').glob('*/*.md'):
            result = run('--explain', page.stem)
            self.assertEqual(result.returncode, 0, page.stem)
            self.assertIn('## What it means', result.stdout)

    def test_explain_of_an_unknown_finding_lists_them_all(self):
        result = run('--explain', 'nonsense')
        self.assertEqual(result.returncode, 64)
        self.assertIn("There is no finding 'nonsense'.", result.stderr)
        for page in (SOURCE / 'core' / 'rules').glob('*/*.md'):
            self.assertIn(f'  {page.stem}\n', result.stderr)


if __name__ == '__main__':
    unittest.main()
