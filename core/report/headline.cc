#include "report/headline.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "catalogue/catalogue.h"
#include "catalogue/ids.gen.h"
#include "container/zip/keras_archive.h"
#include "keras/checkpoint.h"
#include "report/remains.h"
#include "report/state.h"
#include "report/tied_weights.h"
#include "report/totals.h"
#include "rules/proof/common_params.h"
#include "rules/word.h"

namespace weighbridge::report {
namespace {

constexpr std::size_t kNamesShown = 3;
constexpr std::size_t kNameBytes = 40;

template <typename Wanted>
std::vector<std::string> names_of(const std::vector<Layer>& layers, Wanted wanted) {
  std::vector<std::string> names;
  for (const Layer& layer : layers) {
    if (wanted(layer))
      names.push_back(text::shorten(text::to_valid_utf8(layer.name.empty() ? layer.path : layer.name), kNameBytes));
  }
  return names;
}

// Up to three names, four if there are four ("a, b, c and 1 more" says less in more words).
std::string listed(const std::vector<std::string>& names) {
  return text::join_names(names, names.size() == kNamesShown + 1 ? kNamesShown + 1 : kNamesShown);
}

// What Keras' model.summary() counts: the state of random seeds is no parameter.
std::uint64_t trained_parameters_of(const std::vector<Layer>& layers) {
  std::uint64_t parameters = 0;
  CountedArrays counted;
  const TiedWeights tied(layers);
  for (const Layer& layer : layers) {
    if (layer.state == LayerState::weightless) continue;
    for (const Tensor& tensor : layer.tensors) {
      if (!tensor.role.starts_with("seed") && counted.is_new(tensor) && !tied.hold(tensor))
        parameters = saturating_add(parameters, tensor.parameters);
    }
  }
  return parameters;
}

// A rule's headline as the beginning of a sentence about the layers; "" if it has none.
std::string as_opening(const Finding& principal) {
  const catalogue::Entry* rule = catalogue::find(principal.id);
  if (rule == nullptr) return "";
  std::string opening =
      rules::fill(rule->headline.empty() ? rule->headline_if_loaded : rule->headline, principal.params);
  if (opening.empty()) return "";
  opening.back() = ':';  // for the full stop: gen-catalogue holds that every headline ends with one
  return opening + " ";
}

// One part of a sharded save is no model that lacks layers, nor one that has them all.
bool is_part(const Finding* principal) { return principal != nullptr && principal->id == ids::kLoneShard; }

// "the quantized kernel of dense was never filled in": of layers that have arrays, and lack weights all the same.
std::string hollow_kernels(const Report& report) {
  const auto layers =
      names_of(report.layers, [](const Layer& layer) { return lacks_weights(layer) && !layer.tensors.empty(); });
  return layers.size() == 1 ? "the quantized kernel of " + layers[0] + " was never filled in"
                            : "the quantized kernels of " + listed(layers) + " were never filled in";
}

bool is_hollow(const Finding* principal) { return principal != nullptr && principal->id == ids::kHollowQuantized; }

// "This file is loaded, but its name makes Keras read it the wrong way: ": what an error says about a file that has all
// its weights.
std::string opening_of_filled(const std::string& file, const Finding* principal) {
  if (is_part(principal)) return as_opening(*principal);
  if (principal == nullptr || principal->severity != Severity::error) return file + " is loaded: ";
  const std::string opening = as_opening(*principal);
  return opening.empty() ? file + " is loaded, but not in order: " : opening;
}

std::string filled(const std::string& file, const Report& report, const Finding* principal) {
  // An adapter is no model that lacks layers: its rule has the whole sentence.
  const bool is_adapter = report.layout == keras::layout_id(keras::Layout::lora_adapter);
  if (is_adapter && principal != nullptr && principal->id == ids::kLoraIncluded)
    return principal->params.at("headline");
  const std::uint64_t loaded = report.totals.layers_with_weights;
  const std::string parameters = text::count_of(trained_parameters_of(report.layers), "parameter");
  const auto unclear =
      names_of(report.layers, [](const Layer& layer) { return layer.state == LayerState::undetermined; });
  std::string sentence = opening_of_filled(file, principal);
  if (loaded == 0) {
    sentence += "the model's own weights are there, " + parameters;
  } else if (!unclear.empty()) {
    sentence += text::count_of(loaded, "layer") + (loaded == 1 ? " has weights, " : " have weights, ") + parameters +
                "; whether " +
                (unclear.size() <= kNamesShown + 1 ? listed(unclear) : text::group_digits(unclear.size()) + " more") +
                " should have some, the file does not say";
  } else if (loaded == 1) {
    sentence += "the one layer that needs weights has them, " + parameters;
  } else {
    sentence += (loaded == 2 ? "both" : "all " + text::group_digits(loaded)) +
                std::string(" layers that need weights have them, ") + parameters;
  }
  return sentence + ".";
}

std::string partly_empty(const std::string& file, const Report& report, const Finding* principal) {
  // A save that stopped within a layer leaves part of what that layer lists.
  const auto lacking =
      names_of(report.layers, [](const Layer& layer) { return lacks_weights(layer) && layer.tensors.empty(); });
  const auto halves =
      names_of(report.layers, [](const Layer& layer) { return lacks_weights(layer) && !layer.tensors.empty(); });
  // Where only its name says that a layer is one that needs weights.
  const bool guessed = principal != nullptr && principal->id == ids::kLayerWithoutVariables &&
                       principal->confidence != Confidence::certain;
  std::string sentence = is_part(principal) ? as_opening(*principal)
                         : guessed          ? file + " seems partly empty: "
                                            : file + " is partly empty: ";
  if (is_hollow(principal) && lacking.empty()) {
    const std::uint64_t complete = report.totals.layers_with_weights;
    sentence += hollow_kernels(report);
    if (complete == 0) return sentence + "; only the model's own variables are there.";
    return sentence + (complete == 1 ? "; the other layer has its weights."
                                     : "; the other " + text::group_digits(complete) + " layers have their weights.");
  }
  if (!lacking.empty()) sentence += listed(lacking) + (lacking.size() == 1 ? " has no weights" : " have no weights");
  if (!lacking.empty() && !halves.empty()) sentence += " and " + listed(halves) + " only part of them";
  if (lacking.empty())
    sentence +=
        listed(halves) + (halves.size() == 1 ? " has only part of its weights" : " have only part of their weights");
  sentence += "; ";
  const std::uint64_t loaded = report.totals.layers_with_weights;
  const std::string others = loaded == 1 ? "the other layer" : "the other " + text::group_digits(loaded) + " layers";
  if (loaded == 0)
    sentence += halves.empty() ? "only the model's own variables are there" : "no layer is complete";
  else if (halves.empty())
    sentence += others + (loaded == 1 ? " does" : " do");
  else
    sentence += others + (loaded == 1 ? " is complete" : " are complete");
  return sentence + ".";
}

std::string empty(const std::string& file, const Subject& subject, const Report& report,
                  const std::vector<Finding>& findings, const Finding* principal) {
  if (subject.tree == nullptr || subject.checkpoint == nullptr ||
      subject.checkpoint->layout == keras::Layout::hdf5_other) {
    const catalogue::Entry* rule = principal == nullptr ? nullptr : catalogue::find(principal->id);
    if (rule != nullptr && !rule->headline.empty()) return rules::fill(rule->headline, principal->params);
    return file + (subject.tree == nullptr ? " is empty: the archive holds no weights."
                                           : " is empty: a sound HDF5 file with nothing in it.");
  }
  const bool needs_none = principal != nullptr && principal->id == ids::kWeightlessOnly;
  const auto needy = names_of(report.layers, [](const Layer& layer) {
    return lacks_weights(layer) || layer.state == LayerState::undetermined;
  });
  if (needs_none && !needy.empty()) {
    return file + " holds no weights: " + listed(needy) + (needy.size() == 1 ? " is" : " are") +
           " of a kind that may need none.";
  }
  // Layers of unknown classes may need none. Only where their names speak for weights is the file likely empty.
  const bool is_sure = needy.empty() || principal == nullptr || principal->confidence == Confidence::certain ||
                       std::ranges::any_of(report.layers, lacks_weights);
  if (!is_sure && principal->confidence == Confidence::possible)
    return file + " holds no weights; whether " + listed(needy) + " should have some, it does not say.";
  const std::string opening = is_part(principal) ? as_opening(*principal)
                              : is_sure          ? file + " is empty: "
                                                 : file + " seems empty: ";
  if (is_hollow(principal)) return opening + hollow_kernels(report) + ".";
  if (needy.size() == 1) return opening + "its only layer that could hold weights, " + needy[0] + ", has none.";
  if (!needy.empty()) {
    return opening + "none of its " + text::group_digits(needy.size()) + " layers (" + listed(needy) +
           ") has any weights.";
  }
  const auto all = names_of(report.layers, [](const Layer& layer) { return layer.state != LayerState::container; });
  if (all.empty()) return file + " is empty: it lists no layers and holds no weights.";
  const auto words = std::ranges::find(findings, ids::kVocabularyNotInWeights.text(), &Finding::id);
  if (words != findings.end()) {
    return file + " holds no weights, and not the words of " + words->params.at("layers") + " either.";
  }
  if (principal != nullptr && principal->id != ids::kWeightlessOnly && principal->severity == Severity::error)
    return file + " is empty: it holds no weights of any layer.";
  return file + " holds no weights, and needs none: " + listed(all) +
         (all.size() == 1 ? " is a layer without weights." : " are layers without weights.");
}

// "50 %", "98.9 %"; never rounded up to 100.
std::string share_there(const Subject& subject) {
  const double percent =
      100.0 * static_cast<double>(subject.hdf5_available_bytes) / static_cast<double>(subject.superblock->end_of_file);
  if (percent < 1) return "less than 1 %";
  return percent < 99.9 ? text::number(std::floor(percent * 10) / 10) + " %" : "more than 99.9 %";
}

// What is known of how it came about says more than "damaged"; of a cut, the share that is there says most.
bool names_the_cause(const Finding* principal) {
  return principal != nullptr && (principal->id == ids::kWriterKilled || principal->id == ids::kTextModeMangled);
}

std::string damaged(const std::string& file, const Subject& subject, const Report& report, const Finding* principal) {
  const Remains left = count_remains(report);
  const std::string remains = in_words(left);
  const std::string link = left.is_all_intact() ? "but " : "and ";
  if (names_the_cause(principal)) return as_opening(*principal) + remains + ".";
  const std::string start = file + " is damaged: ";
  const container::Identification& found = subject.container;
  // A file that was never closed notes a stale length: a share of that would mean nothing.
  if (subject.is_cut() && !subject.never_closed()) {
    const bool is_member = subject.checkpoint != nullptr && !subject.checkpoint->zip_member.empty();
    return start + (is_member ? "its weights break off at " : "it breaks off at ") + share_there(subject) +
           " of the length, " + link + remains + ".";
  }
  if (found.zip && !found.zip->complete) {
    const std::string what = found.zip->has_end_record ? "the archive's own list does not fit its contents, "
                                                       : "the end of the archive is missing, ";
    return start + what + link + remains + ".";
  }
  if (found.kind != container::Kind::hdf5 && subject.tree != nullptr && found.hdf5_signature_at) {
    return start + text::count_of(*found.hdf5_signature_at, "byte") +
           " of something else stand before its beginning, " + link + remains + ".";
  }
  return start + remains + ".";
}

std::string not_weights(const Subject& subject, const Finding* principal) {
  const catalogue::Entry* rule = principal == nullptr ? nullptr : catalogue::find(principal->id);
  if (rule != nullptr && !rule->headline.empty()) return rules::fill(rule->headline, principal->params);
  const container::Identification& found = subject.container;
  if (found.zip && found.zip->find(container::kNumpyWeightsMember) != nullptr) {
    return "This archive keeps its weights in model.weights.npz, which Weighbridge can't read yet.";
  }
  return "This is no Keras weight file: it is " + std::string(container::kind_title(found.kind)) + ".";
}

}  // namespace

std::string headline_of(const Subject& subject, const Report& report, const std::vector<Finding>& findings,
                        VerdictState state, const Finding* principal) {
  const std::string file = rules::this_file(subject);
  switch (state) {
    case VerdictState::filled:
      return filled(file, report, principal);
    case VerdictState::partly_empty:
      return partly_empty(file, report, principal);
    case VerdictState::empty:
      return empty(file, subject, report, findings, principal);
    case VerdictState::damaged:
      return damaged(file, subject, report, principal);
    case VerdictState::not_weights:
      return not_weights(subject, principal);
  }
  return "";
}

}  // namespace weighbridge::report
