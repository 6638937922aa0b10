// What Keras, h5py and zipfile say, with holes `{}` for what comes from the file. Exception class first, as the last
// line of a traceback has it. Every text was seen in a real run or stands in the named source; "h5py" texts come from
// HDF5 through h5py.
#ifndef WEIGHBRIDGE_LOADERS_MESSAGES_H_
#define WEIGHBRIDGE_LOADERS_MESSAGES_H_

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace weighbridge::loaders {

// Fills the holes from left to right.
[[nodiscard]] std::string say(std::string_view pattern, std::initializer_list<std::string_view> fillings);
// Python's repr of a list of strings: "['kernel', 'bias']".
[[nodiscard]] std::string python_list(const std::vector<std::string>& strings);

// What Python prints in the last line of a traceback, in its two parts.
struct Exception {
  std::string_view class_name;
  std::string text;
  [[nodiscard]] std::string whole() const { return std::string(class_name) + ": " + text; }
};

namespace messages {

inline constexpr std::string_view kKeyError = "KeyError";
inline constexpr std::string_view kValueError = "ValueError";
inline constexpr std::string_view kMemoryError = "MemoryError";

// keras/src/ops/function.py, _run_through_graph, and models/functional.py, functional_from_config (3.14.0, 3.15.1).
inline constexpr std::string_view kNotConnected = "ValueError: Output with path `{}` is not connected to `inputs`";
inline constexpr std::string_view kDisconnected =
    "ValueError: Invalid Functional model configuration. The graph of the Functional model either has loops or "
    "disconnected nodes.";

// Opening. h5py; the first hole is "" or "synchronously ".
inline constexpr std::string_view kCannotOpenFile = "{}: Unable to {}open file ({})";
inline constexpr std::string_view kTruncated = "truncated file: eof = {}, sblock->base_addr = 0, {} = {}";
// Of a KeyError.
inline constexpr std::string_view kCannotOpenObject = "\"Unable to {}open object (object '{}' doesn't exist)\"";
inline constexpr std::string_view kUnreadableObject = "'Unable to {}open object ({})'";
// "synchronously check link existence", "get link info".
inline constexpr std::string_view kNoLinks = "RuntimeError: Unable to {} ({})";
// h5py, the value of an attribute.
inline constexpr std::string_view kUnreadableAttribute = "OSError: Can't {}read data ({})";
inline constexpr std::string_view kNoAttribute = "KeyError: \"Can't open attribute (can't locate attribute: '{}')\"";
// TF 1.15-2.7, load_model on anything that h5py.is_hdf5 denies: keras/saving/saved_model/loader_impl.py
inline constexpr std::string_view kNoSavedModel =
    "OSError: SavedModel file does not exist at: {}/{saved_model.pbtxt|saved_model.pb}";
// Python's zipfile
inline constexpr std::string_view kNotZip = "BadZipFile: File is not a zip file";
inline constexpr std::string_view kBadHeader = "BadZipFile: Bad magic number for file header";
inline constexpr std::string_view kBadDirectory = "BadZipFile: Bad offset for central directory";
inline constexpr std::string_view kBadCrc = "BadZipFile: Bad CRC-32 for file '{}'";
inline constexpr std::string_view kNoMember = "KeyError: \"There is no item named '{}' in the archive\"";
// keras/saving/hdf5_format.py, _legacy_weights (TensorFlow 2.6, 2.12, 2.15)
inline constexpr std::string_view kNoVariables =
    "NotImplementedError: Save or restore weights that is not an instance of `tf.Variable` is not supported in h5, use "
    "`save_format='tf'` instead.";
// Of TensorFlow itself, for a table without a single word
inline constexpr std::string_view kNoWords = "keys and values cannot be empty tensors";
// Keras 3, keras/src/saving/saving_api.py and saving_lib.py
inline constexpr std::string_view kKerasNotFound =
    "ValueError: File not found: filepath={}. Please ensure the file is an accessible `.keras` zip file.";
inline constexpr std::string_view kUnsupportedModel =
    "ValueError: File format not supported: filepath={}. Keras 3 only supports V3 `.keras` files{} legacy H5 format "
    "files (`.h5` "
    "extension). Note that the legacy SavedModel format is not supported by `load_model()` in Keras 3.";
inline constexpr std::string_view kNoSuchFile =  // h5py 3 on Linux
    "FileNotFoundError: [Errno 2] Unable to synchronously open file (unable to open file: name = '{}', errno = 2, "
    "error message = 'No such "
    "file or directory', flags = 0, o_flags = 0)";
inline constexpr std::string_view kUnsupportedWeights =
    "ValueError: File format not supported: filepath={}. Keras 3 only supports V3 `.keras` and `.weights.h5` files, or "
    "legacy V1/V2 `.h5` "
    "files.";
inline constexpr std::string_view kUnsupportedWeightsLate =  // 3.14
    "ValueError: File format not supported: filepath={}. Keras 3 only supports V3 `.keras` files, `.weights.h5` files, "
    "legacy H5 format "
    "files (`.h5` extension), or Orbax checkpoints.";
inline constexpr std::string_view kNoWeightsMember =
    "ValueError: Expected a model.weights.h5 or model.weights.npz file.";

// Legacy weights. Until TF 2.6 and Keras 2.3.1; from TF 2.7 on and Keras 3.
inline constexpr std::string_view kLayerCountOld =
    "ValueError: You are trying to load a weight file containing {} layers into a model with {} layers.";
inline constexpr std::string_view kAmbiguousTruth =
    "ValueError: The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()";
inline constexpr std::string_view kLayerCount =
    "ValueError: Layer count mismatch when loading weights from file. Model expected {} layers, found {} saved layers.";
inline constexpr std::string_view kTopLevelCount =
    "ValueError: Weight count mismatch for top-level weights when loading weights from file. Model expects 0 top-level "
    "weight(s). Received {} saved top-level weight(s)";
// One layer's. From TF 2.7 on and Keras 3; before.
inline constexpr std::string_view kWeightCount =
    "ValueError: Weight count mismatch for layer #{} (named {} in the current model, {} in the save file). Layer "
    "expects {} weight(s). Received {} saved weight(s)";
inline constexpr std::string_view kWeightCountOld =
    "ValueError: Layer #{} (named \"{}\" in the current model) was found to correspond to layer {} in the save file. "
    "However the new layer {} expects {} weights, but the saved weights have {} elements.";
inline constexpr std::string_view kShapeMismatch =
    "ValueError: Shape mismatch in layer #{} (named {})for weight {}. Weight expects shape {}. Received saved weight "
    "with shape {}";
// keras/src/layers/merging/concatenate.py, build (3.3.3 to 3.15.1)
inline constexpr std::string_view kConcatenateRefuses =
    "ValueError: A `Concatenate` layer requires inputs with matching shapes except for the concatenation axis. "
    "Received: input_shape=";
// tensorflow/python/ops/resource_variable_ops.py, assign; keras/saving/legacy/hdf5_format.py (2.15.1)
inline constexpr std::string_view kShapesNotAssigned =
    "ValueError: Cannot assign value to variable ' {}:0': Shape mismatch.The variable shape {}, and the assigned value "
    "shape {} are incompatible.";
inline constexpr std::string_view kOtherGru =
    "ValueError: GRU(reset_after=True) is not compatible with GRU(reset_after=False)";
inline constexpr std::string_view kEarlierGru =
    "ValueError: GRU(reset_after=False) is not compatible with GRU(reset_after=True)";
inline constexpr std::string_view kShapesIncompatible = "ValueError: Shapes {} and {} are incompatible";
inline constexpr std::string_view kCannotCast = "ValueError: No cast function available.";  // h5py, opaque to float
inline constexpr std::string_view kBfloat16Unknown = "TypeError: data type 'bfloat16' not understood";

// keras/src/models/sequential.py, build (3.3.3, 3.4.1)
inline constexpr std::string_view kConfiguredAlready =
    "ValueError: Sequential model '{}' has already been configured to use input shape";
// A Lambda's function, called while the model is made. From TF 2.7 on with the layer's name.
inline constexpr std::string_view kNameError = "NameError: name '{}' is not defined";
inline constexpr std::string_view kNameInLambda =
    "NameError: Exception encountered when calling layer \"{}\" (type Lambda).\n\nname '{}' is not defined";

// Whole models without a model.
// Keras <= 2.2.2, TF <= 2.6.
inline constexpr std::string_view kNoModelInFile = "ValueError: No model found in config file.";
// Keras 2.2.3, 2.2.4: io_utils.H5Dict.
inline constexpr std::string_view kReadOnly = "ValueError: Cannot create group in read only mode.";
// Keras 2.2.5-2.3.1.
inline constexpr std::string_view kReadOnlyLate = "ValueError: Cannot create group in read-only mode.";
// TF >= 2.7, Keras 3.
inline constexpr std::string_view kNoModelConfig = "ValueError: No model config found in the file at {}.";
// What TF >= 2.8 calls the file.
inline constexpr std::string_view kGFile = "<tensorflow.python.platform.gfile.GFile object at 0x...>";

// Weights of the v3 layout.
// keras/src/saving/saving_lib.py, load_weights_only
inline constexpr std::string_view kNotYetBuilt =
    "ValueError: You are loading weights into a model that has not yet been built. Try building the model first by "
    "calling it on some data or by using `build()`.";
inline constexpr std::string_view kLayerVariables =
    "Layer '{}' expected {} variables, but received {} variables during loading. Expected: {}";
// keras/src/backend/common/variables.py, Variable.assign
inline constexpr std::string_view kOtherShape =
    "The shape of the target variable and the shape of the target value in `variable.assign(value)` must match. "
    "variable.shape={}, Received: value.shape={}. Target variable: <...>";
inline constexpr std::string_view kObjectsNotLoaded =  // Keras >= 3.0.2
    "ValueError: A total of {} objects could not be loaded. Example error message for object {}:\n\n{}\n\nList of "
    "objects that could not "
    "be "
    "loaded:\n[{}]";
inline constexpr std::string_view kSomeObjectsNotLoaded = "ValueError: A total of N objects could not be loaded.";

}  // namespace messages
}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_MESSAGES_H_
