"""What every Keras is asked about: all that any of them has, writes or takes."""

# Keys that any layer may have in its config, in one generation or another.
OF_EVERY_LAYER = {
    'name': 'one',
    'dtype': 'float32',
    'trainable': True,
    'batch_input_shape': [None, 7],
    'batch_shape': [None, 7],
    'input_shape': [7],
    'input_dtype': 'float32',
    'input_dim': 7,
    'input_length': 11,
    'weights': None,
    'dynamic': False,
    'autocast': True,
    'activity_regularizer': None,
    'batch_size': None,
    'build_config': None,
    'quantization_config': None,
    'implementation': 1,
    'create_input': True,
    'experimental_autocast': True,
    'input_spec': None,
    'time_major': False,
    'groups': 1,
    'ragged': False,
    'sparse': False,
    'is_legacy_optimizer': False,
    'axis': -1,
    'lora_rank': None,  # written once enable_lora was called; convolutions hand it to BaseConv in **kwargs
    'lora_alpha': None,
    'data_format': 'channels_last',
}
# Kinds with few keys: every class is asked about all of them, for names move between classes (Orthogonal,
# OrthogonalInitializer).
SHARED_KEYS = (
    'initializer',
    'regularizer',
    'constraint',
    'optimizer',
    'schedule',
    'loss',
    'metric',
    'dtype_policy',
    'quantizer',
)


def gathered(surveys):
    names, keys, forms = {}, {}, set()
    for survey in surveys:
        for kind, found in survey['names'].items():
            names.setdefault(kind, set()).update(found)
        for path in survey['paths']:
            module, _, name = path.rpartition('.')
            forms.add((module, name, None))
        for kind, classes in survey['classes'].items():
            for name, row in classes.items():
                if row.get('written'):
                    forms.add(tuple(row['written']))
                forms.add((row['home'], name, name))
                own = keys.setdefault(kind, {}).setdefault(name, {})
                for key in row['arguments']:
                    own.setdefault(key, None)
                for key, value in (row.get('config') or {}).items():
                    if own.get(key) is None:
                        own[key] = value
    return names, keys, forms


def make(surveys):
    names, keys, forms = gathered(surveys)
    for kind, classes in keys.items():
        shared = dict(OF_EVERY_LAYER) if kind == 'layer' else {}
        if kind in SHARED_KEYS:
            for own in classes.values():
                for key, value in own.items():
                    if shared.get(key) is None:
                        shared[key] = value
        for name in classes:
            classes[name] = dict(shared, **classes[name])
    order = sorted(forms, key=lambda form: [part or '' for part in form])
    return {'names': {kind: sorted(found) for kind, found in names.items()}, 'keys': keys, 'forms': order}
