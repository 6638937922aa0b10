"""Files of the legacy layout that are cut: each array that is still there is told as the layer's that it was in the whole file, or as nobody's.

The names of many groups are what the HDF5 library writes last, so a cut file keeps arrays whose names are gone. What is true is in the whole file: an array is
known by where its values lie."""
import collections
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import check_corpus  # noqa: E402

PERCENT = (30, 50, 70, 90, 97)
MOST_FILES = 150
LEAST_NAMED = 0.95  # of the arrays that are found; of the rest the group itself is lost, or what it lists


def layer_of_values(report):
    """Of each array whose values lie in one piece: path, layer."""
    return {tensor['storage']['offset']: (tensor['path'], layer['path']) for layer in report['layers'] for tensor in layer['tensors']
            if tensor['storage'].get('offset') is not None and tensor['bytes'] > 0}


def legacy_files():
    corpus = check_corpus.unpack.unpacked()
    paths = [str(path) for path in sorted(corpus.rglob('*.h5'))]
    _, texts = check_corpus.run_command(check_corpus.default_command(), paths)
    known = []
    for path, text in zip(paths, texts):
        report = check_corpus.read_report(text)
        if report['layout'] in ('keras-legacy-weights', 'keras-legacy-model') and report['verdict']['state'] == 'filled' and len(report['layers']) > 2:
            known.append((path, layer_of_values(report)))
    step = max(1, len(known) // MOST_FILES)
    return known[::step]


class Cut(unittest.TestCase):
    def test_arrays_are_told_as_their_layers(self):
        counts, wrong = collections.Counter(), []
        with tempfile.TemporaryDirectory() as folder:
            cut = []
            for number, (path, known) in enumerate(legacy_files()):
                content = pathlib.Path(path).read_bytes()
                for percent in PERCENT:
                    name = f'{folder}/{number}-{percent}-{pathlib.Path(path).name}'
                    pathlib.Path(name).write_bytes(content[:len(content) * percent // 100])
                    cut.append((name, known))
            _, texts = check_corpus.run_command(check_corpus.default_command(), [name for name, _ in cut])
            for (name, known), text in zip(cut, texts):
                self.look_at(pathlib.Path(name).name, check_corpus.read_report(text), known, counts, wrong)
        print(f"cut_test: {len(cut)} cut files, {counts['found']} arrays found, {counts['named']} told as their layers', {counts['unnamed']} as nobody's")
        self.assertEqual(wrong[:20], [])
        self.assertGreater(counts['named'], LEAST_NAMED * counts['found'])

    @staticmethod
    def look_at(name, report, known, counts, wrong):
        listed = {layer for _, layer in known.values()}
        for offset, (path, layer) in layer_of_values(report).items():
            if offset not in known:
                continue
            counts['found'] += 1
            if layer in listed:
                counts['named'] += 1
                if (path, layer) != known[offset]:
                    wrong.append((name, path, layer, known[offset]))
            else:
                counts['unnamed'] += 1


if __name__ == '__main__':
    unittest.main()
