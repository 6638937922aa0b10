"""The operations that a functional model may hold as nodes beside its layers: operations.py OUT. Keras 3 alone has them.

Most are of keras.ops; two stand behind keras.activations, one behind keras.quantizers. They are built from their config
by the constructor (keras/src/ops/operation.py, Operation.from_config), so its signature says what they take.
"""

import importlib
import inspect
import json
import pkgutil
import sys

import installed
import making


PLACES = ('keras.src.ops', 'keras.src.activations', 'keras.src.quantizers', 'keras.src.random', 'keras.src.utils')


def modules_of(place):
    package = importlib.import_module(place)
    for module in pkgutil.iter_modules(package.__path__, place + '.'):
        if not module.ispkg and not module.name.endswith('_test'):
            yield module.name


def operations():
    """'ops.numpy.Add': class, by the module below keras.src that a config names."""
    base = importlib.import_module('keras.src.ops.operation').Operation
    layer = importlib.import_module('keras.src.layers.layer').Layer
    found = {}
    for place in PLACES:
        for module in modules_of(place):
            for name, thing in vars(importlib.import_module(module)).items():
                is_operation = inspect.isclass(thing) and issubclass(thing, base) and not issubclass(thing, layer)
                if is_operation and thing is not base and thing.__module__ == module:
                    found[module.removeprefix('keras.src.') + '.' + name] = thing
    return found


def main(out):
    rows = {}
    if installed.FAMILY == 'keras3':
        for name, cls in sorted(operations().items()):
            names, required, takes_any = making.parameters(making.constructor(cls))
            rows[name] = {'home': cls.__module__, 'arguments': names, 'required': required, 'has_keywords': takes_any}
    with open(out, 'w') as file:
        json.dump(rows, file)


if __name__ == '__main__':
    main(sys.argv[1])
