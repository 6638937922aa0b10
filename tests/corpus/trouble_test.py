"""What people drop when things went wrong: cut files, noise, pages, pointers, archives. A clear sentence each."""
import io
import os
import pathlib
import random
import re
import sys
import tempfile
import unittest
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import check_corpus  # noqa: E402

CORPUS = check_corpus.unpack.unpacked()
V3 = 'keras3.15.1/D02_trained_few_steps.weights.h5'
LEGACY = 'keras-2.3.1_tf-1.15.5/b01_cnn_channels_last.h5'
WHOLE = 'keras-2.3.1_tf-1.15.5/d02_trained__full.h5'
ARCHIVE = 'keras3.6.0/C02_m.keras'
RAW = re.compile(r'unable to|H5[A-Z]|hdf5 says|object header|overflow|superblock|signature|errno|zipfile|exception', re.IGNORECASE)


def cut(fixture, percent):
    content = (CORPUS / fixture).read_bytes()
    return content[:len(content) * percent // 100]


def archive_of_text():
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w') as archive:
        archive.writestr(zipfile.ZipInfo('notes.txt', (2026, 1, 1, 0, 0, 0)), 'nothing to weigh')
    return out.getvalue()


LFS = b'version https://git-lfs.github.com/spec/v1\noid sha256:' + b'4d7a' * 16 + b'\nsize 12345678\n'

# name, bytes, state, the finding whose words the verdict uses, what the headline says
CASES = [
    ('nothing.h5', b'', 'not-weights', 'zero-bytes', '0 bytes'),
    ('page.h5', b'<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body></body></html>', 'not-weights', 'html-page', 'web page'),
    ('pointer.h5', LFS, 'not-weights', 'git-lfs-pointer', 'Git LFS'),
    ('notes.h5', b'Dear all,\nthe weights are in the other folder.\n', 'not-weights', 'text-file', 'text'),
    ('notes.zip', archive_of_text(), 'not-weights', 'other-format', 'zip'),
    ('noise.h5', random.Random(20261124).randbytes(1 << 20), 'not-weights', 'other-format', 'unknown format'),
] + [
    (f'cut{percent}{pathlib.Path(fixture).name}', cut(fixture, percent), 'damaged', 'truncated', 'breaks off at')
    for fixture in (V3, LEGACY, WHOLE) for percent in (10, 50, 99)
] + [
    (f'cut{percent}.keras', cut(ARCHIVE, percent), 'damaged', None, 'the end of the archive is missing|break off at')
    for percent in (10, 50, 99)
]


class Trouble(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            paths = []
            for name, content, *_ in CASES:
                paths.append(os.path.join(folder, name))
                pathlib.Path(paths[-1]).write_bytes(content)
            result, texts = check_corpus.run_command(check_corpus.default_command(), paths)
            assert result.returncode == 0, result.stderr
            cls.reports = [check_corpus.read_report(text) for text in texts]

    def cases(self):
        self.assertEqual(len(self.reports), len(CASES))
        return [(name, report, content, state, cause, said) for (name, content, state, cause, said), report in zip(CASES, self.reports)]

    def test_state_and_size(self):
        for name, report, content, state, _, _ in self.cases():
            self.assertEqual(report['verdict']['state'], state, name)
            self.assertEqual(report['file']['size_bytes'], len(content), name)

    def test_the_verdict_has_the_words_of_the_cause(self):
        for name, report, _, _, cause, _ in self.cases():
            errors = {finding['id']: finding for finding in report['findings'] if finding['severity'] == 'error'}
            self.assertTrue(errors, name)
            if cause is not None:
                self.assertIn(cause, errors, name)
                self.assertEqual(report['verdict']['why'], errors[cause]['why'], name)

    def test_the_headline_is_one_plain_sentence(self):
        for name, report, _, _, _, said in self.cases():
            headline = report['verdict']['headline']
            self.assertRegex(headline, said, name)
            self.assertRegex(headline, r'^[A-Z].*[.]$', name)
            self.assertNotRegex(headline, RAW, name)

    def test_a_cut_file_lists_what_is_left(self):
        whole = {pathlib.Path(fixture).name: check_corpus.read_report(check_corpus.run_command(check_corpus.default_command(), [CORPUS / fixture])[1][0])
                 for fixture in (V3, LEGACY, WHOLE)}
        compared = 0
        for name, report, content, _, cause, _ in self.cases():
            if cause != 'truncated':
                continue
            original = {tensor['path']: tensor for layer in whole[name[5:]]['layers'] for tensor in layer['tensors']}
            optimizer = (whole[name[5:]].get('optimizer') or {}).get('tensors', [])
            by_place = {tensor['storage'].get('offset'): tensor for tensor in [*original.values(), *optimizer]}
            for layer in report['layers']:
                for tensor in layer['tensors']:
                    if tensor['path'].startswith('unnamed@'):  # found by looking through the bytes
                        found = by_place[tensor['storage']['offset']]
                        self.assertEqual((tensor['storage'], tensor['shape'], tensor['dtype']), (found['storage'], found['shape'], found['dtype']))
                        self.assertEqual('intact', tensor['state'])
                        continue
                    self.assertIn(tensor['path'], original)
                    if tensor['state'] in ('intact', 'cut', 'lost'):
                        self.assertEqual(tensor['storage'], original[tensor['path']]['storage'])
                        begin = tensor['storage']['offset']
                        end = begin + tensor['storage']['size_bytes']
                        there = 'intact' if end <= len(content) else 'cut' if begin < len(content) else 'lost'
                        self.assertEqual(tensor['state'], there)
                        compared += 1
            if name.startswith('cut99'):
                self.assertGreater(report['totals']['tensors'], len(original) // 2)
        self.assertGreater(compared, 10)


if __name__ == '__main__':
    unittest.main()
