"""Small models that some loader brings back wrongly or not at all, by name. See docs/loaders.md, "Faults of loaders
themselves". Each is made by whatever Keras is asked; the name says what is special about it."""

import numpy

KERAS = None  # keras or tf.keras, set by the program that imports this
MODELS = {}


def model(make):
    MODELS[make.__name__] = make
    return make


def chain(*layers):
    return KERAS.Sequential(list(layers))


def layers():
    return KERAS.layers


@model
def normalization():
    layer = layers().Normalization()
    layer.adapt(numpy.array([[1.0, 20.0, 300.0], [3.0, 40.0, 500.0]]))
    return chain(layers().Input((3,)), layer, layers().Dense(2))


@model
def normalization_given():
    return chain(layers().Input((3,)), layers().Normalization(mean=[1.0, 2.0, 3.0], variance=[4.0, 5.0, 6.0]), layers().Dense(2))


@model
def channels_first():
    data = layers().Input((3, 6, 6))
    x = layers().Conv2D(4, 3, data_format='channels_first')(data)
    return KERAS.Model(data, layers().BatchNormalization(axis=1)(x))


@model
def last_axis():
    data = layers().Input((6, 6, 3))
    return KERAS.Model(data, layers().BatchNormalization()(layers().Conv2D(4, 3)(data)))


@model
def called_twice():
    inner_data = layers().Input((4,))
    inner = KERAS.Model(inner_data, layers().Dense(3)(inner_data))
    one, two = layers().Input((4,)), layers().Input((4,))
    return KERAS.Model([one, two], layers().Add()([inner(one), inner(two)]))


@model
def inside_sequential():
    inner_data = layers().Input((4,))
    inner = KERAS.Model(inner_data, layers().Dense(3)(inner_data))
    return chain(layers().Input((4,)), inner, layers().Dense(2))


@model
def inside_functional():
    inner_data = layers().Input((4,))
    inner = KERAS.Model(inner_data, layers().Dense(3)(inner_data))
    data = layers().Input((4,))
    return KERAS.Model(data, layers().Dense(2)(inner(data)))


@model
def two_models_inside():
    first_data = layers().Input((4,))
    first = KERAS.Model(first_data, layers().Dense(3)(first_data))
    second_data = layers().Input((3,))
    second = KERAS.Model(second_data, layers().Dense(3)(second_data))
    data = layers().Input((4,))
    return KERAS.Model(data, second(first(data)))


@model
def bidirectional():
    return chain(layers().Input((5, 4)), layers().Bidirectional(layers().LSTM(3)), layers().Dense(2))


@model
def bidirectional_own_backward():
    layer = layers().Bidirectional(layers().LSTM(3), backward_layer=layers().LSTM(3, go_backwards=True))
    return chain(layers().Input((5, 4)), layer, layers().Dense(2))


@model
def lstm():
    return chain(layers().Input((5, 4)), layers().LSTM(3), layers().Dense(2))


@model
def gru():
    return chain(layers().Input((5, 4)), layers().GRU(3), layers().Dense(2))


@model
def simple_rnn():
    return chain(layers().Input((5, 4)), layers().SimpleRNN(3), layers().Dense(2))


@model
def stacked_cells():
    cells = [layers().LSTMCell(3), layers().LSTMCell(2)]
    return chain(layers().Input((5, 4)), layers().RNN(cells), layers().Dense(2))


@model
def conv_lstm():
    return chain(layers().Input((3, 6, 6, 2)), layers().ConvLSTM2D(2, 3))


@model
def time_distributed():
    return chain(layers().Input((5, 4)), layers().TimeDistributed(layers().Dense(3)))


@model
def depthwise():
    return chain(layers().Input((6, 6, 3)), layers().DepthwiseConv2D(3))


@model
def transposed():
    return chain(layers().Input((6, 6, 3)), layers().Conv2DTranspose(2, 3))


@model
def separable():
    return chain(layers().Input((6, 6, 3)), layers().SeparableConv2D(2, 3))


@model
def embedding():
    return chain(layers().Input((5,), dtype='int32'), layers().Embedding(9, 4), layers().Flatten(), layers().Dense(2))


@model
def embedding_first():
    return chain(layers().Embedding(9, 4, input_length=5), layers().Flatten(), layers().Dense(2))


