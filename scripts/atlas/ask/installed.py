"""The Keras of this environment, whatever its family, under one form. Runs on Python 3.6 and later."""

import functools
import importlib
import inspect
import os
import sys

FAMILY = os.environ['WEIGHBRIDGE_FAMILY']
# kind: its module below the root. A tf.keras policy is the dtype policy of Keras 3.
MODULES = {
    'layer': 'layers',
    'initializer': 'initializers',
    'regularizer': 'regularizers',
    'constraint': 'constraints',
    'optimizer': 'optimizers',
    'schedule': 'optimizers.schedules',
    'loss': 'losses',
    'metric': 'metrics',
    'activation': 'activations',
    'dtype_policy': 'dtype_policies',
    'quantizer': 'quantizers',
}
ELSEWHERE = {
    ('tf', 'dtype_policy'): ('mixed_precision.policy', 'mixed_precision.experimental.policy'),
    ('tf', 'schedule'): (
        'optimizers.schedules.learning_rate_schedule',
        'optimizer_v2.learning_rate_schedule',
        'optimizers.learning_rate_schedule',
    ),
    ('keras3', 'schedule'): ('optimizers.schedules',),
}
UNKNOWN = 'weighbridge_does_not_exist'


def try_import(name):
    try:
        return importlib.import_module(name)
    except ImportError:  # of the name itself or of what it needs
        return None


def find_root():
    if FAMILY == 'keras':
        return 'keras'
    if FAMILY == 'keras3':
        return 'keras.src'
    if FAMILY == 'tf_keras':
        return 'tf_keras.src'
    import tensorflow

    major, minor = map(int, tensorflow.__version__.split('.')[:2])
    if (major, minor) < (2, 6):
        return 'tensorflow.python.keras'
    return 'keras.src' if (major, minor) >= (2, 13) else 'keras'


def version():
    if FAMILY == 'tf.keras':
        import tensorflow

        return tensorflow.__version__
    return importlib.import_module('tf_keras' if FAMILY == 'tf_keras' else 'keras').__version__


ROOT = find_root()
IS_TENSORFLOW = FAMILY in ('tf.keras', 'tf_keras')
if IS_TENSORFLOW:
    import tensorflow  # noqa: F401  before its parts
elif FAMILY == 'keras3' and 'WEIGHBRIDGE_WITH_TENSORFLOW' not in os.environ:
    sys.modules['tensorflow'] = (
        None  # takes longer to import than all questions take; layers that ask for it are known by their signatures
    )
importlib.import_module(ROOT.split('.')[0])  # the public package first: some parts import each other in a circle


def module_of(kind):
    group = 'tf' if IS_TENSORFLOW else FAMILY
    for path in ELSEWHERE.get((group, kind), (MODULES[kind],)):
        module = try_import(ROOT + '.' + path)
        if module is not None:
            return module
    return None


def models():
    """name: class of everything that is a model."""
    found = {}
    for path in (
        'models',
        'engine.sequential',
        'engine.functional',
        'engine.training',
        'engine.topology',
        'models.functional',
        'legacy.models',
    ):
        module = try_import(ROOT + '.' + path)
        for name in ('Sequential', 'Model', 'Functional', 'Container', 'Network', 'Graph'):
            cls = getattr(module, name, None)
            if inspect.isclass(cls):
                found.setdefault(name, cls)
    return found


NO_OBJECTS = {'keras_export', 'InputSpec', 'VersionAwareLayers', 'OrderedDict', 'AddLoss', 'AddMetric'}


def is_ours(thing):
    home = getattr(thing, '__module__', None) or ''
    return (
        'keras' in home
        and getattr(thing, '__name__', '') not in NO_OBJECTS
        and not (inspect.isclass(thing) and issubclass(thing, Exception))
    )


