#include "report/remains.h"

#include <algorithm>

#include "base/text.h"
#include "hdf5/unnamed.h"
#include "keras/checkpoint.h"
#include "report/totals.h"

namespace weighbridge::report {
namespace {

bool is_nobodys(const Layer& layer) {
  return hdf5::is_unnamed(layer.path) && (layer.name.empty() || hdf5::is_unnamed(layer.name));
}

// Of a Flatten that cannot be read no weights are lost.
bool may_lack_weights(const Layer& layer) {
  return lacks_weights(layer) && keras::need_of(layer.class_name) != keras::Need::never;
}

// "3 of its 13 layers that need weights have all of them"
std::string layers_of(const Remains& remains) {
  const std::uint64_t layers = remains.whole_layers + remains.other_layers;
  const std::string of_all = " of the " + text::group_digits(layers) +
                             (remains.may_need_none ? " layers that may need weights " : " layers that need weights ");
  if (remains.whole_layers == 0) return "none" + of_all + "has all of them";
  return text::group_digits(remains.whole_layers) + of_all +
         (remains.whole_layers == 1 ? "has all of them" : "have all of them");
}

// "nothing in it can be read", "12 of 16 tensors are intact"
std::string of_the_model(const Remains& remains) {
  const std::uint64_t tensors = remains.tensors;
  if (tensors == 0 && remains.nobodys != 0)
    return text::count_of(remains.nobodys, "tensor") +
           (remains.nobodys == 1 ? " in it is intact, but its name is lost, and with it whose it is"
                                 : " in it are intact, but their names are lost, and with them whose they are");
  if (tensors == 0 && remains.layers == 0) return "nothing in it can be read";
  if (tensors == 0) return "no more than the names of " + text::count_of(remains.layers, "layer") + " can be read";
  if (remains.intact == 0)
    return tensors == 1 ? "its one tensor is not intact"
                        : "none of its " + text::group_digits(tensors) + " tensors is intact";
  const bool tells_by_layers = remains.whole_layers > 0 || remains.intact == tensors;
  const std::uint64_t layers = remains.whole_layers + remains.other_layers;
  if (remains.other_layers > 0 && layers > 1 && tells_by_layers) return layers_of(remains);
  if (remains.intact < tensors)
    return text::group_digits(remains.intact) + " of " + text::group_digits(tensors) +
           (remains.intact == 1 ? " tensors is intact" : " tensors are intact") +
           (layers > 1 ? ", but no layer is whole" : "");
  return tensors == 1 ? "the one tensor that it still lists is intact"
                      : (tensors == 2 ? "both" : "all " + text::group_digits(tensors)) +
                            std::string(" tensors that it still lists are intact");
}

}  // namespace

Remains count_remains(const Report& report) {
  Remains remains{.layers = report.totals.layers};
  CountedArrays counted;
  for (const Layer& layer : report.layers) {
    std::uint64_t intact = 0;
    std::uint64_t tensors = 0;
    for (const Tensor& tensor : layer.tensors) {
      if (!counted.is_new(tensor)) continue;
      ++tensors;
      if (tensor.state == TensorState::intact) ++intact;
    }
    if (is_nobodys(layer)) {
      remains.nobodys += intact;
      continue;
    }
    remains.tensors += tensors;
    remains.intact += intact;
    if (layer.state == LayerState::filled && intact == tensors)
      ++remains.whole_layers;
    else if (layer.state == LayerState::filled || may_lack_weights(layer))
      ++remains.other_layers;
    else
      continue;
    remains.may_need_none |= tensors == 0 && keras::need_of(layer.class_name) != keras::Need::always;
  }
  return remains;
}

std::string_view what_bytes_are_of(const Report& report) {
  return std::ranges::any_of(report.layers, is_nobodys) && count_remains(report).nobodys != 0 ? "arrays" : "weights";
}

std::string in_words(const Remains& remains) {
  std::string sentence = of_the_model(remains);
  if (remains.tensors != 0 && remains.nobodys != 0)
    sentence += (remains.nobodys == 1 ? "; the name of " : "; the names of ") + text::group_digits(remains.nobodys) +
                (remains.nobodys == 1 ? " more is lost, and with it whose it is"
                                      : " more are lost, and with them whose they are");
  return sentence;
}

}  // namespace weighbridge::report