@model
def convolution_first():
    return chain(layers().Conv2D(2, 3, input_shape=(6, 6, 3)), layers().Flatten(), layers().Dense(2))


@model
def dense_first():
    return chain(layers().Dense(3, input_shape=(4,)), layers().Dense(2))


@model
def attention():
    one, two = layers().Input((5, 4)), layers().Input((5, 4))
    return KERAS.Model([one, two], layers().Dense(2)(layers().Attention()([one, two])))


@model
def attention_scaled():
    one, two = layers().Input((5, 4)), layers().Input((5, 4))
    return KERAS.Model([one, two], layers().Dense(2)(layers().Attention(use_scale=True)([one, two])))


@model
def multi_head():
    data = layers().Input((5, 4))
    return KERAS.Model(data, layers().MultiHeadAttention(2, 3)(data, data))


@model
def multi_head_dropout():
    data = layers().Input((5, 4))
    return KERAS.Model(data, layers().MultiHeadAttention(2, 3, dropout=0.1)(data, data))


@model
def dropout_shaped():
    return chain(layers().Input((5, 4)), layers().Dropout(0.5, noise_shape=(None, 1, 4)), layers().Dense(2))


@model
def dropout_zero():
    return chain(layers().Input((4,)), layers().Dense(3), layers().Dropout(0.0), layers().Dense(2))


@model
def leaky():
    return chain(layers().Input((4,)), layers().Dense(3), layers().LeakyReLU(), layers().Dense(2))


@model
def activation_is_a_layer():
    return chain(layers().Input((4,)), layers().Dense(3, activation=layers().LeakyReLU()), layers().Dense(2))


@model
def softmax_axes():
    return chain(layers().Input((5, 4)), layers().Dense(3), layers().Softmax(axis=(1, 2)))


@model
def masked():
    return chain(layers().Input((5, 4)), layers().Masking(), layers().LSTM(3), layers().Dense(2))


@model
def mask_given():
    data, mask = layers().Input((5, 4)), layers().Input((5,), dtype='bool')
    return KERAS.Model([data, mask], layers().SimpleRNN(3)(data, mask=mask))


@model
def named_inputs():
    data = {'a': layers().Input((4,), name='a'), 'b': layers().Input((4,), name='b')}
    return KERAS.Model(data, layers().Dense(2)(layers().Concatenate()([data['a'], data['b']])))


@model
def named_outputs():
    data = layers().Input((4,))
    return KERAS.Model(data, {'one': layers().Dense(2, name='one')(data), 'two': layers().Dense(1, name='two')(data)})


@model
def spectral():
    return chain(layers().Input((4,)), layers().SpectralNormalization(layers().Dense(3)))


@model
def layer_normalization():
    return chain(layers().Input((4,)), layers().LayerNormalization(), layers().Dense(2))


@model
def regularized():
    kernel = KERAS.regularizers.L1L2(0.1, 0.2)
    return chain(layers().Input((4,)), layers().Dense(3, kernel_regularizer=kernel, kernel_constraint=KERAS.constraints.MaxNorm(2)), layers().Dense(2))


@model
def orthogonal():
    return chain(layers().Input((4,)), layers().Dense(3, kernel_initializer='orthogonal'), layers().Dense(2))


@model
def mixed_precision():
    return chain(layers().Input((4,)), layers().Dense(3, dtype='mixed_float16'), layers().Dense(2))


@model
def tensor_sum():
    data = layers().Input((4,))
    return KERAS.Model(data, layers().Dense(2)(data) + 1.0)


@model
def tf_idf():
    layer = layers().TextVectorization(output_mode='tf_idf')
    layer.adapt(['one two', 'two three'])
    return chain(layers().Input((1,), dtype='string'), layer)


@model
def words():
    layer = layers().TextVectorization(output_sequence_length=4)
    layer.adapt(['one two', 'two three'])
    return chain(layers().Input((1,), dtype='string'), layer)


@model
def looked_up():
    layer = layers().StringLookup()
    layer.adapt(['one', 'two'])
    return chain(layers().Input((1,), dtype='string'), layer)


@model
def discretized():
    layer = layers().Discretization(num_bins=3)
    layer.adapt(numpy.array([[1.0], [5.0], [9.0], [20.0]]))
    return chain(layers().Input((1,)), layer)
