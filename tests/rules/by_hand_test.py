"""The checks by hand in core/rules/*/*.md ("How it is proven") run, and tell the file with the defect from its healthy neighbour
(pairs.jsonl). Those that need h5py are skipped where it is not installed: build/h5py/bin/python tests/rules/by_hand_test.py runs all."""
import contextlib
import importlib.machinery
import importlib.util
import io
import json
import os
import pathlib
import re
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / 'fixtures'))
import recipes  # noqa: E402

ROOT = pathlib.Path(os.environ.get('WEIGHBRIDGE_SOURCE_DIR', HERE.parents[1]))
HAS_H5PY = importlib.util.find_spec('h5py') is not None


def load_generator():
    loader = importlib.machinery.SourceFileLoader('gen_catalogue', str(ROOT / 'scripts/gen-catalogue'))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader('gen_catalogue', loader))
    loader.exec_module(module)
    return module


GENERATOR = load_generator()


def checks():
    """(id, code) of every page that has one."""
    for page in GENERATOR.read_pages():
        for code in re.findall(r'^```python\n(.*?)^```$', page.sections['How it is proven'], re.S | re.M):
            yield page.id, code


def printed(code, recipe):
    """What the check prints about the file, with the file's own name taken out."""
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        path = recipes.build(recipe, pathlib.Path(folder))
        # Of a folder of shards, the index.
        name = next((index.name for index in path.glob('*.weights.json')), path.name)
        os.chdir(path if path.is_dir() else folder)
        try:
            with contextlib.redirect_stdout(io.StringIO()) as out:
                exec(compile(code.replace('{{file}}', name), 'check', 'exec'), {'__name__': 'check'})  # our own pages
        finally:
            os.chdir(before)
    return out.getvalue()


class ByHand(unittest.TestCase):
    def test_they_tell_the_two_files_apart(self):
        pairs = {row['id']: row for row in map(json.loads, (HERE / 'pairs.jsonl').read_text(encoding='utf-8').splitlines())}
        run = 0
        for rule, code in checks():
            if 'h5py' in code and not HAS_H5PY:
                continue
            # A name decides what is wrong with a sound file: the check shows what is in it, which a renamed copy does not change.
            by_name = {'legacy-layout-named-weights-h5': 'made/plain.weights.h5', 'v3-layout-named-h5': 'made/tensorflow.h5'}
            silent = {'from': by_name[rule]} if rule in by_name else pairs[rule]['silent']
            with self.subTest(rule):
                sick, sound = printed(code, pairs[rule]['fires']), printed(code, silent)
                self.assertNotEqual(sick, sound)
                self.assertTrue(sick or sound)
                run += 1
        self.assertGreaterEqual(run, 10 if HAS_H5PY else 4)


if __name__ == '__main__':
    unittest.main()
