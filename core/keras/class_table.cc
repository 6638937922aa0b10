#include "keras/class_table.h"

#include <array>
#include <functional>
#include <unordered_map>

#include "base/text.h"

namespace weighbridge::keras {
namespace {

constexpr bool kComposite = true;

// Collected from keras/src/layers of Keras 3.15.1, keras/src/layers of 2.15.0 (tf.keras), keras/layers of 2.3.1, keras/layers and
// keras/legacy of 1.2.2: a class is `always` if it creates variables whatever its arguments.
constexpr auto kClasses = std::to_array<ClassFacts>({
    // models
    {"Sequential", Need::container, false},
    {"Functional", Need::container, false},
    {"Model", Need::container, false},
    {"Graph", Need::container, false},
    {"FeatureSpace", Need::container, false},
    {"PreprocessingStage", Need::container, false},
    {"FunctionalPreprocessingStage", Need::container, false},
    // core
    {"Dense", Need::always, false},
    {"EinsumDense", Need::always, false},
    {"Embedding", Need::always, false},
    {"ReversibleEmbedding", Need::always, false},
    {"Highway", Need::always, false},
    {"MaxoutDense", Need::always, false},
    {"TimeDistributedDense", Need::always, false},
    {"RandomFourierFeatures", Need::always, false},
    {"DenseFeatures", Need::sometimes, false},
    {"TorchModuleWrapper", Need::sometimes, false},
    {"TFSMLayer", Need::sometimes, false},
    {"JaxLayer", Need::sometimes, false},
    {"FlaxLayer", Need::sometimes, false},
    {"InputLayer", Need::never, false},
    {"Lambda", Need::never, false},
    {"Activation", Need::never, false},
    {"Masking", Need::never, false},
    {"Identity", Need::never, false},
    {"TFOpLambda", Need::never, false},
    {"SlicingOpLambda", Need::never, false},
    {"ClassMethod", Need::never, false},
    {"InstanceMethod", Need::never, false},
    {"InstanceProperty", Need::never, false},
    {"TensorFlowOpLayer", Need::sometimes, false},
    // convolution
    {"Conv1D", Need::always, false},
    {"Conv2D", Need::always, false},
    {"Conv3D", Need::always, false},
    {"Conv1DTranspose", Need::always, false},
    {"Conv2DTranspose", Need::always, false},
    {"Conv3DTranspose", Need::always, false},
    {"DepthwiseConv1D", Need::always, false},
    {"DepthwiseConv2D", Need::always, false},
    {"SeparableConv1D", Need::always, false},
    {"SeparableConv2D", Need::always, false},
    {"LocallyConnected1D", Need::always, false},
    {"LocallyConnected2D", Need::always, false},
    {"Convolution1D", Need::always, false},
    {"Convolution2D", Need::always, false},
    {"Convolution3D", Need::always, false},
    {"AtrousConvolution1D", Need::always, false},
    {"AtrousConvolution2D", Need::always, false},
    {"Deconvolution2D", Need::always, false},
    {"Deconvolution3D", Need::always, false},
    {"SeparableConvolution2D", Need::always, false},
    // recurrent
    {"LSTM", Need::always, kComposite},
    {"GRU", Need::always, kComposite},
    {"SimpleRNN", Need::always, kComposite},
    {"CuDNNLSTM", Need::always, kComposite},
    {"CuDNNGRU", Need::always, kComposite},
    {"ConvLSTM1D", Need::always, kComposite},
    {"ConvLSTM2D", Need::always, kComposite},
    {"ConvLSTM3D", Need::always, kComposite},
    {"ConvRecurrent2D", Need::always, kComposite},
    {"ConvRNN2D", Need::sometimes, kComposite},
    {"RNN", Need::sometimes, kComposite},
    {"Bidirectional", Need::always, kComposite},
    {"TimeDistributed", Need::sometimes, kComposite},
    {"LSTMCell", Need::always, false},
    {"GRUCell", Need::always, false},
    {"SimpleRNNCell", Need::always, false},
    {"ConvLSTMCell", Need::always, false},
    {"ConvLSTM2DCell", Need::always, false},
    {"StackedRNNCells", Need::sometimes, kComposite},
    // attention
    {"MultiHeadAttention", Need::always, kComposite},
    {"GroupedQueryAttention", Need::always, kComposite},
    {"GroupQueryAttention", Need::always, kComposite},
    {"Attention", Need::sometimes, kComposite},
    {"AdditiveAttention", Need::sometimes, kComposite},
    // normalization
    {"BatchNormalization", Need::always, false},
    {"SyncBatchNormalization", Need::always, false},
    {"LayerNormalization", Need::sometimes, false},
    {"GroupNormalization", Need::sometimes, false},
    {"RMSNormalization", Need::always, false},
    {"SpectralNormalization", Need::always, kComposite},
    {"UnitNormalization", Need::never, false},
    // activations
    {"PReLU", Need::always, false},
    {"SReLU", Need::always, false},
    {"ParametricSoftplus", Need::always, false},
    {"ReLU", Need::never, false},
    {"LeakyReLU", Need::never, false},
    {"ELU", Need::never, false},
    {"ThresholdedReLU", Need::never, false},
    {"ThresholdedLinear", Need::never, false},
    {"Softmax", Need::never, false},
    // regularization
    {"Dropout", Need::never, false},
    {"SpatialDropout1D", Need::never, false},
    {"SpatialDropout2D", Need::never, false},
    {"SpatialDropout3D", Need::never, false},
    {"AlphaDropout", Need::never, false},
    {"GaussianDropout", Need::never, false},
    {"GaussianNoise", Need::never, false},
    {"ActivityRegularization", Need::never, false},
    // shape
    {"Flatten", Need::never, false},
    {"Reshape", Need::never, false},
    {"Permute", Need::never, false},
    {"RepeatVector", Need::never, false},
    {"Cropping1D", Need::never, false},
    {"Cropping2D", Need::never, false},
    {"Cropping3D", Need::never, false},
    {"UpSampling1D", Need::never, false},
    {"UpSampling2D", Need::never, false},
    {"UpSampling3D", Need::never, false},
    {"ZeroPadding1D", Need::never, false},
    {"ZeroPadding2D", Need::never, false},
    {"ZeroPadding3D", Need::never, false},
    // pooling
    {"MaxPooling1D", Need::never, false},
    {"MaxPooling2D", Need::never, false},
    {"MaxPooling3D", Need::never, false},
    {"AveragePooling1D", Need::never, false},
    {"AveragePooling2D", Need::never, false},
    {"AveragePooling3D", Need::never, false},
    {"GlobalMaxPooling1D", Need::never, false},
    {"GlobalMaxPooling2D", Need::never, false},
    {"GlobalMaxPooling3D", Need::never, false},
    {"GlobalAveragePooling1D", Need::never, false},
    {"GlobalAveragePooling2D", Need::never, false},
    {"GlobalAveragePooling3D", Need::never, false},
    {"AdaptiveMaxPooling1D", Need::never, false},
    {"AdaptiveMaxPooling2D", Need::never, false},
    {"AdaptiveMaxPooling3D", Need::never, false},
    {"AdaptiveAveragePooling1D", Need::never, false},
    {"AdaptiveAveragePooling2D", Need::never, false},
    {"AdaptiveAveragePooling3D", Need::never, false},
    // merging
    {"Add", Need::never, false},
    {"Subtract", Need::never, false},
    {"Multiply", Need::never, false},
    {"Average", Need::never, false},
    {"Maximum", Need::never, false},
    {"Minimum", Need::never, false},
    {"Concatenate", Need::never, false},
    {"Dot", Need::never, false},
    {"Merge", Need::sometimes, false},  // Keras 1: the branches' weights count as the Merge layer's own
    // preprocessing
    {"Normalization", Need::sometimes, false},
    {"Discretization", Need::sometimes, false},
    {"TextVectorization", Need::sometimes, kComposite},
    {"StringLookup", Need::sometimes, false},
    {"IntegerLookup", Need::sometimes, false},
    {"IndexLookup", Need::sometimes, false},
    {"STFTSpectrogram", Need::sometimes, false},
    {"MelSpectrogram", Need::never, false},
    {"CategoryEncoding", Need::never, false},
    {"Hashing", Need::never, false},
    {"HashedCrossing", Need::never, false},
    {"Rescaling", Need::never, false},
    {"Resizing", Need::never, false},
    {"CenterCrop", Need::never, false},
    {"Pipeline", Need::sometimes, kComposite},
    {"AugMix", Need::never, false},
    {"AutoContrast", Need::never, false},
    {"ContrastLimitedAdaptiveHistogramEqualization", Need::never, false},
    {"CutMix", Need::never, false},
    {"Equalization", Need::never, false},
    {"MaxNumBoundingBoxes", Need::never, false},
    {"MixUp", Need::never, false},
    {"RandAugment", Need::never, kComposite},
    {"RandomBrightness", Need::never, false},
    {"RandomColorDegeneration", Need::never, false},
    {"RandomColorJitter", Need::never, kComposite},
    {"RandomContrast", Need::never, false},
    {"RandomCrop", Need::never, false},
    {"RandomElasticTransform", Need::never, false},
    {"RandomErasing", Need::never, false},
    {"RandomFlip", Need::never, false},
    {"RandomGaussianBlur", Need::never, false},
    {"RandomGrayscale", Need::never, false},
    {"RandomHeight", Need::never, false},
    {"RandomHue", Need::never, false},
    {"RandomInvert", Need::never, false},
    {"RandomPerspective", Need::never, false},
    {"RandomPosterization", Need::never, false},
    {"RandomRotation", Need::never, false},
    {"RandomSaturation", Need::never, false},
    {"RandomSharpness", Need::never, false},
    {"RandomShear", Need::never, false},
    {"RandomTranslation", Need::never, false},
    {"RandomWidth", Need::never, false},
    {"RandomZoom", Need::never, false},
    {"Solarization", Need::never, false},
});

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
};
using Index = std::unordered_map<std::string, const ClassFacts*, StringHash, std::equal_to<>>;

struct Indexes {
  Index by_class;
  Index by_snake;  // dense, conv2d_transpose
  Index by_lower;  // Keras 1: convolution2d, batchnormalization

