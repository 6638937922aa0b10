"""`cmake --install` into an empty prefix: what lies there works, and another project finds the library."""
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ['WEIGHBRIDGE_SOURCE_DIR'])
BUILD = pathlib.Path(os.environ['WEIGHBRIDGE_BUILD_DIR'])
EXAMPLE = sorted((SOURCE / 'web/public/examples').glob('*.weights.h5'))[0]


def run(*words):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=600)
    return done.returncode, done.stdout, done.stderr


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix='weighbridge-install-'))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.prefix = cls.folder / 'prefix'
        code, out, err = run('cmake', '--install', BUILD, '--prefix', cls.prefix)
        assert code == 0, out + err
        cls.options = set(re.findall(r'^  (--[a-z-]+)', run(cls.prefix / 'bin/weighbridge', '--help')[1], re.MULTILINE))

    def share(self, path):
        return (self.prefix / 'share' / path).read_text()

    def test_the_command_runs(self):
        code, out, _ = run(self.prefix / 'bin/weighbridge', '--json', EXAMPLE)
        self.assertIn(code, (0, 1))
        self.assertIn('weighbridge/report@2', out)

    def test_the_man_page_has_every_option(self):
        page = self.share('man/man1/weighbridge.1').replace('\\-', '-')
        self.assertGreater(len(self.options), 5)
        for option in self.options:
            self.assertIn(f'\\fB{option}', page)
        for section in ('NAME', 'SYNOPSIS', 'DESCRIPTION', 'OPTIONS', 'EXIT STATUS'):
            self.assertIn(f'.SH {section}\n', page)

    def test_zsh_and_fish_know_every_option(self):
        zsh, fish = self.share('zsh/site-functions/_weighbridge'), self.share('fish/vendor_completions.d/weighbridge.fish')
        self.assertTrue(zsh.startswith('#compdef weighbridge\n'))
        for option in self.options:
            self.assertIn(f"'{option}[", zsh)
            self.assertIn(f'-l {option[2:]} ', fish)

    @unittest.skipUnless(shutil.which('fish'), 'fish is not there')
    def test_fish_completes(self):
        def complete(line):
            script = self.prefix / 'share/fish/vendor_completions.d/weighbridge.fish'
            code, out, err = run('fish', '-N', '-c', 'source $argv[1]; complete -C $argv[2]', script, line)
            self.assertEqual((code, err), (0, ''))
            return dict(answer.split('\t') for answer in out.splitlines())

        self.assertLessEqual(self.options, complete('weighbridge --').keys())
        self.assertEqual(complete('weighbridge --fail-on ').keys(), {'error', 'warning', 'never'})
        self.assertIn('never-built', complete('weighbridge --explain never-b'))
        for meaning in complete('weighbridge --').values():
            self.assertEqual(meaning, ' '.join(meaning.split()))

    def complete(self, *words):
        script = self.prefix / 'share/bash-completion/completions/weighbridge'
        code, out, err = run('bash', '-c', 'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _weighbridge; '
                             'printf "%s\\n" "${COMPREPLY[@]}"', script, 'weighbridge', *words)
        self.assertEqual((code, err), (0, ''))
        return set(out.split())

    def test_bash_completes(self):
        self.assertLessEqual(self.options, self.complete('--'))
        self.assertLessEqual({'error', 'warning', 'note', 'never', 'values', 'never-built'}, self.complete('--fail-on', ''))
        self.assertEqual(self.complete('--fail-on', 'warn'), {'warning'})
        self.assertEqual(self.complete('--explain', 'never-b'), {'never-built'})

    def test_another_project_finds_the_library(self):
        build = self.folder / 'consumer'
        code, out, err = run('cmake', '-S', SOURCE / 'tests/install/consumer', '-B', build, '-G', 'Ninja', f'-DCMAKE_PREFIX_PATH={self.prefix}')
        self.assertEqual(code, 0, out + err)
        code, out, err = run('cmake', '--build', build)
        self.assertEqual(code, 0, out + err)
        code, out, err = run(build / 'consumer', EXAMPLE)
        self.assertEqual(code, 0, err)
        self.assertGreater(len(out.strip()), 10)
        # The same words as the command's, which says them first.
        self.assertIn(' '.join(out.split()), ' '.join(run(self.prefix / 'bin/weighbridge', EXAMPLE)[1].split()))


if __name__ == '__main__':
    unittest.main()
