"""core/atlas/data agrees with what is known by other means.

tests/fixtures/keras3_api_changes.txt was read off the wheels with inspect.signature, without running a constructor;
the atlas asks from_config.
"""

import json
import os
import pathlib
import re
import sys
import unittest

ROOT = pathlib.Path(os.environ.get('WEIGHBRIDGE_SOURCE_DIR', pathlib.Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(ROOT / 'scripts/atlas'))
sys.dont_write_bytecode = True
import intervals  # noqa: E402

DATA = ROOT / 'core/atlas/data'
KINDS = {
    'layers': 'layer',
    'initializers': 'initializer',
    'optimizers': 'optimizer',
    'losses': 'loss',
    'metrics': 'metric',
    'dtype_policies': 'dtype_policy',
    'quantizers': 'quantizer',
}


def lines(name):
    return [json.loads(line) for line in (DATA / f'{name}.jsonl').read_text(encoding='utf-8').splitlines()]


def numbers(version):
    return tuple(int(part) for part in version.split('.')[:3])


class Atlas:
    def __init__(self):
        self.scale = intervals.Scale((row['family'], row['version']) for row in lines('releases'))
        self.classes = {
            (kind, row['class']): row
            for name, kind in {**KINDS, 'constraints': 'constraint', 'regularizers': 'regularizer'}.items()
            for row in lines(name)
        }

    def known(self, kind, name):
        row = self.classes.get((kind, name))
        return self.scale.parse(row['known']) if row else set()

    def taking(self, kind, name, key):
        row = self.classes[kind, name]
        text = row.get('takes', {}).get(key, '')
        return (self.known(kind, name) if text == '=' else self.scale.parse(text)) | self.scale.parse(
            row.get('takes_any', '')
        )

    def keras_3(self, first, last='9'):
        """The releases asked from `first` on and before `last`."""
        return {
            key
            for key in self.scale.releases
            if key[0] == 'keras3' and numbers(first) <= numbers(key[1]) < numbers(last)
        }


def changes():
    """(release, release before, [(kind, class)] that are new, [(kind, class, argument)] that are new) of the text
    file."""
    text = (ROOT / 'tests/fixtures/keras3_api_changes.txt').read_text(encoding='utf-8')
    for section in re.split(r'^== ', text, flags=re.M)[1:]:
        head, *rest = section.splitlines()
        version, before = re.fullmatch(r'(\S+) \(after (\S+)\)', head).groups()
        classes, arguments = [], []
        for line in rest:
            if line.startswith('new classes:'):
                classes = [
                    tuple(item.strip().split('.')) for item in line.partition(': ')[2].split(',') if item.strip()
                ]
            elif line.startswith('  '):
                name, *parts = line.split()
                added = next((part[1:].split(',') for part in parts if part.startswith('+')), [])
                arguments += [(*name.split('.'), argument) for argument in added]
        yield version, before, classes, arguments


class AgainstTheWheels(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.atlas = Atlas()

    def test_new_classes_begin_where_the_wheels_say(self):
        checked = 0
        for version, before, classes, _ in changes():
            for group, name in classes:
                known = self.atlas.known(KINDS[group], name) or self.atlas.known(
                    KINDS[group], name + 'Initializer'
                ) | self.atlas.known(KINDS[group], name[:-11])
                with self.subTest(name=name, version=version):
                    self.assertLessEqual(self.atlas.keras_3(version), known)
                    self.assertFalse(known & self.atlas.keras_3('3.0.0', version))
                    checked += 1
        self.assertGreater(checked, 50)

    def test_new_arguments_begin_where_the_wheels_say(self):
        checked = 0
        for version, before, _, arguments in changes():
            for group, name, argument in arguments:
                earlier = EARLIER.get(name, set()) | (OF_THE_BASE if group == 'optimizers' else set())
                if (KINDS[group], name) not in self.atlas.classes or argument in earlier:
                    continue
                taking = self.atlas.taking(KINDS[group], name, argument)
                with self.subTest(name=name, argument=argument, version=version):
                    self.assertLessEqual(
                        self.atlas.keras_3(version, UNTIL.get((name, argument), '9'))
                        & self.atlas.known(KINDS[group], name),
                        taking,
                    )
                    self.assertFalse(taking & self.atlas.keras_3('3.0.0', version))
                    checked += 1
        self.assertGreater(checked, 70)


# Taken by from_config before it was an argument of the constructor: those hand what they do not know to their base,
# which took it.
OF_THE_BASE = {'gradient_accumulation_steps', 'loss_scale_factor'}  # keras/src/optimizers/base_optimizer.py of 3.0.5
EARLIER = {
    'Conv1DTranspose': {'output_padding'},  # keras/src/layers/convolutional/base_conv_transpose.py
    'Conv2DTranspose': {'output_padding'},
    'Conv3DTranspose': {'output_padding'},
    'LossScaleOptimizer': {'name'},
    'InputLayer': {'optional', 'ragged'},  # keras/src/layers/core/input_layer.py: **kwargs are dropped
    # keras/src/quantizers/quantization_config.py: from_config picks what it knows
    'Int4QuantizationConfig': {'block_size'},
}
# Until when one is taken that was taken away again.
UNTIL = {}


class FactsOfTheSource(unittest.TestCase):
    """Each with its place in Keras' source."""

    @classmethod
    def setUpClass(cls):
        cls.atlas = Atlas()

    def test_keras_3_13_writes_quantization_config_and_3_12_refuses_it(self):
        """keras/src/layers/core/dense.py"""
        self.assertEqual(
            self.atlas.keras_3('3.13.0'),
            self.atlas.taking('layer', 'Dense', 'quantization_config') & self.atlas.keras_3('3.0.0'),
        )

    def test_layers_of_keras_2_are_gone(self):
        """keras/src/legacy/layers.py keeps three of them for loading."""
        self.assertFalse(self.atlas.known('layer', 'LocallyConnected1D') & self.atlas.keras_3('3.0.0'))

    def test_time_major_is_taken_by_no_keras_3(self):
        """keras/src/layers/rnn/lstm.py"""
        self.assertFalse(self.atlas.taking('layer', 'LSTM', 'time_major') & self.atlas.keras_3('3.0.0'))

    def test_the_newest_takes_all_that_it_writes(self):
        """serialization_lib.py: what get_config writes is what from_config reads."""
        newest = self.atlas.scale.releases[-1]
        for (kind, name), row in self.atlas.classes.items():
            if newest in self.atlas.known(kind, name) and newest not in self.atlas.scale.parse(row.get('unprobed', '')):
                for key, text in row.get('writes', {}).items():
                    writes = self.atlas.known(kind, name) if text == '=' else self.atlas.scale.parse(text)
                    if newest in writes:
                        with self.subTest(name=name, key=key):
                            self.assertIn(newest, self.atlas.taking(kind, name, key))


if __name__ == '__main__':
    unittest.main()
