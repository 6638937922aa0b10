"""Every file of the corpus: judged as expected, with the tensors that h5py finds in it, in a report that keeps the contract."""
import collections
import json
import pathlib
import re
import sys
import unittest

import jsonschema

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import check_corpus  # noqa: E402

BFLOAT16_IN_H5PY = '|V2'   # h5py shows two opaque bytes
LISTED_BY_PROBE = 40       # file_probe.array_names stops there


def setUpModule():
    global WRITTEN, REPORTS
    rows = check_corpus.expected_rows()
    WRITTEN = check_corpus.judge(check_corpus.default_command(), check_corpus.unpack.unpacked(), [row['file'] for row in rows], read=json.loads)
    REPORTS = {file: check_corpus.whole_report(report) if isinstance(report, dict) else report for file, report in WRITTEN.items()}


class Verdicts(unittest.TestCase):
    """Against tests/fixtures/expected.jsonl."""

    def check(self, aspect):
        known_ids = check_corpus.rules_that_run(REPORTS)
        compared, trouble = 0, []
        for row in check_corpus.expected_rows():
            report = REPORTS[row['file']]
            self.assertIsInstance(report, dict, f"{row['file']}: {report}")
            aspects, wrong = check_corpus.disagreements(row, report, known_ids)
            compared += aspect in aspects
            if aspect in wrong:
                trouble.append(f"{row['file']}: {wrong[aspect]}")
        self.assertGreater(compared, 100)
        self.assertEqual(trouble, [], f'{len(trouble)} of {compared}')

    def test_only_rules_that_exist_are_asked_for(self):
        # What is not known here would be passed over in silence: disagreements() leaves out what did not run.
        asked_for = {name for row in check_corpus.expected_rows() for names in [*row['must'], row['mustnot']] for name in names}
        self.assertEqual(asked_for - check_corpus.catalogue().keys(), set())

    def test_state(self):
        self.check('state')

    def test_causes_that_must_be_named(self):
        self.check('must')

    def test_causes_that_must_not_be_named(self):
        self.check('mustnot')

    def test_no_alarm_on_sound_files(self):
        self.check('sound')

    def test_layout(self):
        self.check('layout')

    def test_headline_is_a_sentence_of_our_own(self):
        # What HDF5, h5py and zipfile say when a file is broken; none of it helps the user in a headline.
        raw = re.compile(r'unable to|H5[A-Z]|hdf5 says|object header|addr overflow|superblock|B-tree|errno|exception|traceback', re.IGNORECASE)
        for file, report in REPORTS.items():
            verdict = report['verdict']
            self.assertRegex(verdict['headline'], r'^(This|The) .*\.$', file)
            self.assertNotRegex(verdict['headline'], raw, file)
            for part in ('headline', 'why', 'next'):
                self.assertNotIn('{{', verdict[part], file)

    def test_a_verdict_rests_on_a_finding_of_its_own_report(self):
        explained = 0
        for file, report in REPORTS.items():
            verdict, ids = report['verdict'], {finding['id'] for finding in report['findings']}
            self.assertIn(verdict['because'], ids | {None}, file)
            explained += verdict['because'] is not None
            if (check_corpus.unpack.unpacked() / file).is_dir() and not report.get('files'):
                continue  # what lies there is not one thing, and the findings are those of all
            paths = {layer['path'] for layer in report['layers']}
            for finding in report['findings']:
                self.assertLessEqual(set(finding['layers']), paths, f'{file}: {finding["id"]}')
        self.assertGreater(explained, len(REPORTS) / 4)


class Tensors(unittest.TestCase):
    """Against what h5py found in the files (truth.jsonl), for every file that h5py could read."""

    def test_every_tensor_is_listed_with_its_shape_and_type(self):
        compared = 0
        for file, row in check_corpus.truth_rows().items():
            probe = row.get('file_probe') or {}
            if 'array_names' not in probe:
                continue
            listed = {tensor['path']: tensor for layer in REPORTS[file]['layers'] for tensor in layer['tensors']}
            self.assertEqual(len(listed), probe['arrays'], file)
            for path, shape, dtype, *_ in probe['array_names']:
                self.assertIn(path, listed, file)
                self.assertEqual(listed[path]['shape'], shape, f'{file}: {path}')
                self.assertIn(listed[path]['dtype'], ('bfloat16', 'opaque') if dtype == BFLOAT16_IN_H5PY else (dtype,), f'{file}: {path}')
            compared += 1
        self.assertGreater(compared, 600)

    def test_as_many_tensors_as_h5py_counts(self):
        compared = 0
        for file, row in check_corpus.truth_rows().items():
            # A model inside a sub-group is no file of Keras' layouts; its tensors are not listed.
            if row.get('weight_arrays_in_file') is None or REPORTS[file]['layout'] == 'hdf5-other':
                continue
            listed = {tensor['path'] for layer in REPORTS[file]['layers'] for tensor in layer['tensors']}
            self.assertEqual(len(listed), row['weight_arrays_in_file'], file)
            compared += 1
        self.assertGreater(compared, 300)

    def test_contiguous_tensors_lie_inside_the_file(self):
        for file, report in REPORTS.items():
            for layer in report['layers']:
                for tensor in layer['tensors']:
                    storage = tensor['storage']
                    if tensor['state'] == 'intact' and 'offset' in storage:
                        self.assertLessEqual(storage['offset'] + storage['size_bytes'], report['file']['size_bytes'], f"{file}: {tensor['path']}")


