"""The command: its options, its exit codes, what goes where. Folders and standard input: files_test.py."""
import json
import os
import pathlib
import pty
import re
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


def expected_rows():
    with open(SOURCE / 'tests' / 'fixtures' / 'expected.jsonl', encoding='utf-8') as lines:
        return [json.loads(line) for line in lines]


def finding_ids():
    """Each has a page in docs/findings."""
    return {page.stem for page in (SOURCE / 'docs' / 'findings').glob('*.md')} - {'index'}


def in_a_terminal(words, environment):
    """What the command prints to a terminal."""
    ours, its = pty.openpty()
    process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=its, stderr=subprocess.DEVNULL, env=environment)
    os.close(its)
    said = b''
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # Linux says so when the other end is closed
            break
        if not part:
            break
        said += part
    os.close(ours)
    process.wait(timeout=60)
    return said.decode()


class ExitCodes(unittest.TestCase):
    def test_levels(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        warned = flagged(folder.name)
        for path, level, code in [
            (FULL, 'error', 0), (FULL, 'warning', 0), (warned, 'error', 0), (warned, 'warning', 1), (warned, 'never', 0),
            (WEIGHTLESS, 'error', 0), (WEIGHTLESS, 'warning', 0), (PARTLY, 'error', 1), (PARTLY, 'warning', 1), (PARTLY, 'never', 0),
            (EMPTY, 'error', 1), (EMPTY, 'warning', 1), (EMPTY, 'never', 0),
        ]:
            with self.subTest(path=path.name, level=level):
                self.assertEqual(run(path, '--fail-on', level).returncode, code)
                self.assertEqual(run(f'--fail-on={level}', path).returncode, code)

    def test_every_state_but_loaded_ends_with_1(self):
        """Whatever the findings: only a file that is empty and needs no weights is as it should be, and that is said."""
        states = {}
        for row in expected_rows():
            if len(row['state']) == 1:
                states.setdefault((row['state'][0], 'weightless-only' in str(row['must'])), CORPUS / row['file'])
        self.assertGreaterEqual(len(states), 6)
        for (state, weightless), path in states.items():
            with self.subTest(path=path.name):
                report = json.loads(run('--json', '--fail-on', 'never', path).stdout)
                self.assertEqual(report['verdict']['state'], state)
                has_error = any(finding['severity'] == 'error' for finding in report['findings'])
                result = run(path)
                self.assertEqual(result.returncode, 0 if (state == 'filled' or weightless) and not has_error else 1)
                self.assertEqual('needs no weights' in result.stderr, weightless and not has_error)

    def test_0_for_a_file_that_is_not_loaded_is_explained(self):
        self.assertEqual(run(EMPTY, '--fail-on', 'never').stderr, 'weighbridge: The exit code is 0 because of --fail-on never: 1 empty.\n')
        self.assertEqual(run(FULL, '--fail-on', 'never').stderr, '')

    def test_what_can_not_be_read_is_2_and_the_others_are_still_judged(self):
        with tempfile.TemporaryDirectory() as folder:
            missing = os.path.join(folder, 'missing.h5')
            for trouble, sentence in [(missing, f"weighbridge: There is no file '{missing}'.\n"),
                                      (folder, f"weighbridge: There is no weight file in the folder '{folder}'.\n")]:
                result = run('--json', trouble, EMPTY, FULL)
                self.assertEqual(result.returncode, 2)
                self.assertTrue(result.stderr.startswith(sentence), result.stderr)
                self.assertEqual([json.loads(line)['file']['name'] for line in result.stdout.splitlines()], [EMPTY.name, FULL.name])

    def test_a_pipe_does_not_make_it_wait(self):
        with tempfile.TemporaryDirectory() as folder:
            pipe = os.path.join(folder, 'pipe.h5')
            os.mkfifo(pipe)
            result = run(pipe)
            self.assertEqual(result.returncode, 2)
            self.assertTrue(result.stderr.startswith(f"weighbridge: '{pipe}' is no regular file (a pipe or a device).\n"), result.stderr)

    def test_wrong_usage_is_64_in_one_line_with_what_was_meant(self):
        for arguments, sentence in [
            (['--jsno', FULL], "There is no option '--jsno'. Did you mean --json?"),
            (['-json', FULL], "There is no option '-json'. Did you mean --json?"),
            (['--fail_on=never', FULL], "There is no option '--fail_on'. Did you mean --fail-on?"),
            (['--onlybad', FULL], "There is no option '--onlybad'. Did you mean --only-bad?"),
            (['--markdwon', FULL], "There is no option '--markdwon'. Did you mean --markdown?"),
            (['--xyzzy', FULL], "There is no option '--xyzzy'. weighbridge --help lists them all."),
            (['--fail-on', 'warnings', FULL],
             "--fail-on takes error, warning, note, never, or families and ids of findings, not 'warnings'. Did you mean warning?"),
            (['--fail-on'], '--fail-on needs a value: --fail-on error|warning|note|never.'),
            (['--values', 'some', FULL], "--values takes none or all, not 'some'."),
            (['--json=yes', FULL], '--json takes no value.'),
            (['--json', '--markdown', FULL], "--json and --markdown can't be had at once."),
            (['--name', 'm.h5', FULL], "--name is for a file on standard input: give '-' as the file."),
            (['-', '-'], "Standard input ('-') can be read only once."),
        ]:
            with self.subTest(arguments=arguments):
                result = run(*arguments)
                self.assertEqual((result.returncode, result.stdout, result.stderr), (64, '', f'weighbridge: {sentence}\n'))

    def test_nothing_at_all_gets_the_help(self):
        result = run()
        self.assertEqual((result.returncode, result.stdout), (64, ''))
        self.assertTrue(result.stderr.startswith('weighbridge: No file was given.\n\nUsage: weighbridge FILE...'), result.stderr)

    def test_a_report_that_can_not_be_written_is_2(self):
        if not os.path.exists('/dev/full'):
            self.skipTest('no /dev/full')
        with open('/dev/full', 'w') as full:
            result = subprocess.run([COMMAND, str(FULL)], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
        self.assertEqual(result.returncode, 2)
        self.assertIn('could not be written', result.stderr)


class Output(unittest.TestCase):
    def test_json_is_a_line_a_report_the_same_alone_and_among_others(self):
        one = run('--json', FULL).stdout
        self.assertTrue(one.startswith('{"schema":"weighbridge/report@2",'), one[:80])
        self.assertEqual(one.count('\n'), 1)
        two = run('--json', FULL, EMPTY).stdout.splitlines()
        self.assertEqual(len(two), 2)
        among = json.loads(two[0])
        self.assertEqual(among['file'].pop('path'), str(FULL))
        self.assertEqual(among, json.loads(one))

    def test_the_same_file_gives_the_same_bytes(self):
        self.assertEqual(run('--json', FULL).stdout, run('--json', FULL).stdout)

    def test_json_of_layers_leaves_out_what_is_as_usual(self):
        report = json.loads(run('--json', FULL).stdout)
        for layer in report['layers']:
            self.assertNotIn(None, layer.values())
            for tensor in layer.get('tensors', ()):
                self.assertNotIn(None, tensor.values())
                self.assertFalse(tensor['path'].startswith(layer['path']))
                self.assertNotIn('state', tensor)
                self.assertNotIn(0, tensor['stats'].values())

    def test_text_begins_with_the_file_and_the_verdict(self):
        lines = run(FULL).stdout.splitlines()
        self.assertEqual(lines[0], 'A16_compiled_fit.weights.h5 (21.9 KB)')
        self.assertEqual(lines[2], 'This file is loaded: both layers that need weights have them, 204 parameters.')
        self.assertTrue(lines[3].startswith('Why:  '))

    def test_markdown(self):
        result = run('--markdown', EMPTY)
        self.assertEqual(result.returncode, 1)
        self.assertTrue(result.stdout.startswith(f'### 🔴 Empty: `{EMPTY.name}`\n\n**This file is empty: none of its 2 layers'), result.stdout[:100])
        self.assertIn('| empty | `layers/dense_1` | Dense |', result.stdout)

    def test_color_is_for_terminals_and_can_be_had_and_refused(self):
        plain = run(EMPTY).stdout
        self.assertNotIn('\x1b', plain)
        self.assertNotIn('\x1b', run('--color=never', EMPTY).stdout)
        colored = run('--color', 'always', EMPTY).stdout
        self.assertIn('\x1b[1;31mThis file is empty', colored)
        self.assertEqual(re.sub('\x1b\\[[0-9;]*m', '', colored), plain)
        for option in ('--json', '--markdown'):
            self.assertNotIn('\x1b', run('--color=always', option, EMPTY).stdout)

    def test_color_on_a_terminal_unless_NO_COLOR_says_so(self):
        for more, color in [({}, True), ({'NO_COLOR': '1'}, False), ({'NO_COLOR': ''}, True), ({'TERM': 'dumb'}, False)]:
            with self.subTest(more=more):
                environment = {**{name: value for name, value in os.environ.items() if name != 'NO_COLOR'}, 'TERM': 'xterm', **more}
                self.assertEqual('\x1b[1;31m' in in_a_terminal([COMMAND, str(EMPTY)], environment), color)

    def test_names_that_look_like_options_stand_behind_two_dashes(self):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, '--json').write_bytes(FULL.read_bytes())
            result = run('--', '--json', cwd=folder)
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertTrue(result.stdout.startswith('--json ('))

    def test_an_error_and_a_finding_are_not_asked_for_at_once(self):
        result = run('--error', 'KeyError: 0', '--explain', 'never-built')
        self.assertEqual((result.returncode, result.stdout), (64, ''))
        self.assertIn('--error and --explain ask for two different things', result.stderr)

    def test_names_do_the_terminal_no_harm(self):
        """Escape sequences, and signs that turn the direction of the text around, on standard output and on standard error."""
        bad = ['\x1b', '\u202e', '\u2066', '\u200b', '\r', '\x9b']
        with tempfile.TemporaryDirectory() as folder:
            name = 'm\x1b[2J\u202e5h.\u2066\u200b\r\x9b31m.h5'
            pathlib.Path(folder, name).write_bytes(FULL.read_bytes())
            pathlib.Path(folder, 'empty').mkdir()
            for arguments in [[name], [name, FULL], ['--markdown', name], ['not' + name], [f'--{name}'], ['--explain', name], [f'--fail-on={name}', name],
                              ['--error', name], ['.']]:
                with self.subTest(arguments=arguments):
                    result = subprocess.run([COMMAND, *map(str, arguments)], capture_output=True, cwd=folder, timeout=60)
                    said = (result.stdout + result.stderr).decode()
                    self.assertEqual([sign for sign in bad if sign in said], [])


class Help(unittest.TestCase):
    def test_help_and_version(self):
        self.assertEqual(run('--version').stdout, 'weighbridge 0.1.0\n')
        for option in ('--help', '-h'):
            result = run(option)
            self.assertEqual(result.returncode, 0)
            for word in ('--json', '--markdown', '--values none|all', '--explain ID', '--fail-on', '--version', '--only-bad', '--quiet, -q', '--color',
                         '--name NAME', 'Exit code'):
                self.assertIn(word, result.stdout)
            self.assertLessEqual(max(map(len, result.stdout.splitlines())), 112)

    def test_explain_prints_the_page_of_a_finding(self):
        for id in finding_ids():
            result = run('--explain', id)
            self.assertEqual(result.returncode, 0, id)
            self.assertIn('## What it means', result.stdout)

    def test_explain_of_a_mistyped_finding_names_the_nearest(self):
        for typed, meant in [('never-build', 'never-built'), ('never_built', 'never-built'), ('NeverBuilt', 'never-built'), ('nan-wieghts', 'nan-weights'),
                             ('lfs', 'git-lfs-pointer'), ('truncatd', 'truncated')]:
            with self.subTest(typed=typed):
                result = run('--explain', typed)
                self.assertEqual((result.returncode, result.stdout, result.stderr.count('\n')), (64, '', 1))
                self.assertTrue(result.stderr.startswith(f"weighbridge: There is no finding '{typed}'. Did you mean {meant}"), result.stderr)
        self.assertEqual(run('--explain', 'qqqqqqq').stderr, "weighbridge: There is no finding 'qqqqqqq'. weighbridge --explain list names them all.\n")

    def test_explain_list_names_them_all(self):
        listed = run('--explain', 'list').stdout.splitlines()
        self.assertEqual({line.split()[0] for line in listed}, finding_ids())
        self.assertEqual([], [line for line in listed if "{{" in line])


if __name__ == '__main__':
    unittest.main()
