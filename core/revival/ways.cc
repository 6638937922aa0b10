#include "revival/ways.h"

#include <algorithm>
#include <array>

namespace weighbridge::revival {
namespace {

struct ClassWay {
  std::string_view class_name;
  Way way;
};
constexpr std::array kClassWays = {ClassWay{"Activation", Way::any},
                                   ClassWay{"ActivityRegularization", Way::any},
                                   ClassWay{"AlphaDropout", Way::any},
                                   ClassWay{"AveragePooling1D", Way::global_pooling},
                                   ClassWay{"AveragePooling2D", Way::pooling},
                                   ClassWay{"AveragePooling3D", Way::pooling},
                                   ClassWay{"BatchNormalization", Way::batch_normalization},
                                   ClassWay{"Bidirectional", Way::recurrent},
                                   ClassWay{"Conv1D", Way::conv},
                                   ClassWay{"Conv1DTranspose", Way::conv_transpose},
                                   ClassWay{"Conv2D", Way::conv},
                                   ClassWay{"Conv2DTranspose", Way::conv_transpose},
                                   ClassWay{"Conv3D", Way::conv},
                                   ClassWay{"Conv3DTranspose", Way::conv_transpose},
                                   ClassWay{"ConvLSTM1D", Way::recurrent},
                                   ClassWay{"ConvLSTM2D", Way::recurrent},
                                   ClassWay{"ConvLSTM3D", Way::recurrent},
                                   ClassWay{"Cropping1D", Way::indexed},
                                   ClassWay{"Cropping2D", Way::indexed},
                                   ClassWay{"Cropping3D", Way::indexed},
                                   ClassWay{"Dense", Way::dense},
                                   ClassWay{"DepthwiseConv1D", Way::depthwise},
                                   ClassWay{"DepthwiseConv2D", Way::depthwise},
                                   ClassWay{"Dropout", Way::any},
                                   ClassWay{"ELU", Way::any},
                                   ClassWay{"Flatten", Way::shape_user},
                                   ClassWay{"GRU", Way::recurrent},
                                   ClassWay{"GaussianDropout", Way::any},
                                   ClassWay{"GaussianNoise", Way::any},
                                   ClassWay{"GlobalAveragePooling1D", Way::global_pooling},
                                   ClassWay{"GlobalAveragePooling2D", Way::global_pooling},
                                   ClassWay{"GlobalAveragePooling3D", Way::global_pooling},
                                   ClassWay{"GlobalMaxPooling1D", Way::global_pooling},
                                   ClassWay{"GlobalMaxPooling2D", Way::global_pooling},
                                   ClassWay{"GlobalMaxPooling3D", Way::global_pooling},
                                   ClassWay{"GroupNormalization", Way::group_normalization},
                                   ClassWay{"Identity", Way::any},
                                   ClassWay{"LSTM", Way::recurrent},
                                   ClassWay{"LayerNormalization", Way::normalization},
                                   ClassWay{"LeakyReLU", Way::any},
                                   ClassWay{"MaxPooling1D", Way::global_pooling},
                                   ClassWay{"MaxPooling2D", Way::pooling},
                                   ClassWay{"MaxPooling3D", Way::pooling},
                                   ClassWay{"PReLU", Way::prelu},
                                   ClassWay{"Permute", Way::shape_user},
                                   ClassWay{"RMSNormalization", Way::normalization},
                                   ClassWay{"RandomBrightness", Way::any},
                                   ClassWay{"RandomContrast", Way::any},
                                   ClassWay{"RandomFlip", Way::any},
                                   ClassWay{"RandomRotation", Way::any},
                                   ClassWay{"RandomTranslation", Way::any},
                                   ClassWay{"RandomZoom", Way::any},
                                   ClassWay{"ReLU", Way::any},
                                   ClassWay{"RepeatVector", Way::indexed},
                                   ClassWay{"Rescaling", Way::any},
                                   ClassWay{"Reshape", Way::reshape},
                                   ClassWay{"Resizing", Way::resizing},
                                   ClassWay{"SeparableConv1D", Way::depthwise},
                                   ClassWay{"SeparableConv2D", Way::depthwise},
                                   ClassWay{"SimpleRNN", Way::recurrent},
                                   ClassWay{"Softmax", Way::any},
                                   ClassWay{"SpatialDropout1D", Way::spatial_dropout},
                                   ClassWay{"SpatialDropout2D", Way::spatial_dropout},
                                   ClassWay{"SpatialDropout3D", Way::spatial_dropout},
                                   ClassWay{"TimeDistributed", Way::time_distributed},
                                   ClassWay{"UnitNormalization", Way::any},
                                   ClassWay{"UpSampling1D", Way::indexed},
                                   ClassWay{"UpSampling2D", Way::indexed},
                                   ClassWay{"UpSampling3D", Way::indexed},
                                   ClassWay{"ZeroPadding1D", Way::indexed},
                                   ClassWay{"ZeroPadding2D", Way::indexed},
                                   ClassWay{"ZeroPadding3D", Way::indexed}};
static_assert(std::ranges::is_sorted(kClassWays, {}, &ClassWay::class_name));

}  // namespace

std::optional<Way> way_of(std::string_view class_name) {
  const auto row = std::ranges::lower_bound(kClassWays, class_name, {}, &ClassWay::class_name);
  if (row == kClassWays.end() || row->class_name != class_name) return std::nullopt;
  return row->way;
}

}  // namespace weighbridge::revival
