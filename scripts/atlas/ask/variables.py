"""The variables that a layer makes: names, order, shapes as functions of its config."""

import copy
import re

import installed
import recipes


class NotBuilt(Exception):
    """No input shape of the recipes suits the layer."""


def placeholder(shape, is_integer):
    make_input = (
        getattr(installed.try_import(installed.ROOT + '.layers'), 'Input', None)
        or installed.try_import(installed.ROOT).Input
    )
    return make_input(shape=shape[1:], dtype='int32' if is_integer else 'float32')


def inputs_of(name, shape):
    is_integer = name in recipes.INTEGERS
    if name in (
        'Add',
        'Subtract',
        'Multiply',
        'Average',
        'Maximum',
        'Minimum',
        'Concatenate',
        'Dot',
        'Attention',
        'AdditiveAttention',
        'HashedCrossing',
    ):
        return [[placeholder(shape, is_integer), placeholder(shape, is_integer)]]
    if name in ('MultiHeadAttention', 'GroupQueryAttention', 'GroupedQueryAttention'):
        return [placeholder(shape, False), placeholder(shape, False)]
    return [placeholder(shape, is_integer)]


def built(cls, make_layer):
    """(layer, input shape) after the first call that works. A cell is called by its wrapper only, so it is built by
    its shape."""
    problem = None
    for shape in recipes.SHAPES:
        layer = make_layer()
        try:
            if cls.__name__.endswith(('Cell', 'Cells')):
                layer.build((None, 7))
                return layer, (None, 7)
            layer(*inputs_of(cls.__name__, shape))
            return layer, shape
        except Exception as error:
            problem = problem or installed.describe(error)
    raise NotBuilt(problem)


def short_name(variable, layer):
    """Below the layer: kernel, lstm_cell/kernel. Keras 1 names them dense_1_W."""
    path = getattr(variable, 'path', None) or getattr(variable, 'name', None) or ''
    path = re.sub(r':\d+$', '', str(path))
    for prefix in (layer.name + '/', layer.name + '_'):
        if path.startswith(prefix):
            return path[len(prefix) :]
    return path


def shape_of(variable):
    shape = getattr(variable, 'shape', None)
    if installed.FAMILY == 'keras':
        shape = variable.get_shape()
    return [int(size) for size in (shape.as_list() if hasattr(shape, 'as_list') else shape)]


def sizes_known(config, shape):
    known = {}
    for key, value in sorted(config.items()):
        values = value if isinstance(value, (list, tuple)) and len(set(map(str, value))) == 1 else [value]
        if values and isinstance(values[0], int) and not isinstance(values[0], bool) and values[0] > 1:
            known.setdefault(values[0], key)
        if isinstance(value, dict) and isinstance(value.get('config'), dict):
            for size, name in sizes_known(value['config'], ()).items():
                known.setdefault(size, key + '.' + name)
    for axis, size in enumerate(shape):
        if size:
            known.setdefault(size, 'in' if axis == len(shape) - 1 else 'in[{}]'.format(axis))
    return known


def expression(size, known):
    """`units`, `4*units`, `in`; a number where nothing of the config explains it."""
    if size in known:
        return known[size]
    for factor in (2, 3, 4):
        if size % factor == 0 and known.get(size // factor, '').endswith(
            ('units', 'output_dim', 'filters', 'nb_filter')
        ):
            return '{}*{}'.format(factor, known[size // factor])
    return str(size)


def listed(layer, shape, config):
    known = sizes_known(config, shape)
    trainable = {id(variable) for variable in layer.trainable_weights}
    return [
        [
            short_name(variable, layer),
            [expression(size, known) for size in shape_of(variable)],
            id(variable) in trainable,
        ]
        for variable in layer.weights
    ]


def names_and_shapes(rows):
    return [row[:2] for row in rows]


def ask(cls, make_layer, config):
    """{default: [[name, shape, trainable]], 'key=value': the same where a flag of the config changes the list}."""
    layer, shape = built(cls, make_layer)
    found = {'': listed(layer, shape, config)}
    for key, value in sorted(config.items()):
        if not found[''] and not key.startswith('use_'):
            continue  # a layer without variables gets none from a flag of another kind
        if isinstance(value, bool) and key not in (
            'trainable',
            'stateful',
            'unroll',
            'go_backwards',
            'return_sequences',
            'return_state',
        ):
            changed = copy.deepcopy(config)
            changed[key] = not value
            changed.pop('build_config', None)
            try:
                other, _ = built(cls, lambda: cls.from_config(copy.deepcopy(changed)))
                rows = listed(other, shape, config)
            except Exception:
                continue
            if names_and_shapes(rows) != names_and_shapes(found['']):
                found['{}={}'.format(key, str(not value).lower())] = rows
    return found
