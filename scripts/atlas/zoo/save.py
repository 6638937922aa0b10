"""save.py FOLDER: saves one model for each layer class as this Keras saves it, and animals.json with what is in them."""

import json
import os
import sys
import warnings
import zlib

import animals
import installed
import kinds
from survey import time_limit

warnings.simplefilter('ignore')


def formats():
    """Endings by call: a whole model, and weights alone."""
    if installed.FAMILY == 'keras3':
        return ['.keras', '.weights.h5', '.h5']
    return ['.keras', '.weights.h5', '.h5'] if installed.has_v3() else ['.h5', '.weights.h5']


def save_one(name, make, folder):
    with time_limit(120):
        model, arguments = make()
        animals.fill(model, zlib.crc32(name.encode()) % 1000)
        saved = []
        for ending in formats():
            path = os.path.join(folder, name + ending)
            try:
                (model.save_weights if ending == '.weights.h5' else model.save)(path)
                saved.append(ending)
            except Exception as error:
                print(name, ending, installed.describe(error)[:150])
                if os.path.exists(path):
                    os.remove(path)
        return {'arguments': arguments, 'saved': saved, 'print': animals.print_of(model)}


def main(folder):
    os.makedirs(folder, exist_ok=True)
    found = {}
    makers = {name: (lambda cls=cls: animals.animal(cls)) for name, cls in sorted(animals.layer_classes().items())}
    makers.update({name: (lambda make=make: (make(), {})) for name, make in kinds.BY_NAME.items()})
    for name, make in makers.items():
        try:
            found[name] = save_one(name, make, folder)
        except Exception as error:
            print(name, installed.describe(error)[:150])
    with open(os.path.join(folder, 'animals.json'), 'w') as file:
        json.dump(found, file)


if __name__ == '__main__':
    main(sys.argv[1])
