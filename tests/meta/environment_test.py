"""The build environment's scripts: what they say when something is missing, and that both package sets are whole."""
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import time
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
ENVIRONMENT = SOURCE / 'scripts' / 'environment'


def bash(script, **variables):
    done = subprocess.run(['bash', '-c', f'. "{ENVIRONMENT}/common.sh"; . "{ENVIRONMENT}/tools.sh"; {script}'],
                          capture_output=True, text=True, timeout=60, env={**os.environ, **variables})
    return done.returncode, done.stdout.strip(), done.stderr.strip()


class Packages(unittest.TestCase):
    def test_every_package_is_for_serve_or_for_test(self):
        rows = [line.split('#')[0].split() for line in (ENVIRONMENT / 'packages.txt').read_text().splitlines()]
        self.assertEqual({row[1] for row in rows if row}, {'serve', 'test'})

    def test_what_the_page_needs_is_a_part_of_everything(self):
        page, everything = (set(bash(f'package_names {name}')[1].split()) for name in ('serve', 'all'))
        self.assertLess(page, everything)
        self.assertLessEqual({'emscripten', 'cmake', 'ninja-build', 'nodejs', 'npm', 'python3'}, page)


class Pipes(unittest.TestCase):
    """Under pipefail a reader that stops early makes a failure of its writer, now and then: only where the machine is slow."""

    EARLY = re.compile(r"\|\s*(grep\s+-\w*q|head\b|sed\s+\S*q)")

    def test_no_reader_stops_early(self):
        scripts = [path for folder in ('scripts', '.ci') for path in (SOURCE / folder).rglob('*') if path.is_file() and path.suffix in ('', '.sh')]
        self.assertGreater(len(scripts), 15)
        found = [f'{path.relative_to(SOURCE)}: {line.strip()}' for path in scripts for line in path.read_text(encoding='utf-8').splitlines()
                 if self.EARLY.search(line) and 'pipefail' in path.read_text(encoding='utf-8')]
        self.assertEqual([], found)


class Messages(unittest.TestCase):
    """One sentence for each cause, from what the programs really print."""

    def cause(self, text):
        with tempfile.NamedTemporaryFile('w') as log:
            log.write(text)
            log.flush()
            return bash(f'why_failed {log.name}')[1]

    def test_no_network(self):
        for text in ("W: Failed to fetch http://deb.debian.org/debian/dists/trixie/InRelease  Temporary failure resolving 'deb.debian.org'",
                     'npm error code EAI_AGAIN', 'npm error network request to https://registry.example/lit failed, reason: connect ECONNREFUSED'):
            self.assertIn('the network cannot be reached', self.cause(text))

    def test_a_full_disk(self):
        for text in ('fatal error: error writing to /tmp/x.s: No space left on device', 'npm error code ENOSPC'):
            self.assertIn('the disk is full', self.cause(text))

    def test_what_a_script_of_ours_said_below_cmake(self):
        said = 'Building HDF5 needs 800 MB free under /small; only 300 MB are. Free some space.'
        self.assertEqual(self.cause(f'-- Configuring\nweighbridge: {said}\nCMake Error at dependencies.cmake:8 (execute_process):\n'), said)

    def test_a_cause_that_is_not_known_is_not_named(self):
        self.assertEqual(self.cause('error: expected ; before }'), '')

    def test_too_little_space(self):
        with tempfile.TemporaryDirectory() as folder:
            code, _, said = bash(f'need_space {folder} 999999999 "Building"')
        self.assertEqual((code, len(said.splitlines())), (1, 1))
        self.assertIn('Building needs 999999999 MB free', said)


class Retries(unittest.TestCase):
    def test_what_fails_once_is_tried_again(self):
        with tempfile.TemporaryDirectory() as folder:
            code, _, said = bash(f'sleep() {{ :; }}; once() {{ [ -e {folder}/been ] || {{ touch {folder}/been; return 1; }}; }}; '
                                 f'with_retries {folder}/log once')
        self.assertEqual((code, said.count('once more')), (0, 1))

    def test_a_full_disk_is_not_tried_again(self):
        with tempfile.TemporaryDirectory() as folder:
            code, _, said = bash(f'full() {{ echo No space left on device; return 1; }}; with_retries {folder}/log full')
        self.assertEqual((code, said), (1, ''))


class Interruptions(unittest.TestCase):
    def test_nothing_is_tried_again_after_one(self):
        """apt below sudo ends with a code of its own when the user presses Ctrl-C: to bash that looks like a failure."""
        with tempfile.TemporaryDirectory() as folder:
            apt = f"sh -c 'trap \"exit 100\" INT; touch {folder}/begun; for _ in $(seq 100); do sleep 0.1; done'"
            process = subprocess.Popen(['bash', '-c', f'. "{ENVIRONMENT}/common.sh"; with_retries {folder}/log {apt}; echo went on'],
                                       stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)
            while not os.path.exists(f'{folder}/begun'):
                time.sleep(0.05)
            time.sleep(0.2)
            os.killpg(process.pid, signal.SIGINT)
            said, _ = process.communicate(timeout=60)
        self.assertEqual((process.returncode, said), (130, ''))


class Tools(unittest.TestCase):
    def lacks(self, version):
        with tempfile.TemporaryDirectory() as folder:
            tool = pathlib.Path(folder) / 'emcc'
            tool.write_text(f'#!/bin/sh\necho "emcc (Emscripten gcc/clang-like replacement) {version} (unknown)"\n')
            tool.chmod(0o755)
            return bash('lacks emcc 3.1.69', PATH=f'{folder}:{os.environ["PATH"]}')[1]

    def test_versions_are_numbers(self):
        for version in ('3.1.69', '3.1.100', '4.0.1'):
            self.assertEqual(self.lacks(version), '')
        for version in ('3.1.6', '2.99.99', '3.1.68'):
            self.assertIn(version, self.lacks(version))


class Sources(unittest.TestCase):
    def test_an_archive_with_another_hash_is_not_taken(self):
        with tempfile.TemporaryDirectory() as folder:
            archives = pathlib.Path(folder) / 'archives'
            archives.mkdir()
            (archives / 'hdf5.tar.gz').write_bytes(b'something else')
            done = subprocess.run([ENVIRONMENT / 'fetch-sources'], capture_output=True, text=True, timeout=60, env={
                **os.environ, 'WEIGHBRIDGE_INSIDE': 'host', 'WEIGHBRIDGE_CACHE': folder, 'WEIGHBRIDGE_SOURCES': str(archives)})
        self.assertEqual(done.returncode, 1)
        self.assertIn('has the SHA-256 of the source of hdf5', done.stderr)

    @unittest.skipUnless(os.environ.get('WEIGHBRIDGE_INSIDE') == 'root', 'not in the private root')
    def test_the_root_knows_where_its_sources_come_from(self):
        lines = pathlib.Path('/etc/apt/sources.list').read_text().splitlines()
        self.assertTrue(any(line.startswith('deb-src ') for line in lines), lines)


if __name__ == '__main__':
    unittest.main()
