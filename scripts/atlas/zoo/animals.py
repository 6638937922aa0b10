"""One small model for every layer class of the Keras at hand, with arguments that are not its defaults. Runs in the environments of ../releases.py."""

import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, 'ask'))
import installed  # noqa: E402
import making  # noqa: E402
import recipes  # noqa: E402
import variables  # noqa: E402

# By argument: a value that is no default. Which of them a class takes is asked of its signature; those that it does
# not bear together are left out.
OTHER = {
    'activation': 'tanh',
    'use_bias': False,
    'kernel_initializer': 'he_normal',
    'bias_initializer': 'ones',
    'embeddings_initializer': 'normal',
    'gamma_initializer': 'zeros',
    'depthwise_initializer': 'he_uniform',
    'recurrent_initializer': 'glorot_uniform',
    'kernel_regularizer': 'l2',
    'kernel_constraint': 'unit_norm',
    'padding': 'same',
    'data_format': 'channels_last',
    'return_sequences': True,
    'go_backwards': True,
    'dropout': 0.25,
    'recurrent_dropout': 0.25,
    'reset_after': False,
    'unit_forget_bias': False,
    'depth_multiplier': 2,
    'momentum': 0.75,
    'epsilon': 0.01,
    'center': False,
    'mask_zero': True,
    'noise_shape': None,
    'seed': 5,
    'interpolation': 'bilinear',
    'keepdims': True,
    'merge_mode': 'sum',
    'normalize': True,
    'negative_slope': 0.25,
    'alpha': 0.25,
    'alpha_initializer': 'ones',
    'shared_axes': [1],
    'offset': 1.0,
    'output_mode': 'one_hot',
    'use_scale': True,
    'value_dim': 5,
    'attention_axes': [1],
    'fill_mode': 'constant',
    'strides': 1,
    'l1': 0.25,
    'cropping': 1,
    'mean': 0.0,
    'variance': 1.0,
    'max_value': 6.0,
    'crop_to_aspect_ratio': True,
    'pad_to_aspect_ratio': False,
    'num_oov_indices': 2,
    'power_iterations': 2,
}
ALONE = {
    ('TextVectorization', 'output_mode'): 'multi_hot',
    ('StringLookup', 'output_mode'): 'multi_hot',
    ('IntegerLookup', 'output_mode'): 'multi_hot',
    ('CategoryEncoding', 'output_mode'): 'multi_hot',
    ('Normalization', 'axis'): -1,
    ('ThresholdedReLU', 'alpha'): 0.5,
    ('ZeroPadding1D', 'padding'): 2,
    ('ZeroPadding2D', 'padding'): 2,
    ('ZeroPadding3D', 'padding'): 2,
    ('Dot', 'normalize'): True,
    ('SpectralNormalization', 'power_iterations'): 2,
}
LEFT_OUT = {
    ('Masking', 'alpha'),
    ('MultiHeadAttention', 'activation'),
    ('Activation', 'activation'),
    ('GaussianDropout', 'momentum'),
    ('Softmax', 'alpha'),
}


def public():
    """The package as its users import it."""
    if installed.FAMILY == 'keras3' or installed.FAMILY == 'keras':
        import keras

        return keras
    if installed.FAMILY == 'tf_keras':
        import tf_keras

        return tf_keras
    import tensorflow

    return tensorflow.keras


def model_class():
    return public().models.Model


def layer_classes():
    """name: class, of layers that can be made here without anything else."""
    found = {}
    for thing in installed.names_of('layer').values():
        name = getattr(thing, '__name__', '')
        if (
            isinstance(thing, type)
            and name not in recipes.NOT_MADE
            and name not in installed.models()
            and not name.endswith(('Cell', 'Cells'))
        ):
            found[name] = thing
    return found


def other_arguments(cls):
    names, _, _ = making.parameters(making.constructor(cls))
    chosen = {}
    for name in names:
        if (cls.__name__, name) in LEFT_OUT:
            continue
        value = ALONE.get((cls.__name__, name), OTHER.get(name))
        if value is not None:
            chosen[name] = value
    return chosen


def model_of(cls, arguments):
    """The model and its input shape; variables.NotBuilt if nothing suits."""
    problem = None
    for shape in recipes.SHAPES:
        try:
            inputs = variables.inputs_of(cls.__name__, shape)
            layer = making.build_one(cls, **arguments)
            outputs = layer(*inputs)
            flat = inputs[0] if isinstance(inputs[0], list) else inputs
            return model_class()(flat if len(flat) > 1 else flat[0], outputs)
        except Exception as error:
            problem = problem or installed.describe(error)
    raise variables.NotBuilt(problem)


def animal(cls):
    """(model, the arguments that are not defaults). Arguments that do not go together are tried one after the other."""
    wanted = other_arguments(cls)
    try:
        return model_of(cls, wanted), wanted
    except variables.NotBuilt:
        kept = {}
        model = model_of(cls, {})
        for name, value in sorted(wanted.items()):
            try:
                model = model_of(cls, dict(kept, **{name: value}))
                kept[name] = value
            except variables.NotBuilt:
                continue
        return model, kept


def values_of(model):
    import numpy

    if installed.FAMILY == 'keras3':
        return [numpy.asarray(variable) for variable in model.weights]
    return model.get_weights()


def print_of(model):
    """What tells the values of one model from those of another: shapes and sums, in order."""
    return [
        [list(value.shape), round(float(value.astype('float64').sum()), 4)]
        for value in values_of(model)
        if value.dtype.kind in 'fiu'
    ]


def fill(model, seed):
    """Every float weight gets values that no initializer makes."""
    import numpy

    random = numpy.random.RandomState(seed)
    model.set_weights(
        [
            random.uniform(0.1, 0.9, value.shape).astype(value.dtype) if value.dtype.kind == 'f' else value
            for value in values_of(model)
        ]
    )


def read_json(path):
    with open(path) as file:
        return json.load(file)
