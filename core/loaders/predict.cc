#include "loaders/predict.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "keras/releases/loader_rows.h"
#include "loaders/altered/cudnn.h"
#include "loaders/altered/renorm.h"
#include "loaders/altered/trained_inside.h"
#include "loaders/answer.h"
#include "loaders/causes.h"
#include "loaders/config/contradiction.h"
#include "loaders/config/in_attributes.h"
#include "loaders/contents.h"
#include "loaders/generation.h"
#include "loaders/load_model.h"
#include "loaders/load_weights.h"
#include "loaders/mine/my_rows.h"
#include "subject/adapted_words.h"

namespace weighbridge::loaders {
namespace {

enum class Call { load_weights, load_model };
constexpr std::array kCalls = {Call::load_weights, Call::load_model};

bool has_finding(std::span<const Finding> findings, std::string_view id) {
  return std::ranges::any_of(findings, [id](const Finding& finding) { return finding.id == id; });
}

// The rule is sure enough of custom layers without variables to warn: their class is called like one that has some.
bool promises_variables(std::span<const Finding> findings) {
  return std::ranges::any_of(findings, [](const Finding& finding) {
    return finding.id == ids::kCustomLayerWithoutVariables && finding.severity != Severity::note;
  });
}

std::string layers_of(std::span<const Finding> findings, FindingId id) {
  const auto found = std::ranges::find(findings, id.text(), &Finding::id);
  return found == findings.end() ? "" : found->params.at("layers");
}

// Of a .keras archive: layers that learnt their words, which then lie among its assets (save_assets of
// keras/src/layers/preprocessing/index_lookup.py, 3.15.1). load_weights reads the arrays alone (saving_lib.py,
// load_weights_only).
std::string layers_with_words_beside(const Subject& subject) {
  constexpr std::size_t kMostNamed = 5;
  if (subject.checkpoint == nullptr || subject.checkpoint->zip_member.empty()) return "";
  std::vector<std::string> names;
  for (const Layer& layer : subject.checkpoint->layers) {
    if (learnt_its_words(*subject.checkpoint, layer))
      names.push_back(text::shorten(text::to_valid_utf8(layer.name), 60));
  }
  return text::join_names(names, kMostNamed);
}

// h5py 3 returns str where these expect bytes. load_weights decodes keras_version, load_model the config.
bool stumbles_over_h5py_3(const Generation& loader, Call call, const Subject& subject) {
  const bool decodes = loader.is_standalone() || (loader.is_tensorflow() && !loader.tensorflow_since(2, 5));
  return decodes && (call == Call::load_model || (subject.checkpoint != nullptr && subject.checkpoint->keras_version));
}

constexpr std::string_view kBuildInCode =
    "The weights can be had: build the model in code, then call model.load_weights on this file.";
// Up to Keras 3.6 load_weights does not say so where its layers have no variables yet.
constexpr std::string_view kCallInCode =
    "The weights can be had: make the model in code, call it once on data, then call model.load_weights on this file.";
constexpr std::string_view kOldH5py =
    "With h5py below 3 (pip install 'h5py<3'); later ones give AttributeError: 'str' object has no attribute 'decode'.";

constexpr std::string_view kWeightsAlone =
    "It holds weights alone: build the model in code and call model.load_weights.";

// For a model that can't be made from the file: its weights, where load_weights takes them, or what that needs itself.
Remedy remedy_by_weights(const Answer& weights, const Contents& file) {
  if (file.legacy.twice) return weights.remedy;
  const bool are_taken = weights.outcome == LoaderOutcome::loads || weights.outcome == LoaderOutcome::depends;
  const bool is_called_first = file.model.present && file.model.is_subclassed();
  if (are_taken)
    return std::string(is_called_first ? kCallInCode : kBuildInCode) +
           (weights.remedy.empty() ? "" : ' ' + weights.remedy.text);
  if (weights.remedy.renames) return weights.remedy.text + " Then build the model in code and call model.load_weights.";
  // Another Keras that takes the weights makes no model of them either.
  const bool needs_another =
      weights.causes.data() == causes::other_layout().data() || weights.causes.data() == causes::paths().data();
  const bool has_weights_alone = file.count.filled > 0 && !file.architecture.is_object();
  if (!needs_another || !has_weights_alone || weights.remedy.empty()) return weights.remedy;
  return std::string(kWeightsAlone) + ' ' + weights.remedy.text;
}

// What is said of the model stands before what is said of its weights.
Remedy model_and_weights(const Remedy& of_model, const Answer& weights, const Contents& file) {
  const Remedy of_weights = remedy_by_weights(weights, file);
  if (of_model.empty()) return of_weights;
  if (of_weights.empty()) return of_model;
  return of_model.text + ' ' + of_weights.text;
}

Remedy with_old_h5py(const Remedy& remedy) {
  return remedy.empty() ? std::string(kOldH5py) : std::string(kOldH5py) + ' ' + remedy.text;
}

std::optional<std::string> first_cause(Causes causes, std::span<const Finding> findings) {
  for (const FindingId id : causes) {
    if (has_finding(findings, id.text())) return std::string(id.text());
  }
  return std::nullopt;
}

std::optional<std::string> if_any(std::string text) {
  if (text.empty()) return std::nullopt;
  return text;
}

std::string_view text_of(Call call) { return call == Call::load_weights ? keras::kLoadWeights : keras::kLoadModel; }

// Keras 0.x had no load_model; 1.0.0 could not save models yet (measured: 1.0.8 can).
std::optional<Version> first_with(Call call, const Generation& loader) {
  if (call == Call::load_weights) return loader.from;
  if (loader.is_standalone() && !loader.keras_since(1, 0)) return std::nullopt;
  return std::max(loader.from, Version{1, 0, 8});
}

// Rows that say the same but for the wording of the error or the advice.
bool alike_in_outcome(const LoaderPrediction& a, const LoaderPrediction& b) {
  return a.call == b.call && a.loader.package == b.loader.package && a.outcome == b.outcome && a.because == b.because;
}

void join(LoaderPrediction& older, LoaderPrediction newer) {
  newer.loader.from = older.loader.from;
  older = std::move(newer);
}

// Joins the rows of one outcome from the oldest on until there are few enough; the newer wording stays. What the
// reader's own Keras says is kept word for word.
void shorten(std::vector<LoaderPrediction>& rows, const MyKeras* my_keras) {
  const auto is_mine = [my_keras](const LoaderPrediction& row) {
    return my_keras != nullptr && is_about(row.loader, *my_keras);
  };
  for (std::size_t i = 0; i + 1 < rows.size() && rows.size() > kMaxRows;) {
    if (!alike_in_outcome(rows[i], rows[i + 1]) || is_mine(rows[i])) {
      ++i;
      continue;
    }
    join(rows[i], std::move(rows[i + 1]));
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
}

void compare_with_config(json::Value architecture, Contents& file) {
  const keras::Checkpoint& checkpoint = *file.subject.checkpoint;
  file.contradictions = find_contradictions(architecture, checkpoint);
  file.in_attributes = find_in_attributes(file);
  if (file.is(keras::Layout::legacy_model)) file.forgotten_axis = find_forgotten_axis(architecture, checkpoint);
  if (file.count.filled == 0) return;  // then all is lacking, which is no contradiction
  std::vector<Contradiction> absent = find_absent(architecture, checkpoint);
  if (!absent.empty())
    std::erase_if(absent, [&](const Contradiction& one) { return file.shared().include(one.class_name, one.layer); });
  file.only_in_config = absent.size();
  // The legacy layout counts layers before it looks into them.
  if (file.is(keras::Layout::v3_weights))
    file.contradictions.insert(file.contradictions.end(), absent.begin(), absent.end());
  file.beside_the_config = std::min(count_beside_config(architecture, checkpoint), file.count.filled);
}

LoaderPrediction to_row(const Generation& loader, Version from, Call call, Answer answer,
                        std::span<const Finding> findings) {
  return {.loader = {std::string(package_id(loader.package)), to_string(from), to_string(loader.to)},
          .call = std::string(text_of(call)),
          .outcome = answer.outcome,
          .error = if_any(std::move(answer.error)),
          .because = first_cause(answer.causes, findings),
          .remedy = if_any(std::move(answer.remedy.text))};
}

}  // namespace

std::vector<LoaderPrediction> predict(const Subject& subject, std::span<const Finding> findings,
                                      json::Value architecture) {
  Contents file = look_at(subject);
  file.architecture = architecture;
  if (architecture.is_object() && subject.checkpoint != nullptr && !file.model.is_keras_1) {
    compare_with_config(architecture, file);
  }
  // A subclassed model may never have reached such a layer, and then does not in the same model.
  file.maybe_counts = promises_variables(findings) && (file.is_stack || !file.is(keras::Layout::v3_weights));
  file.without_words = layers_of(findings, ids::kVocabularyNotInWeights);
  file.partly_frozen = layers_of(findings, ids::kFrozenWhenSaved);
  if (subject.checkpoint != nullptr) {
    file.cudnn = find_cudnn(*subject.checkpoint);
    file.renorm = find_renorm(*subject.checkpoint);
  }
  if (subject.checkpoint != nullptr) file.trained_inside = trained_inside(*subject.checkpoint);
  if (subject.checkpoint != nullptr) file.stopped_at_words = text::join_names(stopped_at_words(*subject.checkpoint), 5);
  file.words_beside = layers_with_words_beside(subject);
  file.lacks_shards = has_finding(findings, ids::kMissingShard.text());
  if (file.subject.tree != nullptr && file.subject.checkpoint != nullptr)
    file.shard = keras::shard_kind(file.subject.file_name, file.subject.tree->root, *file.subject.checkpoint);
  std::vector<LoaderPrediction> rows;
  for (const Call call : kCalls) {
    for (const Generation& loader : generations()) {
      const auto from = first_with(call, loader);
      if (!from) continue;
      Answer answer = call == Call::load_weights ? load_weights(loader, file) : load_model(loader, file);
      if (answer.offers_weights) answer.remedy = model_and_weights(answer.remedy, load_weights(loader, file), file);
      if (answer.outcome == LoaderOutcome::loads && stumbles_over_h5py_3(loader, call, subject))
        answer.remedy = with_old_h5py(answer.remedy);
      LoaderPrediction row = to_row(loader, *from, call, std::move(answer), findings);
      if (!rows.empty() && keras::say_the_same(rows.back(), row))
        rows.back().loader.to = row.loader.to;
      else
        rows.push_back(std::move(row));
    }
  }
  shorten(rows, subject.my_keras);
  return rows;
}

}  // namespace weighbridge::loaders
