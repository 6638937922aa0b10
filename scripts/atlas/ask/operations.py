"""The operations of keras.ops that a functional model may hold as nodes: operations.py OUT. Keras 3 alone has them.

They are built from their config by the constructor (keras/src/ops/operation.py, Operation.from_config), so its
signature says what they take.
"""

import importlib
import inspect
import json
import pkgutil
import sys

import installed
import making


def operations():
    """'numpy.Add': class, by the module that a config names."""
    package = importlib.import_module('keras.src.ops')
    base = importlib.import_module('keras.src.ops.operation').Operation
    found = {}
    for module in pkgutil.iter_modules(package.__path__):
        if module.name.endswith('_test'):
            continue
        for name, thing in vars(importlib.import_module('keras.src.ops.' + module.name)).items():
            if (
                inspect.isclass(thing)
                and issubclass(thing, base)
                and thing is not base
                and thing.__module__.endswith('.ops.' + module.name)
            ):
                found[module.name + '.' + name] = thing
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
