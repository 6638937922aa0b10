"""try_loading.py FILES OUT: what this Keras does with each of FILES ([[name, path], ...] as JSON), a row for each call."""

import json
import os
import sys
import warnings

sys.path[:0] = [os.path.join(os.path.dirname(os.path.abspath(__file__)), part) for part in ('ask', 'zoo')]
import animals  # noqa: E402
import installed  # noqa: E402
from survey import time_limit  # noqa: E402

warnings.simplefilter('ignore')
MOST_SECONDS = 30


def attempt(load):
    """What load() gives, and how the oracle words what became of it."""
    try:
        with time_limit(MOST_SECONDS):
            return load(), 'ok'
    except BaseException as error:  # h5py and marshal raise more than Exception
        if isinstance(error, KeyboardInterrupt):
            raise
        return None, installed.describe(error)


def weights_of(model):
    return [values.tolist() for values in model.get_weights()]


def rows_of(path):
    models = animals.public().models
    model, outcome = attempt(lambda: models.load_model(path))
    if model is not None and not model.weights:
        outcome = 'ok (loaded model has 0 variables, built={})'.format(model.built)  # as the oracle has it
    yield 'load_model', outcome
    if model is None or not model.weights:
        return
    wanted = weights_of(model)
    # Of another start: what is not loaded stays behind.
    attempt(lambda: model.set_weights([values * 0 + 0.125 for values in model.get_weights()]))
    _, outcome = attempt(lambda: model.load_weights(path))
    if outcome == 'ok' and weights_of(model) != wanted:
        outcome = 'ok (not all variables as saved)'
    yield 'load_weights', outcome


def main(files, out):
    with open(files) as given, open(out, 'w') as file:
        for name, path in json.load(given):
            os.chdir(os.path.dirname(path))  # texts name the bare file, as the oracle's do
            for call, outcome in rows_of(os.path.basename(path)):
                file.write(json.dumps({'file': name, 'call': call, 'outcome': outcome[:400]}) + '\n')
                file.flush()


main(*sys.argv[1:])