class Layers(unittest.TestCase):
    """Against the layers that the model had when it was saved (truth.jsonl)."""

    def saved_models(self):
        """(file, the model's layers, the report) where the file names its layers: legacy layouts, and v3 since Keras 3.6."""
        for file, row in check_corpus.truth_rows().items():
            layout = REPORTS[file]['layout']
            names_layers = layout in ('keras-legacy-weights', 'keras-legacy-model') or (layout == 'keras-v3-weights' and file.startswith('keras3'))
            if row['save_outcome'] == 'ok' and names_layers and row.get('model_layers') and '_shard_' not in file:
                yield file, row['model_layers'], REPORTS[file]

    def test_the_layers_of_the_model_are_listed_in_its_order(self):
        compared = 0
        for file, model_layers, report in self.saved_models():
            if any(layer['class'] == 'Merge' for layer in model_layers):
                continue  # Keras 1 lists the merged branches in place of the Merge layer (Sequential.flattened_layers)
            names = [layer['name'] for layer in report['layers']]  # those inside of nested models come in between
            self.assertTrue(is_subsequence([layer['name'] for layer in model_layers], names), f'{file}: {names}')
            compared += 1
        self.assertGreater(compared, 700)

    def test_a_layer_is_filled_exactly_when_the_model_had_weights_in_it(self):
        compared, truth = 0, check_corpus.truth_rows()
        for file, model_layers, report in self.saved_models():
            listed = {layer['name']: layer['state'] for layer in report['layers']}
            for layer in model_layers:
                state = listed.get(layer['name'], 'container')
                if state == 'container' or layer.get('n_weights') is None:
                    continue
                if state != 'filled' and layer['n_weights'] > 0 and truth[file]['cause']:
                    continue  # what Keras forgot to write: the truth row says how
                self.assertEqual(state == 'filled', layer['n_weights'] > 0, f"{file}: {layer['name']} is {state}")
                compared += 1
        self.assertGreater(compared, 1000)

    def test_classes_are_those_of_the_model(self):
        """A class that is told is right, also where only the path or the name of the layer hints at it."""
        compared = 0
        for file, model_layers, report in self.saved_models():
            listed = {layer['name']: layer for layer in report['layers']}
            for layer in model_layers:
                told = listed.get(layer['name'])
                if told and told['class']:
                    self.assertEqual(told['class'], layer['class'], f"{file}: {layer['name']}")
                    compared += 1
        self.assertGreater(compared, 2000)


def is_subsequence(wanted, names):
    remaining = iter(names)
    return all(name in remaining for name in wanted)


class Contract(unittest.TestCase):
    """docs/report.schema.json and what a schema can't say."""

    def test_every_report_keeps_the_schema(self):
        with open(check_corpus.SOURCE / 'docs' / 'report.schema.json', encoding='utf-8') as text:
            schema = json.load(text)
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        for file, report in WRITTEN.items():
            trouble = jsonschema.exceptions.best_match(validator.iter_errors(report))
            self.assertIsNone(trouble, f'{file}: {trouble and trouble.json_path}: {trouble and trouble.message}')

    def test_the_schema_is_closed(self):
        with open(check_corpus.SOURCE / 'docs' / 'report.schema.json', encoding='utf-8') as text:
            open_objects = [path for path, node in walk(json.load(text)) if 'properties' in node and node.get('additionalProperties') is not False]
        self.assertEqual(open_objects, [])

    def test_totals_are_the_sums_of_the_layers(self):
        for file, report in REPORTS.items():
            layers = [layer for layer in report['layers'] if layer['state'] != 'container']
            tensors = [tensor for layer in report['layers'] for tensor in layer['tensors']]
            self.assertEqual(report['totals'], {
                'layers': len(layers),
                'layers_with_weights': sum(layer['state'] == 'filled' for layer in layers),
                'layers_lacking_weights': sum(layer['state'] in ('empty', 'missing', 'unreadable') for layer in layers),
                'tensors': len(tensors),
                'parameters': sum(tensor['parameters'] for tensor in tensors),
                'bytes': sum(tensor['bytes'] for tensor in tensors),
            }, file)

    def test_findings_come_by_severity_and_are_not_too_many_of_one_kind(self):
        order = ['error', 'warning', 'note']
        for file, report in REPORTS.items():
            severities = [order.index(finding['severity']) for finding in report['findings']]
            self.assertEqual(severities, sorted(severities), file)
            counts = collections.Counter(finding['id'] for finding in report['findings'])
            self.assertLessEqual(max(counts.values(), default=0), 20, file)


def walk(node, path='$'):
    if isinstance(node, dict):
        yield path, node
        for key, value in node.items():
            yield from walk(value, f'{path}.{key}')
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from walk(value, f'{path}[{index}]')


if __name__ == '__main__':
    unittest.main()
