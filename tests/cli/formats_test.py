"""What the command prints for programs: SARIF, GitHub's annotations, GitLab's code quality, badges. Against SARIF's own schema:
tests/python/ci_kit_test.py, where the validator is."""
import json
import pathlib
import re
import shutil
import tempfile
import unittest
import urllib.parse
import xml.etree.ElementTree as xml

from command_test import CORPUS, EMPTY, FULL, PARTLY, WEIGHTLESS, finding_ids, flagged, run

ODD = 'ü, 100%: a\nb.weights.h5'  # whatever a format takes for its own


def reports(*paths, **options):
    return [json.loads(line) for line in run('--json', *paths, **options).stdout.splitlines()]


def some():
    return sorted(path for path in CORPUS.rglob('*') if path.is_file())[::25]


class InAFolder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name).resolve()

    def put(self, path, name):
        target = self.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
        return target

    def ask(self, *words):
        return run(*words, cwd=self.folder)


class Sarif(InAFolder):
    def test_each_finding_is_a_result_with_a_rule(self):
        paths = some()
        told = json.loads(run('--sarif', *paths).stdout)
        (one,) = told['runs']
        wanted = [(finding['id'], finding['severity'], finding['confidence']) for report in reports(*paths) for finding in report['findings']]
        self.assertGreater(len(wanted), 20)
        self.assertEqual([(result['ruleId'], result['level'], result['properties']['confidence']) for result in one['results']], wanted)
        rules = {rule['id']: rule for rule in one['tool']['driver']['rules']}
        self.assertEqual(sorted(rules), sorted({row[0] for row in wanted}))
        self.assertLessEqual(set(rules), finding_ids())
        for identity, rule in rules.items():
            page = run('--explain', identity).stdout
            self.assertEqual(rule['help'], {'text': page, 'markdown': page})
            self.assertEqual('# ' + rule['shortDescription']['text'], page.split('\n')[0])
            self.assertTrue(' '.join(page.split()).count(' '.join(rule['fullDescription']['text'].split())))

    def test_every_file_that_is_not_loaded_has_a_result(self):
        for path in some():
            (report,) = reports(path)
            if report['verdict']['state'] != 'filled':
                self.assertTrue(json.loads(run('--sarif', path).stdout)['runs'][0]['results'], path)

    def test_places_are_as_the_folder_calls_them(self):
        self.put(EMPTY, 'models/' + ODD)
        for word in ('models/' + ODD, './models//' + ODD, str(self.folder / 'models' / ODD)):
            (one,) = json.loads(self.ask('--format', 'sarif', word).stdout)['runs']
            uris = {place['physicalLocation']['artifactLocation']['uri'] for result in one['results'] for place in result['locations']}
            self.assertEqual(['models/' + ODD], [urllib.parse.unquote(uri) for uri in uris])
            self.assertRegex(uris.pop(), r"^[A-Za-z0-9._~/%-]+$")

    def test_fingerprints_stay_and_tell_apart(self):
        self.put(EMPTY, 'a.weights.h5')
        self.put(EMPTY, 'b.weights.h5')
        self.put(PARTLY, 'c.h5')
        first, second = (json.loads(self.ask('--sarif', '.').stdout)['runs'][0]['results'] for _ in range(2))
        self.assertEqual(first, second)
        prints = [result['partialFingerprints']['weighbridge/v1'] for result in first]
        self.assertEqual(len(prints), len(set(prints)))

    def test_what_can_not_be_read_is_told(self):
        result = self.ask('--sarif', 'gone.h5', FULL)
        (invocation,) = json.loads(result.stdout)['runs'][0]['invocations']
        self.assertEqual((2, False), (result.returncode, invocation['executionSuccessful']))
        self.assertEqual(["There is no file 'gone.h5'."], [one['message']['text'] for one in invocation['toolExecutionNotifications']])


class GitHub(InAFolder):
    def test_a_line_each(self):
        paths = some()
        lines = run('--format', 'github', *paths).stdout.splitlines()
        told = [re.match(r'::(\w+) file=([^,]*),title=weighbridge%3A ([^:,]+)::(.*)$', line) for line in lines if line.startswith('::')]
        names = {'error': 'error', 'warning': 'warning', 'note': 'notice'}
        wanted = sorted((names[finding['severity']], finding['id']) for report in reports(*paths) for finding in report['findings'])
        self.assertEqual(sorted((one[1], one[3]) for one in told), wanted)

    def test_a_name_can_not_command(self):
        self.put(EMPTY, ODD)
        self.put(EMPTY, '::error::x.weights.h5')
        for line in self.ask('--format', 'github', '.').stdout.splitlines():
            self.assertFalse(line.startswith('::error::'), line)
            if line.startswith('::error '):
                self.assertRegex(line, r'^::error file=(ü%2C 100%25%3A a%0Ab|%3A%3Aerror%3A%3Ax)\.weights\.h5,title=')


