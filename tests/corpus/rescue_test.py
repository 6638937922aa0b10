"""Files that are cut: what the report says of the model, against the whole file, and what the fix for it saves.

What is true is in the whole file: which layers the model has, which arrays are the optimizer's, what each holds."""
import collections
import json
import pathlib
import re
import sys
import tarfile
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import check_corpus  # noqa: E402

PERCENT = (30, 50, 70, 90, 97)
MOST_FILES = 120
TAKES = 'Save what can still be read'


def places_of(tensors):
    return {tensor['storage']['offset'] for tensor in tensors if tensor['storage'].get('offset') is not None and tensor['bytes'] > 0}


def is_within(layer, size):
    """Whether all values of a layer lie before this place."""
    return all((tensor['storage'].get('offset') or 0) + tensor['bytes'] <= size for tensor in layer['tensors'])


def files_of(folder):
    return [str(path) for path in sorted(folder.rglob('*.h5')) + sorted(folder.rglob('*.keras'))]


def whole_files(paths, most):
    _, texts = check_corpus.run_command(check_corpus.default_command(), paths)
    known = [(path, report) for path, report in zip(paths, map(check_corpus.read_report, texts))
             if report['verdict']['state'] == 'filled' and report['layout'].startswith('keras-') and len(report['layers']) > 2]
    return known[::max(1, len(known) // most)]


def pieces(report):
    """Type, shape, offset, layer and path of what the fix takes out."""
    codes = [fix['code'] for finding in report['findings'] for fix in finding['fixes'] if fix['title'] == TAKES]
    found = re.search(r'pieces = "((?:[^"\\]|\\.)*)"', codes[0]) if codes else None
    return [piece.split('|') for piece in found[1].split(';') if piece] if found else []


class Rescue(unittest.TestCase):
    def test_files_of_the_corpus(self):
        corpus = check_corpus.unpack.unpacked()
        counts = self.look_at_all('of the corpus', whole_files(files_of(corpus), MOST_FILES))
        self.assertGreater(counts['by layers'], 300)

    def test_saves_with_optimizers(self):
        """By SGD with momentum, RMSprop, Adagrad, Lion and Adafactor: Keras 3.6, 3.10 and 3.15.1, tf.keras 2.1 and 2.15."""
        with tempfile.TemporaryDirectory() as folder, tarfile.open(check_corpus.SOURCE / 'tests/fixtures/cut_saves.tar.xz') as archive:
            archive.extractall(folder, filter='data')
            counts = self.look_at_all('with optimizers', whole_files(files_of(pathlib.Path(folder)), 1000))
        self.assertGreater(counts['by layers'], 60)
        self.assertGreater(counts['scalars'], 0)
        self.assertGreater(counts['told as its own'], 2 * counts['unclear'])

    def look_at_all(self, what, whole_reports):
        counts, wrong = collections.Counter(), []
        with tempfile.TemporaryDirectory() as folder:
            cut = []
            for number, (path, whole) in enumerate(whole_reports):
                content = pathlib.Path(path).read_bytes()
                for percent in PERCENT:
                    name = f'{folder}/{number}-{percent}-{pathlib.Path(path).name}'
                    pathlib.Path(name).write_bytes(content[:len(content) * percent // 100])
                    cut.append((name, whole))
            _, texts = check_corpus.run_command(check_corpus.default_command(), [name for name, _ in cut])
            for (name, whole), text in zip(cut, texts):
                report = check_corpus.read_report(text)
                there = pathlib.Path(name).stat().st_size
                self.look_at(report, whole, there, counts, lambda what, name=name: wrong.append((pathlib.Path(name).name, what)))
        print(f"rescue_test: {len(cut)} cut files {what}, {counts['by layers']} told by layers; {counts['named']} arrays have their names; {counts['pieces']} arrays can be taken out, {counts['scalars']} of them "
              f"scalars; {counts['told as its own']} arrays are told as the optimizer's, {counts['unclear']} of it as nobody's")
        self.assertEqual(wrong[:20], [])
        return counts

    def look_at(self, report, whole, there, counts, wrong):
        headline = report['verdict']['headline']
        optimizer = places_of((whole.get('optimizer') or {}).get('tensors', []))
        model = {place for layer in whole['layers'] for place in places_of(layer['tensors'])}
        paths = {tensor['storage']['offset']: (layer['path'], tensor['path']) for layer in whole['layers'] for tensor in layer['tensors']
                 if tensor['storage'].get('offset') is not None and tensor['bytes'] > 0}
        # What is counted as the model's is the model's; what lost its name is nobody's.
        named = [layer for layer in report['layers'] if not layer['path'].startswith('unnamed@')]
        for layer in named:
            if places_of(layer['tensors']) & (optimizer - model):
                wrong(f"the optimizer's arrays are told as of {layer['path']}")
            for tensor in layer['tensors']:
                place = tensor['storage'].get('offset')
                if tensor['bytes'] > 0 and place in paths:
                    counts['named'] += 1
                    if (layer['path'], tensor['path']) != paths[place]:
                        wrong(f"{layer['path']}: {tensor['path']} is {paths[place]}")
        nobodys = {place for layer in report['layers'] for place in places_of(layer['tensors']) if layer not in named}
        counts['unclear'] += len(nobodys & optimizer)
        counts['told as its own'] += len(places_of((report.get('optimizer') or {}).get('tensors', [])) & optimizer)
        if (report.get('optimizer') or {}).get('tensors') and places_of(report['optimizer']['tensors']) & (model - optimizer):
            wrong("the model's arrays are told as the optimizer's")
        told = re.search(r'(\d+|none) of the (\d+) layers that (need|may need)', headline)
        if told:
            counts['by layers'] += 1
            # Layers that the cut file does not list any more are not told of.
            if told[3] == 'need' and int(told[2]) > sum(layer['state'] not in ('weightless', 'container') for layer in whole['layers']):
                wrong(headline)
            if told[1] != 'none' and int(told[1]) > sum(is_within(layer, there) for layer in whole['layers']):
                wrong(headline)
        if any(finding['id'] == 'never-trained' for finding in report['findings']):
            wrong('what is left is called untrained')
        for kind, shape, offset, _, path in pieces(report):
            counts['pieces'] += 1
            counts['scalars'] += shape == ''
            if (model and int(offset) not in model | optimizer and not path.startswith('unnamed@')):
                wrong(f'{path} is no array of the whole file')


if __name__ == '__main__':
    unittest.main()