  Indexes() {
    for (const ClassFacts& facts : kClasses) {
      by_class.emplace(facts.name, &facts);
      by_snake.emplace(snake_case(facts.name), &facts);
      by_lower.emplace(text::to_lower_ascii(facts.name), &facts);
    }
  }
};

const Indexes& indexes() {
  static const Indexes instance;
  return instance;
}

std::string_view look_up(const Index& index, std::string_view key) {
  const auto found = index.find(key);
  return found == index.end() ? std::string_view{} : found->second->name;
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
// \w of Python's re; letters beyond ASCII count.
bool is_word_byte(char c) { return is_upper(c) || is_lower(c) || is_digit(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

// A default name of any generation, counter included.
std::string_view class_of_counted_name(std::string_view name) {
  const CountedName counted = split_counter(name);
  if (counted.stem == "input") return "InputLayer";
  const std::string_view modern = look_up(indexes().by_snake, counted.stem);
  return modern.empty() ? look_up(indexes().by_lower, counted.stem) : modern;
}

}  // namespace

const ClassFacts* find_class(std::string_view class_name) {
  const auto found = indexes().by_class.find(class_name);
  return found == indexes().by_class.end() ? nullptr : found->second;
}

Need need_of(std::string_view class_name) {
  const ClassFacts* facts = find_class(class_name);
  return facts == nullptr ? Need::unknown : facts->need;
}

CountedName split_counter(std::string_view name) {
  constexpr std::size_t kMaxDigits = 18;  // fits 64 bits
  const std::size_t underscore = name.rfind('_');
  if (underscore == std::string_view::npos || underscore == 0) return {name, 0};
  const std::string_view digits = name.substr(underscore + 1);
  if (digits.empty() || digits.size() > kMaxDigits || digits.front() == '0') return {name, 0};
  std::uint64_t counter = 0;
  for (const char c : digits) {
    if (!is_digit(c)) return {name, 0};
    counter = counter * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return {name.substr(0, underscore), counter};
}

bool counted_less(std::string_view a, std::string_view b) {
  const CountedName left = split_counter(a);
  const CountedName right = split_counter(b);
  if (left.stem != right.stem) return left.stem < right.stem;
  return left.counter < right.counter;
}

std::string snake_case(std::string_view class_name) {
  // re.sub("(.)([A-Z][a-z]+)", r"\1_\2"): an underscore before a capital that lower-case letters follow; matches do not overlap, and the
  // run of lower-case letters is part of the match.
  std::string words;
  std::size_t i = 0;
  while (i < class_name.size()) {
    const bool starts_word = i + 2 < class_name.size() && is_upper(class_name[i + 1]) && is_lower(class_name[i + 2]);
    if (!is_word_byte(class_name[i])) {  // \W is dropped
      ++i;
      continue;
    }
    words += class_name[i++];
    if (!starts_word) continue;
    words += '_';
    words += class_name[i++];
    while (i < class_name.size() && is_lower(class_name[i])) words += class_name[i++];
  }
  // re.sub("([a-z])([A-Z])", r"\1_\2").lower()
  std::string result;
  for (std::size_t k = 0; k < words.size(); ++k) {
    if (k > 0 && is_lower(words[k - 1]) && is_upper(words[k])) result += '_';
    result += words[k];
  }
  return text::to_lower_ascii(result);
}

std::string_view class_of_path_name(std::string_view name) {
  const std::string_view exact = look_up(indexes().by_snake, name);
  return exact.empty() ? look_up(indexes().by_snake, split_counter(name).stem) : exact;
}

std::string_view class_of_default_name(std::string_view name) {
  if (name.starts_with("tf.")) return "TFOpLambda";  // tf.nn.relu, tf.__operators__.add_1 (tf.keras >= 2.4)
  if (name.starts_with("tf_op_layer_")) return "TensorFlowOpLayer";
  const std::string_view known = class_of_counted_name(name);
  if (!known.empty()) return known;
  // Sequential names its implicit input after the first layer: dense_1_input.
  constexpr std::string_view kInput = "_input";
  const std::string_view stem = split_counter(name).stem;
  if (stem.ends_with(kInput) && !class_of_counted_name(stem.substr(0, stem.size() - kInput.size())).empty()) return "InputLayer";
  return {};
}

}  // namespace weighbridge::keras