class GitLab(InAFolder):
    def test_the_issues(self):
        paths = some()
        told = json.loads(run('--format', 'gitlab', *paths).stdout)
        wanted = [finding['id'] for report in reports(*paths) for finding in report['findings']]
        self.assertEqual([issue['check_name'] for issue in told], wanted)
        self.assertEqual(len(told), len({issue['fingerprint'] for issue in told}))
        for issue in told:
            self.assertIn(issue['severity'], ('info', 'minor', 'major', 'critical', 'blocker'))
            self.assertTrue(issue['description'] and issue['location']['path'] and issue['location']['lines'] == {'begin': 1})

    def test_nothing_to_tell_is_a_list_too(self):
        self.assertEqual([], json.loads(run('--format', 'gitlab', FULL, '--baseline', self.everything()).stdout))

    def everything(self):
        path = self.folder / 'all.json'
        path.write_text(run('--format', 'baseline', FULL).stdout)
        return path


class Badge(unittest.TestCase):
    def told(self, *paths):
        result = run('--format', 'badge', *paths)
        root = xml.fromstring(result.stdout)
        title = root.find('{http://www.w3.org/2000/svg}title').text
        self.assertEqual(title, root.get('aria-label'))
        self.assertEqual(title, ': '.join(one.text for one in root.iter('{http://www.w3.org/2000/svg}text')))
        widths = [float(one.get('width')) for one in root.iter('{http://www.w3.org/2000/svg}rect')]
        self.assertEqual(widths[0], float(root.get('width')))
        self.assertEqual(widths[0], widths[1] + widths[2])
        for text in root.iter('{http://www.w3.org/2000/svg}text'):  # no letter outside
            self.assertLessEqual(float(text.get('x')) + float(text.get('textLength')), widths[0])
        fill = [one.get('fill') for one in root.iter('{http://www.w3.org/2000/svg}rect')][2]
        red, green = int(fill[1:3], 16), int(fill[3:5], 16)
        return title, 'green' if green > red else 'gray' if fill[1:3] == fill[3:5] else 'amber' if green > 60 else 'red'

    def test_what_it_says(self):
        with tempfile.TemporaryDirectory() as folder:
            for paths, said in [
                ([FULL], ('weights: loaded', 'green')), ([EMPTY], ('weights: empty', 'red')), ([PARTLY], ('weights: partly empty', 'red')),
                ([WEIGHTLESS], ('weights: empty (as it should be)', 'green')), ([FULL, EMPTY], ('weights: 1 loaded, 1 empty', 'red')),
                ([flagged(folder), '--fail-on', 'warning'], ('weights: loaded (with a finding)', 'amber')),
                (['gone.h5'], ('weights: not read', 'red')),
            ]:
                self.assertEqual(self.told(*paths), said)


class Together(unittest.TestCase):
    def test_only_one_at_once(self):
        for words, sentence in [
            (['--json', '--sarif'], "--json and --sarif can't be had at once."),
            (['--format', 'badge', '--markdown'], "--format badge and --markdown can't be had at once."),
            (['--format', 'text', '--json'], "--format text and --json can't be had at once."),
            (['--format', 'saif'], "--format takes text, json, markdown, sarif, github, gitlab, badge or baseline, not 'saif'. Did you mean sarif?"),
            (['--error', 'received 0 variables', '--sarif'], '--error answers in words or as JSON, not with --sarif.'),
        ]:
            with self.subTest(words=words):
                result = run(*words, FULL)
                self.assertEqual((64, '', f'weighbridge: {sentence}\n'), (result.returncode, result.stdout, result.stderr))

    def test_a_format_is_its_option(self):
        for name in ('json', 'markdown', 'sarif'):
            self.assertEqual(run(f'--{name}', EMPTY).stdout, run('--format', name, EMPTY).stdout)
        self.assertEqual(run(EMPTY).stdout, run('--format=text', EMPTY).stdout)

    def test_documents_are_alone_on_standard_output(self):
        for name in ('sarif', 'gitlab', 'badge'):
            result = run('--format', name, FULL, EMPTY)
            self.assertEqual((1, 'weighbridge: 1 loaded, 1 empty\n'), (result.returncode, result.stderr), name)
            self.assertEqual(run('--quiet', '--format', name, EMPTY).stdout, '')


if __name__ == '__main__':
    unittest.main()
