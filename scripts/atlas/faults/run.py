"""run.py save FOLDER | load ROWS FOLDER...: with the Keras that WEIGHBRIDGE_FAMILY names (keras3, tf.keras)."""

import importlib
import json
import os
import sys
import warnings

import compiled  # noqa: F401  adds to models.MODELS
import models
import numpy

warnings.simplefilter('ignore')
FAMILY = os.environ['WEIGHBRIDGE_FAMILY']
ONLY = os.environ.get('WEIGHBRIDGE_ONLY', '').split()  # files to load; all of them if there are none
NAME = {'keras3': 'keras'}.get(FAMILY, FAMILY)


def keras():
    if FAMILY == 'tf.keras':
        return importlib.import_module('tensorflow').keras
    return importlib.import_module('tf_keras' if FAMILY == 'tf_keras' else 'keras')


def version():
    return importlib.import_module({'tf.keras': 'tensorflow'}.get(FAMILY, NAME)).__version__


def example(shape, dtype):
    """One that is the same wherever it is made."""
    sizes = [1] + [size or 5 for size in shape[1:]]
    if 'str' in str(dtype):
        return numpy.array([['two']], dtype=object)
    count = int(numpy.prod(sizes))
    values = numpy.arange(count).reshape(sizes) % 7
    return values.astype('bool' if 'bool' in str(dtype) else 'int32' if 'int' in str(dtype) else 'float32')


def answer_of(model):
    """Numbers that tell whether the model calculates as it did."""
    inputs = model.inputs if isinstance(model.inputs, list) else list(model.inputs)
    given = [example(tuple(tensor.shape), tensor.dtype) for tensor in inputs]
    if isinstance(getattr(model, '_inputs_struct', None), dict) or isinstance(getattr(model, '_nested_inputs', None), dict):
        given = dict(zip(sorted('ab'), given))
    elif len(given) == 1:
        given = given[0]
    if getattr(given, 'dtype', None) == object:
        given = importlib.import_module('tensorflow').constant(given.tolist())
    found = model(given)
    parts = [found[key] for key in sorted(found)] if isinstance(found, dict) else found if isinstance(found, (list, tuple)) else [found]
    return [round(float(numpy.sum(numpy.asarray(part, dtype='float64') * 1.5)), 3) for part in parts]


def fill(model):
    source = numpy.random.RandomState(7)
    if not any(type(layer).__name__ in ('Normalization', 'TextVectorization', 'StringLookup', 'Discretization') for layer in model.layers):
        model.set_weights([source.uniform(0.1, 0.9, weight.shape).astype(weight.dtype) for weight in model.get_weights()])


def answer_or_none(model):
    try:
        return answer_of(model)
    except Exception as error:
        return 'no answer: ' + str(error)[:80]


def save(folder):
    os.makedirs(folder, exist_ok=True)
    answers = {}
    for name, make in models.MODELS.items():
        try:
            models.KERAS.backend.clear_session()
            model = make()
            fill(model)
        except Exception as error:
            print(name, 'not made:', str(error)[:100].replace('\n', ' '))
            continue
        for ending in ('.keras', '.h5', '.weights.h5'):
            path = os.path.join(folder, name + ending)
            try:
                model.save_weights(path) if ending == '.weights.h5' else model.save(path)
            except Exception as error:
                print(name + ending, 'not saved:', str(error)[:100].replace('\n', ' '))
                continue
            answers[name + ending] = [answer_or_none(model), [float(numpy.sum(weight)) for weight in model.get_weights() if numpy.asarray(weight).dtype.kind in 'fiub']]
    with open(os.path.join(folder, 'answers.json'), 'w') as file:
        json.dump(answers, file, indent=0)


def alike(one, other):
    if isinstance(one, str) or isinstance(other, str):
        return True
    return len(one) == len(other) and all(abs(a - b) <= 0.01 + 0.001 * abs(a) for a, b in zip(one, other))


def outcome_of(path, wanted):
    name = os.path.basename(path).split('.')[0]
    models.KERAS.backend.clear_session()
    try:
        if path.endswith('.weights.h5'):
            model = models.MODELS[name]()
            model.load_weights(path)
        else:
            model = models.KERAS.models.load_model(path)
    except Exception as error:
        return '{}: {}'.format(type(error).__name__, error).replace(path, os.path.basename(path))[:400]
    answer, sums = wanted
    if not alike(sorted(sums), sorted([float(numpy.sum(weight)) for weight in model.get_weights() if numpy.asarray(weight).dtype.kind in 'fiub'])):
        return 'ok (other values)'
    return 'ok' if alike(answer, answer_or_none(model)) else 'ok (calculates otherwise)'


def load(out, *folders):
    with open(out, 'w') as rows:
        for folder in folders:
            with open(os.path.join(folder, 'answers.json')) as file:
                answers = json.load(file)
            for name, wanted in sorted(answers.items()):
                if ONLY and os.path.basename(folder) + '/' + name not in ONLY:
                    continue
                row = {
                    'file': os.path.basename(folder) + '/' + name,
                    'loader': NAME,
                    'version': version(),
                    'call': 'load_weights' if name.endswith('.weights.h5') else 'load_model',
                    'outcome': outcome_of(os.path.join(folder, name), wanted),
                }
                rows.write(json.dumps(row) + '\n')


if __name__ == '__main__':
    models.KERAS = keras()
    {'save': save, 'load': load}[sys.argv[1]](*sys.argv[2:])