def names_of(kind):
    """name: class or function, of everything public in the kind's namespace and, for Keras 3, in its table of known
    names."""
    module, found = module_of(kind), {}
    if module is None:
        return found
    spaces = [vars(module), getattr(module, 'ALL_OBJECTS_DICT', {})]
    serialization = try_import(ROOT + '.layers.serialization') if kind == 'layer' else None
    spaces += [vars(serialization)] if serialization else []
    local = getattr(serialization or module, 'LOCAL', None)
    if local is not None:
        for populate in ('populate_deserializable_objects', 'populate_dict_with_module_objects'):
            if hasattr(serialization or module, 'populate_deserializable_objects'):
                getattr(serialization or module, 'populate_deserializable_objects')()
                break
        spaces.append(getattr(local, 'ALL_OBJECTS', {}) or {})
    for space in spaces:
        for name, thing in list(space.items()):
            if (
                isinstance(name, str)
                and not name.startswith('_')
                and (inspect.isclass(thing) or inspect.isfunction(thing))
                and is_ours(thing)
            ):
                found.setdefault(name, thing)
    if kind == 'layer':
        found.update(models())
    if FAMILY == 'keras3':  # what the public namespace has and the source package has not
        public = try_import('keras.' + MODULES[kind])
        for name, thing in list(vars(public).items()) if public else []:
            if inspect.isclass(thing) and is_ours(thing):
                found.setdefault(name, thing)
    return found


def deserializer(kind):
    module = module_of(kind)
    if module is None:
        return None
    if FAMILY == 'keras' and version().startswith('1.'):
        if kind == 'layer':
            return importlib.import_module('keras.utils.layer_utils').layer_from_config
        if kind == 'optimizer':
            return lambda config: module.get(
                dict(config['config'], **{'name': config['class_name']}) if isinstance(config, dict) else config
            )
        return module.get
    deserialize = getattr(module, 'deserialize', None) or getattr(module, 'get', None)
    # TensorFlow 2.13 to 2.15 reads the names of an .h5 file so (keras/src/saving/legacy/model_config.py); otherwise it
    # wants the module too.
    if IS_TENSORFLOW and deserialize and 'use_legacy_format' in inspect.signature(deserialize).parameters:
        return functools.partial(deserialize, use_legacy_format=True)
    return deserialize


def is_unknown(error):
    text = str(error)
    return any(
        words in text
        for words in (
            'Unknown ',
            'Invalid layer',
            'Invalid optimizer',
            'Invalid initialization',
            'Invalid regularizer',
            'Could not interpret',
            'Could not locate',
            'not a valid',
            'Invalid ',
        )
    )


def looks_up(kind, name, as_text=False):
    """None if this Keras has something of that name for the kind, else the error that it raises (or what it does
    instead)."""
    deserialize = deserializer(kind)
    if deserialize is None:
        return 'no such kind'
    try:
        result = deserialize(name if as_text else {'class_name': name, 'config': {}})
    except Exception as error:
        return describe(error) if is_unknown(error) and not wants_arguments(error) else None
    return 'returns the name' if isinstance(result, str) else None


def wants_arguments(error):
    return 'missing' in str(error) and 'argument' in str(error)


def describe(error):
    return '{}: {}'.format(type(error).__name__, error)


def serialize(thing):
    """The v3 form: module, class name, registered name, config. None where this Keras has no such form."""
    for path in ('saving.serialization_lib', 'saving.experimental.serialization_lib'):
        module = try_import(ROOT + '.' + path)
        if module is not None:
            return module.serialize_keras_object(thing)
    return None


def retrieve(module_path, class_name, registered_name):
    """The class that the v3 form names: (class, None) or (None, error)."""
    for path in ('saving.serialization_lib', 'saving.experimental.serialization_lib'):
        module = try_import(ROOT + '.' + path)
        if module is not None and hasattr(module, '_retrieve_class_or_fn'):
            full = {'module': module_path, 'class_name': class_name, 'registered_name': registered_name, 'config': {}}
            try:
                return (
                    module._retrieve_class_or_fn(
                        class_name, registered_name, module_path, obj_type='class', full_config=full
                    ),
                    None,
                )
            except Exception as error:
                return None, describe(error)
    return None, 'no v3 form'


def has_v3():
    return any(
        hasattr(try_import(ROOT + '.' + path), '_retrieve_class_or_fn')
        for path in ('saving.serialization_lib', 'saving.experimental.serialization_lib')
    )
