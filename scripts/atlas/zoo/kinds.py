"""Models that show what no single layer does: operations, Lambda, classes of one's own, nesting, sharing, training, policies."""

import installed
import animals


def layers():
    return animals.public().layers


def lambda_of_python():
    keras = animals.public()
    inputs = layers().Input((7,))
    outputs = layers().Lambda(lambda x: x * 2)(layers().Dense(3)(inputs))
    return keras.models.Model(inputs, outputs)


def operations():
    inputs = layers().Input((7,))
    x = layers().Dense(3, activation='relu')(inputs)
    y = layers().Dense(3)(inputs)
    if installed.FAMILY == 'keras3':
        ops = animals.public().ops
        x = ops.concatenate([ops.expand_dims(x * 2 + y, 1), ops.expand_dims(y, 1)], axis=1)
        x = ops.mean(x, axis=1)
    else:
        x = x * 2 + y
    return animals.public().models.Model(inputs, layers().Dense(2)(x))


def nested():
    models = animals.public().models
    inner_in = layers().Input((7,))
    inner = models.Model(inner_in, layers().Dense(5)(inner_in), name='inner')
    inputs = layers().Input((7,))
    return models.Model(inputs, layers().Dense(2)(inner(inputs)))


def nested_last():
    models = animals.public().models
    inner_in = layers().Input((5,))
    inner = models.Model(inner_in, layers().Dense(5)(inner_in), name='inner')
    inputs = layers().Input((7,))
    return models.Model(inputs, inner(layers().Dense(5)(inputs)))


def shared():
    models = animals.public().models
    inner_in = layers().Input((7,))
    inner = models.Model(inner_in, layers().Dense(5)(inner_in), name='inner')
    one, two = layers().Input((7,)), layers().Input((7,))
    return models.Model([one, two], layers().Concatenate()([inner(one), inner(two)]))


def sequential():
    return animals.public().models.Sequential(
        [
            layers().Input((11, 7)) if installed.FAMILY == 'keras3' else layers().InputLayer((11, 7)),
            layers().LSTM(3, return_sequences=True),
            layers().Flatten(),
            layers().Dense(2),
        ]
    )


def sequential_nested():
    models = animals.public().models
    inner = models.Sequential([layers().Dense(4, input_shape=(7,)), layers().BatchNormalization()])
    inputs = layers().Input((7,))
    return models.Model(inputs, layers().Dense(2)(inner(inputs)))


def two_outputs():
    inputs = layers().Input((7,))
    x = layers().Dense(3)(inputs)
    return animals.public().models.Model(inputs, [layers().Dense(2)(x), layers().Dense(1)(x)])


def named_outputs():
    inputs = {'a': layers().Input((7,), name='a'), 'b': layers().Input((7,), name='b')}
    x = layers().Concatenate()([inputs['a'], inputs['b']])
    return animals.public().models.Model(
        inputs, {'one': layers().Dense(2, name='one')(x), 'two': layers().Dense(1, name='two')(x)}
    )


def compiled(optimizer, loss, metrics):
    model = two_outputs_of_one()
    model.compile(optimizer=optimizer, loss=loss, metrics=metrics)
    return model


def two_outputs_of_one():
    inputs = layers().Input((7,))
    return animals.public().models.Model(inputs, layers().Dense(2, activation='softmax')(layers().Dense(3)(inputs)))


def compiled_by_names():
    return compiled('adam', 'categorical_crossentropy', ['accuracy'])


def compiled_mse():
    return compiled('rmsprop', 'mse', ['mae'])


def compiled_by_objects():
    keras = animals.public()
    return compiled(
        keras.optimizers.SGD(0.125, momentum=0.5),
        keras.losses.CategoricalCrossentropy(label_smoothing=0.125),
        [keras.metrics.CategoricalAccuracy(), keras.metrics.AUC()],
    )


def compiled_with_schedule():
    keras = animals.public()
    return compiled(
        keras.optimizers.Adam(keras.optimizers.schedules.ExponentialDecay(0.125, 10, 0.5)), keras.losses.Huber(), []
    )


def mixed_precision():
    inputs = layers().Input((7,))
    policy = 'mixed_float16'
    if installed.FAMILY == 'tf.keras' and not hasattr(animals.public().mixed_precision, 'Policy'):
        policy = animals.public().mixed_precision.experimental.Policy('mixed_float16')
    return animals.public().models.Model(inputs, layers().Dense(2, dtype=policy)(inputs))


def quantized():
    model = animals.public().models.Sequential([layers().Input((7,)), layers().Dense(4), layers().Dense(2)])
    model.quantize('int8')
    return model


def own_class():
    class Scale(layers().Layer):
        def call(self, x):
            return x * 2

        def compute_output_shape(self, input_shape):
            return input_shape

    inputs = layers().Input((7,))
    return animals.public().models.Model(inputs, Scale()(layers().Dense(3)(inputs)))


def own_activation():
    def twice(x):
        return x * 2

    inputs = layers().Input((7,))
    return animals.public().models.Model(inputs, layers().Dense(3, activation=twice)(inputs))


def layer_as_activation():
    inputs = layers().Input((7,))
    return animals.public().models.Model(inputs, layers().Dense(3, activation=layers().LeakyReLU())(inputs))


ALL = [
    lambda_of_python,
    operations,
    nested,
    nested_last,
    shared,
    sequential,
    sequential_nested,
    two_outputs,
    named_outputs,
    compiled_by_names,
    compiled_mse,
    compiled_by_objects,
    compiled_with_schedule,
    mixed_precision,
    quantized,
    own_class,
    own_activation,
    layer_as_activation,
]
BY_NAME = {'kind_' + make.__name__: make for make in ALL}
