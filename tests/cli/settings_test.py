"""weighbridge.toml, --baseline and --fail-on by family and id: what counts, what is excused, and what is said of it."""
import json
import unittest

from command_test import EMPTY, FULL, PARTLY, SOURCE, flagged, run
from formats_test import InAFolder


def first_id(path):
    return json.loads(run('--json', path).stdout)['verdict']['because']


class FailOn(InAFolder):
    def test_families_and_ids(self):
        because = first_id(EMPTY)
        self.assertEqual(because, 'never-built')
        warned = flagged(self.folder)
        (warning,) = {finding['id'] for finding in json.loads(run('--json', warned).stdout)['findings'] if finding['severity'] == 'warning'}
        for path, words, code in [
            (EMPTY, 'empty', 1), (EMPTY, 'values', 0), (EMPTY, 'values,empty', 1), (EMPTY, because, 1), (EMPTY, warning, 0), (EMPTY, 'values,error', 1),
            (warned, 'values', 0), (warned, warning, 1), (warned, f'{because},{warning}', 1), (warned, 'note', 1), (FULL, 'values,damaged,name', 0),
        ]:
            with self.subTest(path=path.name, words=words):
                self.assertEqual(run('--fail-on', words, path).returncode, code)

    def test_notes_of_a_family_are_named_one_by_one(self):
        untrained = SOURCE / 'web/public/examples/sequential-with-input.weights.h5'
        (note,) = json.loads(run('--json', untrained).stdout)['findings']
        self.assertEqual(('never-trained', 'note'), (note['id'], note['severity']))
        self.assertEqual([0, 1], [run('--fail-on', words, untrained).returncode for words in ('values', 'values,never-trained')])

    def test_0_for_an_empty_file_is_explained(self):
        self.assertEqual(run(EMPTY, '--fail-on', 'values').stderr, 'weighbridge: The exit code is 0 because of --fail-on values: 1 empty.\n')

    def test_notes(self):
        noted = next(path for path in sorted(FULL.parent.glob('*.h5')) + sorted(FULL.parent.parent.glob('*/*.h5'))
                     if [finding['severity'] for finding in json.loads(run('--json', path).stdout)['findings']] == ['note'])
        self.assertEqual([0, 0, 1], [run('--fail-on', word, noted).returncode for word in ('error', 'warning', 'note')])

    def test_what_is_not_known(self):
        for words, sentence in [
            ('vlaues', "--fail-on takes error, warning, note, never, or families and ids of findings, not 'vlaues'. Did you mean values?"),
            ('never,values', '--fail-on takes never alone.'),
            ('xyzzyxyzzy', "--fail-on takes error, warning, note, never, or families and ids of findings, not 'xyzzyxyzzy'. weighbridge --explain list names the ids."),
        ]:
            self.assertEqual((64, f'weighbridge: {sentence}\n'), (run('--fail-on', words, FULL).returncode, run('--fail-on', words, FULL).stderr))


