"""Makes one object of a class, by recipes.py."""

import inspect

import installed
import recipes


def make(kind, name, *arguments, **keywords):
    if kind in ('loss_function', 'function'):
        return getattr(installed.module_of('loss' if kind == 'loss_function' else 'activation'), name)
    return installed.names_of(kind)[name](*arguments, **keywords)


def parameters(function):
    """(names, required names, takes any) of a constructor, without self."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return [], [], True
    names, required, takes_any = [], [], False
    for parameter in list(signature.parameters.values()):
        if parameter.name == 'self':
            continue
        if parameter.kind == parameter.VAR_KEYWORD:
            takes_any = True
        elif parameter.kind != parameter.VAR_POSITIONAL:
            names.append(parameter.name)
            if parameter.default is parameter.empty:
                required.append(parameter.name)
    return names, required, takes_any


def constructor(cls):
    """__init__ below the decorators that TensorFlow and Keras 1's converters put around it."""
    function = cls.__init__
    original = getattr(function, '_original_function', None)
    return original or inspect.unwrap(function)


def arguments_for(cls):
    names, required, _ = parameters(constructor(cls))
    wanted = dict.fromkeys(required)
    wanted.update(
        {name: None for name in recipes.BY_CLASS.get(cls.__name__, {}) if name in names or cls.__name__ == 'InputLayer'}
    )
    result = {}
    for name in wanted:
        if name == 'name' and cls.__name__.startswith('Quantized'):  # until 3.3
            result[name] = 'int8_from_float32' if 'Float8' not in cls.__name__ else 'float8_from_float32'
            continue
        there, value = recipes.value_for(cls.__name__, name)
        if not there:
            raise KeyError('no recipe for {}({})'.format(cls.__name__, name))
        result[name] = value(make) if callable(value) else value
    if cls.__name__ == 'InputLayer' and installed.FAMILY == 'keras3':
        return {'batch_shape': (None, 7)}
    return result


def build_one(cls, **more):
    arguments = arguments_for(cls)
    arguments.update(more)
    return cls(**arguments)
