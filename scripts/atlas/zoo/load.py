"""load.py OUT FOLDER...: loads what other releases saved, with both calls, and writes what came of it in the form of tests/fixtures/oracle.jsonl."""

import json
import os
import sys
import warnings

import animals
import installed
import kinds
from survey import time_limit

warnings.simplefilter('ignore')
LOADER = {'keras3': 'keras'}.get(installed.FAMILY, installed.FAMILY)


def load_model(path):
    return animals.public().models.load_model(path)


def shorter(text, path):
    return text.replace(path, os.path.basename(path))[:400]


def outcome_of(load, path, wanted):
    """(outcome, variables that are not as saved, of how many). `ok` only if all values are those that were saved."""
    try:
        with time_limit(20):
            model = load()
    except Exception as error:
        return shorter(installed.describe(error), path), None, len(wanted)
    found = animals.print_of(model)
    same = sum(1 for one, other in zip(found, wanted) if one[0] == other[0] and abs(one[1] - other[1]) < 0.01)
    if found and same == len(found) == len(wanted) or not wanted and not found:
        return 'ok', None, len(wanted)
    return 'ok ({} of {} variables as saved)'.format(same, len(wanted)), same, len(wanted)


def rows_of(folder):
    """Rows for one saver's folder, whose name is its release."""
    classes = animals.layer_classes()
    for name, about in sorted(animals.read_json(os.path.join(folder, 'animals.json')).items()):
        for ending in about['saved']:
            path = os.path.join(folder, name + ending)
            if ending == '.keras' and not installed.has_v3():
                continue
            if ending != '.weights.h5':
                yield name, ending, 'load_model', outcome_of(lambda: load_model(path), path, about['print'])
            elif name in classes or name in kinds.BY_NAME:
                try:
                    with time_limit(20):
                        model = (
                            kinds.BY_NAME[name]()
                            if name in kinds.BY_NAME
                            else animals.model_of(classes[name], about['arguments'])
                        )
                except Exception:
                    continue  # this Keras has no such model

                def load():
                    model.load_weights(path)
                    return model

                yield name, ending, 'load_weights', outcome_of(load, path, about['print'])


def main(out, *folders):
    with open(out, 'w') as file:
        for folder in folders:
            saver = os.path.basename(folder)
            for name, ending, call, (outcome, changed, of) in rows_of(folder):
                row = {
                    'file': saver + '/' + name + ending,
                    'loader': LOADER,
                    'version': installed.version(),
                    'call': call,
                    'outcome': outcome,
                    'changed': changed,
                    'of': of,
                    'class': name,
                }
                file.write(json.dumps(row) + '\n')


if __name__ == '__main__':
    main(*sys.argv[1:])