class Settings(InAFolder):
    def write(self, text, name='weighbridge.toml'):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding='utf-8')

    def test_paths_are_what_is_judged_where_none_is_named(self):
        self.put(EMPTY, 'models/a.weights.h5')
        self.put(FULL, 'other.weights.h5')
        self.write('paths = ["models"]\n')
        self.assertEqual(self.ask('--json').returncode, 1)
        self.assertEqual(['a.weights.h5'], [json.loads(line)['file']['name'] for line in self.ask('--json').stdout.splitlines()])
        self.assertEqual(self.ask('other.weights.h5').returncode, 0)
        self.assertEqual(self.ask('--config', 'none').returncode, 64)

    def test_from_the_folder_of_the_settings(self):
        self.put(EMPTY, 'ci/models/a.weights.h5')
        self.write('paths = "models"\n[[ignore]]\nid = "never-built"\npath = "models/*.h5"\nreason = "on purpose"\n', 'ci/settings.toml')
        result = self.ask('--config', 'ci/settings.toml')
        self.assertEqual(result.returncode, 0, result.stderr)

    def test_ignored_findings_do_not_count_and_that_is_said(self):
        self.put(EMPTY, 'kept/empty.weights.h5')
        self.put(EMPTY, 'empty.weights.h5')
        self.write('[[ignore]]\nid = "never-built"\npath = "kept/"\nreason = "it is a test file"\n')
        report = self.ask('--json', '--config', 'none', 'kept').stdout
        result = self.ask('--json', 'kept')
        self.assertEqual((0, report), (result.returncode, result.stdout), 'the report itself is the same')
        self.assertIn('1 finding of these does not count: ignored by the settings, or in the baseline.', result.stderr)
        self.assertIn('The exit code is 0 because what is not loaded is excused: 1 empty.', result.stderr)
        self.assertEqual(1, self.ask('kept', 'empty.weights.h5').returncode)
        (one,) = json.loads(self.ask('--sarif', 'kept').stdout)['runs'][0]['results']
        self.assertEqual([{'kind': 'external', 'status': 'accepted', 'justification': 'it is a test file'}], one['suppressions'])
        self.assertNotIn('::', self.ask('--format', 'github', 'kept').stdout.replace('- kept/empty', ''))
        self.assertEqual('[]\n', self.ask('--format', 'gitlab', 'kept').stdout)

    def test_another_finding_of_the_file_still_counts(self):
        self.put(EMPTY, 'e.weights.h5')
        self.write('[[ignore]]\nid = "dead-batchnorm"\nreason = "known"\n')
        self.assertEqual(1, self.ask('e.weights.h5').returncode)

    def test_fail_on(self):
        self.put(EMPTY, 'e.weights.h5')
        self.write('fail-on = ["values", "damaged"]\n')
        self.assertEqual(0, self.ask('e.weights.h5').returncode)
        self.assertEqual(1, self.ask('--fail-on', 'error', 'e.weights.h5').returncode, 'the command line outdoes it')

    def test_patterns(self):
        self.put(EMPTY, 'a/b/c.weights.h5')
        for pattern, is_meant in [
            ('a/', True), ('a', True), ('b/', False), ('*.h5', True), ('c.weights.h5', True), ('a/*.h5', False), ('a/**', True), ('**/c.*', True),
            ('a/**/c.weights.h5', True), ('a/b/?.weights.h5', True), ('a/b/??.weights.h5', False), ('/c.weights.h5', False), ('./a/b', True), ('**', True),
        ]:
            with self.subTest(pattern=pattern):
                self.write(f'[[ignore]]\nid = "never-built"\npath = "{pattern}"\nreason = "r"\n')
                self.assertEqual(self.ask('a/b/c.weights.h5').returncode, 0 if is_meant else 1)

    def test_mistakes_are_said_with_their_line(self):
        self.put(FULL, 'f.weights.h5')
        for text, sentence in [
            ('paths = [\n', None),
            ('\npathes = "a"\n', "'weighbridge.toml', line 2: there is no 'pathes'. Did you mean paths?"),
            ('paths = 3\n', "'weighbridge.toml', line 1: paths is a text or a list of texts."),
            ('fail-on = "vlaues"\n', "'weighbridge.toml': --fail-on takes error, warning, note, never, or families and ids of findings, not 'vlaues'. Did you mean values?"),
            ('ignore = ["never-built"]\n', "'weighbridge.toml', line 1: what is to be ignored stands under [[ignore]]."),
            ('[[ignore]]\nid = "never-built"\n', "'weighbridge.toml', line 1: what is ignored needs a reason: reason = \"...\"."),
            ('[[ignore]]\nreason = "x"\n', "'weighbridge.toml', line 1: what is ignored needs an id: id = \"dead-batchnorm\"."),
            ('[[ignore]]\nid = "never-bilt"\nreason = "x"\n', "'weighbridge.toml', line 1: there is no finding 'never-bilt'. Did you mean never-built?"),
            ('[[ignore]]\nid = "never-built"\nwhy = "x"\n', "'weighbridge.toml', line 3: there is no 'why'. There are id, path, reason."),
            ('baseline = 1\n', "'weighbridge.toml', line 1: baseline is the path of a file."),
        ]:
            with self.subTest(text=text):
                self.write(text)
                result = self.ask('f.weights.h5')
                self.assertEqual((64, ''), (result.returncode, result.stdout))
                self.assertEqual(1, result.stderr.count('\n'), result.stderr)
                if sentence is None:
                    self.assertRegex(result.stderr, r"^weighbridge: 'weighbridge.toml', line \d+: is no TOML: ")
                else:
                    self.assertEqual(f'weighbridge: {sentence}\n', result.stderr)
        self.assertEqual(0, self.ask('--config', 'none', 'f.weights.h5').returncode)
        self.assertEqual(64, self.ask('--config', 'gone.toml', 'f.weights.h5').returncode)


class Baseline(InAFolder):
    def setUp(self):
        super().setUp()
        self.put(EMPTY, 'old.weights.h5')
        self.put(PARTLY, 'partly.h5')
        (self.folder / 'baseline.json').write_text(self.ask('--format', 'baseline', '.').stdout)

    def test_what_was_there_does_not_count(self):
        self.assertEqual(0, self.ask('--baseline', 'baseline.json', '.').returncode)
        self.put(EMPTY, 'new.weights.h5')
        result = self.ask('--baseline', 'baseline.json', '--only-bad', '--json', '.')
        self.assertEqual((1, ['new.weights.h5']), (result.returncode, [json.loads(line)['file']['name'] for line in result.stdout.splitlines()]))
        results = json.loads(self.ask('--sarif', '--baseline', 'baseline.json', '.').stdout)['runs'][0]['results']
        states = {result['locations'][0]['physicalLocation']['artifactLocation']['uri']: result['baselineState'] for result in results}
        self.assertEqual({'new.weights.h5': 'new', 'old.weights.h5': 'unchanged', 'partly.h5': 'unchanged'}, states)

    def test_writing_it_is_no_judgement(self):
        result = self.ask('--format', 'baseline', '.')
        self.assertEqual((0, 2), (result.returncode, self.ask('--format', 'baseline', '.', 'gone.h5').returncode))
        self.assertIn('The exit code is 0 because a baseline takes everything as it is: ', result.stderr)

    def test_one_row_a_line_sorted(self):
        lines = (self.folder / 'baseline.json').read_text().splitlines()
        rows = [line for line in lines if '"file"' in line]
        self.assertEqual(rows, sorted(rows))
        self.assertEqual(len(rows), len(json.loads('\n'.join(lines))['findings']))

    def test_what_is_none(self):
        (self.folder / 'no.json').write_text('{}')
        result = self.ask('--baseline', 'no.json', '.')
        self.assertEqual((64, "weighbridge: 'no.json' is no baseline; weighbridge --format baseline prints one.\n"), (result.returncode, result.stderr))

    def test_in_the_settings(self):
        (self.folder / 'weighbridge.toml').write_text('paths = "."\nbaseline = "baseline.json"\n')
        self.assertEqual(0, self.ask().returncode)
        self.assertEqual((self.folder / 'baseline.json').read_text(), self.ask('--format', 'baseline').stdout, 'written anew it has all of them')


if __name__ == '__main__':
    unittest.main()
