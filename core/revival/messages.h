// What Keras 3 says while it makes a model from a config, with holes `{}`. Each names its place in Keras' source.
#ifndef WEIGHBRIDGE_REVIVAL_MESSAGES_H_
#define WEIGHBRIDGE_REVIVAL_MESSAGES_H_

#include <string_view>

namespace weighbridge::revival::messages {

// keras/src/saving/serialization_lib.py, _retrieve_class_or_fn
inline constexpr std::string_view kNotLocated =
    "Could not locate {what} '{}'. Make sure custom classes are decorated with "
    "`@keras.saving.register_keras_serializable()`.";
inline constexpr std::string_view kNotLocatedLate =  // 3.12.1, 3.14
    "Could not locate {what} '{}'. Make sure custom classes and functions are decorated with "
    "`@keras.saving.register_keras_serializable()`. If they are already decorated, make sure they are all imported so "
    "that the decorator "
    "is "
    "run before trying to load them.";
inline constexpr std::string_view kNoModule =
    "Could not deserialize {what} '{}' because its parent module {module} cannot be imported.";
// Until 3.10; serialization_lib.py, deserialize_keras_object.
inline constexpr std::string_view kLegacyOptimizer =
    "Unable to reconstruct an instance of '{}' because the class is missing a `from_config()` method. Full object "
    "config: {'module': 'keras.optimizers.legacy', 'class_name': '{}', ...}";
inline constexpr std::string_view kNotSaveable =  // 3.11
    "Could not deserialize '{module}.{}' because it is not a KerasSaveable subclass";
// The same file, deserialize_keras_object
inline constexpr std::string_view kNotProperly =
    "<class '{}'> could not be deserialized properly. Please ensure that components that are Python object instances "
    "(layers, models, "
    "etc.) "
    "returned by `get_config()` are explicitly deserialized in the model's `from_config()` "
    "method.\n\nconfig={...}.\n\nException "
    "encountered: ";
inline constexpr std::string_view kCustomObject =
    "Cannot deserialize object of type `{}`. If `{}` is a custom class, please register it using the "
    "`@keras.saving.register_keras_serializable()` decorator.";
inline constexpr std::string_view kPythonLambda =
    "Requested the deserialization of a Python lambda. This carries a potential risk of arbitrary code execution and "
    "thus it is disallowed "
    "by default.";
inline constexpr std::string_view kPythonLambdaEarly =  // until 3.10
    "Requested the deserialization of a `lambda` object. This carries a potential risk of arbitrary code execution and "
    "thus it is "
    "disallowed by default.";
// keras/src/layers/core/lambda_layer.py, from_config
inline constexpr std::string_view kLambdaLayerEarly =  // until 3.10; before that with {arg_name} as it stands here
    "The `{}` of this `Lambda` layer is a Python lambda. Deserializing it is unsafe.";
inline constexpr std::string_view kLambdaInTensorFlow =  // tf.keras 2.13 to 2.15, tf_keras
    "Requested the deserialization of a Lambda layer with a Python `lambda` inside it. This carries a potential risk "
    "of "
    "arbitrary code execution and thus it is disallowed by default.";
inline constexpr std::string_view kLambdaLayer =
    "Requested the deserialization of a `Lambda` layer whose `function` is a Python lambda. This carries a potential "
    "risk of arbitrary "
    "code execution and thus it is disallowed by default.";
// keras/src/export/tfsm_layer.py, from_config: since 3.12.1
inline constexpr std::string_view kSavedModelLayer =
    "Requested the deserialization of a `TFSMLayer`, which loads an external SavedModel. This carries a potential risk "
    "of arbitrary code execution and thus it is disallowed by default.";
// keras/src/ops/operation.py, __init__ (3.0.5 to 3.15.1)
inline constexpr std::string_view kSlashInName =
    "Argument `name` must be a string and cannot contain character `/`. Received: name={} (of type <class 'str'>)";
// The same file, from_config
inline constexpr std::string_view kWhenDeserializing =
    "Error when deserializing class '{}' using config={...}.\n\nException encountered: ";
// keras/src/legacy/saving/serialization.py, class_and_config_for_serialized_keras_object
inline constexpr std::string_view kUnknownLayer =
    "Unknown layer: '{}'. Please ensure you are using a `keras.utils.custom_object_scope` and that this object is "
    "included in the scope.";
// keras/src/layers/attention/attention.py
inline constexpr std::string_view kScoreMode =
    "Invalid value for argument score_mode. Expected one of {'dot', 'concat'}. Received: score_mode=<function dot at "
    "0x...>";
// keras/src/activations.py, deserialize (tf.keras 2.15)
inline constexpr std::string_view kNoActivation = "Unknown activation function '{}' cannot be deserialized.";
// keras/src/<kind>s/__init__.py, get
inline constexpr std::string_view kNotInterpreted = "Could not interpret {what} identifier: {}";
// keras/src/saving/serialization_lib.py, deserialize_keras_object with module_objects
inline constexpr std::string_view kNoClassInConfig = "Unknown `config` as a `dict`, config={}";
// keras/utils/generic_utils.py (tf.keras 2.6); other words since 2.7
inline constexpr std::string_view kImproperConfigEarly = "Improper config format: {}";
// tf.keras 2.15, keras/src/saving/legacy/serialization.py, class_and_config_for_serialized_keras_object
inline constexpr std::string_view kImproperConfig =
    "Improper config format for {}. Expecting python dict contains `class_name` and `config` as keys";
// The same, keras/src/engine/sequential.py, add, and functional.py, process_node: a class that the table of layers
// lacks comes back as its name.
inline constexpr std::string_view kNameInSequential =
    "The added layer must be an instance of class Layer. Received: layer={} of type <class 'str'>.";
inline constexpr std::string_view kNameInFunctional = "'str' object is not callable";
// The same in keras/src/layers/rnn: bidirectional.py, base_rnn.py and stacked_rnn_cells.py, __init__
inline constexpr std::string_view kNameInBidirectional =
    "Please initialize `Bidirectional` layer with a `tf.keras.layers.Layer` instance. Received: {}";
inline constexpr std::string_view kNameInRnn =
    "Argument `cell` should have a `call` method. The RNN was passed: cell={}";
inline constexpr std::string_view kNameInCells =
    "All cells must have a `call` method. Received cell without a `call` method: {}";
// keras/src/layers/layer.py, __call__, of a merging layer that is called like the operation of its name
inline constexpr std::string_view kTooManyArguments = "too many positional arguments";
inline constexpr std::string_view kOnlyTensors =
    "Only input tensors may be passed as positional arguments. The following argument value should be passed as a "
    "keyword argument: {}";
// Python up to 3.9, on which TensorFlow up to 2.7 runs.
inline constexpr std::string_view kNoArgumentEarly = "__init__() missing 1 required positional argument: '{}'";
inline constexpr std::string_view kNoArgument = "{class}.__init__() missing 1 required positional argument: '{}'";
// keras/src/layers/attention/multi_head_attention.py
inline constexpr std::string_view kNoValueShape =
    "MultiHeadAttention.build() missing 1 required positional argument: 'value_shape'";
// keras/src/models/functional.py, functional_from_config
inline constexpr std::string_view kFlatTensors =
    "functional_from_config.<locals>.get_tensor() takes 3 positional arguments but {} were given";
inline constexpr std::string_view kNoSuchNode = "list index out of range";
inline constexpr std::string_view kDisconnected =
    "Invalid Functional model configuration. The graph of the Functional model either has loops or disconnected nodes.";
// keras/src/layers/layer.py, __call__: whatever is raised by call() (keras/src/utils/traceback_utils.py)
inline constexpr std::string_view kListToTuple = "can only concatenate tuple (not \"TrackedList\") to tuple";
inline constexpr std::string_view kWhenCalling = "Exception encountered when calling {}.call().\n\n";
// What stands between brackets is a shape in the place of a number.
inline constexpr std::string_view kShapeInShape =  // 3.13
    "Cannot convert '(...)' to a shape. Found invalid dimension '(...)' of type '<class 'tuple'>'.";
inline constexpr std::string_view kShapeInShapeEarly = "Invalid dtype: tuple";
inline constexpr std::string_view kNoShape = "Cannot convert 'N' to a shape.";
inline constexpr std::string_view kNoRemainder = "unsupported operand type(s) for %: 'tuple' and 'int'";
inline constexpr std::string_view kCannotCompare = "'<' not supported between instances of 'tuple' and 'int'";
inline constexpr std::string_view kCannotBroadcast = "operands could not be broadcast together with shapes (0,N) (N,) ";
inline constexpr std::string_view kKernelShape =
    "Kernel shape must have the same length as input, but received kernel of shape (...) and input of shape [(...)].";
inline constexpr std::string_view kOtherKernelShape =  // keras/src/ops/operation_utils.py, compute_conv_output_shape
    "Kernel shape must have the same length as input, but received kernel of shape {kernel} and input of shape {}.";
inline constexpr std::string_view kNoneModulo = "unsupported operand type(s) for %: 'NoneType' and 'int'";
inline constexpr std::string_view kNotDefined =  // keras/src/backend/common/variables.py, _validate_shape
    "Shapes used to initialize variables must be fully-defined (no `None` dimensions). Received: shape={shape} for "
    "variable path='{}'";
inline constexpr std::string_view kNotConcatenated = "can only concatenate tuple (not \"{}\") to tuple";
inline constexpr std::string_view kTotalSize =  // keras/src/ops/operation_utils.py, compute_reshape_output_shape
    "The total size of the tensor must be unchanged. Received: input_shape={}";
inline constexpr std::string_view kTooFewSteps =  // keras/src/layers/rnn/time_distributed.py
    "`TimeDistributed` Layer should be passed an `input_shape` with at least 3 dimensions, received: [(...)]";
// keras/src/layers/input_spec.py, assert_input_compatibility
inline constexpr std::string_view kManyInputs =
    "Layer \"{}\" expects 1 input(s), but it received {count} input tensors. Inputs received: [...]";
inline constexpr std::string_view kOneInput =
    "Layer \"{}\" expects 1 input(s), but it received 2 input tensors. Inputs received: [...]";
inline constexpr std::string_view kNamedInput =  // 3.15, of a model
    "Layer \"{}\" expects 1 named input(s) with keys [...], but it received 2 input tensors.";
inline constexpr std::string_view kIncompatible =  // 3.13
    "Input 0 with name 'None' of layer '{}' is incompatible with the layer: ";
inline constexpr std::string_view kIncompatibleEarly = "Input 0 of layer \"{}\" is incompatible with the layer: ";
inline constexpr std::string_view kWrongRank = "expected {asked}, found ndim={found}. Full shape received: (...)";
inline constexpr std::string_view kWrongAxis =
    "expected axis -1 of input shape to have value N, but received input with shape (N, 1)";
// keras/src/layers/normalization/batch_normalization.py, __init__
inline constexpr std::string_view kListAsInteger =
    "int() argument must be a string, a bytes-like object or a real number, not 'list'";
// keras/src/layers/preprocessing/hashing.py, image_preprocessing/random_shear.py
inline constexpr std::string_view kHashingType =
    "When `output_mode=\"int\"`, `dtype` should be an integer type, 'int32' or 'in64'. Received: dtype={}";
inline constexpr std::string_view kShearFactor =
    "The `factor` argument should be a number (or a list of two numbers) in the range [0, 1.0]. Received: "
    "input_number={}";

}  // namespace weighbridge::revival::messages

#endif  // WEIGHBRIDGE_REVIVAL_MESSAGES_H_
