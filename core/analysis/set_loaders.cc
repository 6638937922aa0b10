#include "analysis/set_loaders.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "analysis/shard_loaders.h"
#include "catalogue/ids.gen.h"
#include "keras/file_names.h"
#include "keras/releases/loader_rows.h"
#include "keras/versions.h"
#include "loaders/predict.h"
#include "subject/saved_model.h"

namespace weighbridge {
namespace {

using Rows = std::vector<LoaderPrediction>;

using keras::kLoadWeights;

std::vector<Finding> findings_of(const Report& report) {
  std::vector<Finding> findings;
  for (const WordedFinding& worded : report.findings) findings.push_back(worded.finding);
  return findings;
}

std::optional<std::string> if_found(const Report& report, FindingId id) {
  const bool found =
      std::ranges::any_of(report.findings, [id](const WordedFinding& worded) { return worded.finding.id == id; });
  return found ? std::optional(std::string(id.text())) : std::nullopt;
}

// saving_api.py of 3.15.1, _load_model_from_orbax_checkpoint.
constexpr std::string_view kNoModelConfig =
    "ValueError: Checkpoint does not contain model configuration. This checkpoint may have been saved with "
    "save_weights_only=True.";

// Measured with Keras 3.15.1 and orbax-checkpoint 0.12: a step alone, no finished step, an item or a piece of it
// missing. The rest of these texts has paths and lists in it.
std::string refusal_of(const FileSet& set) {
  if (!set.any_finished)
    return "InvalidLayoutError: Could not recognize the checkpoint at " + set.name + " as a valid Orbax checkpoint.";
  if (set.parts.empty())
    return "ValueError: File format not supported: filepath=" + set.name + ". Keras 3 only supports V3 `.keras` files,";
  const bool no_item = !set.of_keras || std::ranges::contains(set.missing, "pytree");
  return no_item ? "KeyError: \" Requested checkpointables: dict_keys(['pytree']) for loading were not found in the "
                   "checkpoint."
                 : "NoEntryError: \"Failed to load checkpointable: pytree due to incompatible handler";
}

// The rows of Keras that reach over `begin` as two, of which the later begins there; those of one call are left.
Rows split_keras_at(std::string_view begin, std::string_view last_before, std::string_view left_call, Rows rows) {
  Rows out;
  for (LoaderPrediction& row : rows) {
    const bool reaches_over = row.loader.package == "keras" && row.call != left_call && row.loader.to &&
                              row.loader.from && keras::compare_to_bound(*row.loader.to, begin) >= 0 &&
                              keras::compare_to_bound(*row.loader.from, begin) < 0;
    if (reaches_over) {
      LoaderPrediction early = row;
      early.loader.to = last_before;
      out.push_back(std::move(early));
      row.loader.from = begin;
    }
    out.push_back(std::move(row));
  }
  return out;
}

// Keras >= 3.14 takes a folder that holds numbered steps (saving_api.py and orbax_util.py of 3.14.1); a step alone it
// does not.
void load_orbax(const FileSet& set, const Report& report, Rows& rows) {
  rows = split_keras_at("3.14.0", "3.13.2", "", std::move(rows));
  for (LoaderPrediction& row : rows) {
    const bool knows_orbax =
        row.loader.package == "keras" && row.loader.to && keras::compare_to_bound(*row.loader.to, "3.14") >= 0;
    if (knows_orbax) {
      const bool whole = !set.parts.empty() && set.missing.empty() && set.of_keras;
      const bool loads = whole && (row.call == kLoadWeights || set.has_model_config);
      row.outcome = loads ? LoaderOutcome::loads : LoaderOutcome::raises;
      row.error = loads   ? std::nullopt
                  : whole ? std::optional(std::string(kNoModelConfig))
                          : std::optional(refusal_of(set));
      row.because = loads ? std::nullopt : if_found(report, ids::kOrbaxCheckpoint);
      row.remedy = loads   ? "Needs the package orbax-checkpoint, and the whole path of the folder."
                   : whole ? "Build the model and call load_weights."
                           : "Give it the whole folder that holds the numbered steps.";
    }
  }
}

// saving_api.py since 3.4: a folder with a config.json is one of Keras' own. Then saving_lib.py, _load_model_from_dir
// (3.15.1), which has nothing to close where the weights are missing. Measured with 3.6.0, 3.10.0 and 3.15.1.
constexpr std::string_view kNothingToClose =
    "UnboundLocalError: cannot access local variable 'weights_store' where it is not associated with a value";

void take_for_keras_folder(Rows& rows) {
  rows = split_keras_at("3.4.0", "3.3.3", kLoadWeights, std::move(rows));
  for (LoaderPrediction& row : rows) {
    const bool is_meant = row.loader.package == "keras" && row.call != kLoadWeights && row.loader.from &&
                          keras::compare_to_bound(*row.loader.from, "3.4") >= 0;
    if (is_meant) row.error = kNothingToClose;
  }
}

bool is_tensorflow(const LoaderPrediction& row) {
  return row.loader.package == "tf.keras" || row.loader.package == "tf_keras";
}

// Puts `answered` in place of each row that it answers; neighbours that say the same become one.
template <typename Answer>
void answer_rows(Rows& rows, Answer answered) {
  Rows out;
  for (LoaderPrediction& row : rows) {
    const bool is_new = answered(row);
    if (is_new && !out.empty() && keras::say_the_same(out.back(), row))
      out.back().loader.to = row.loader.to;
    else
      out.push_back(std::move(row));
  }
  rows = std::move(out);
}

// tf.keras and tf_keras load a checkpoint by the common part of its names.
void load_by_prefix(std::string_view prefix, Rows& rows) {
  answer_rows(rows, [prefix](LoaderPrediction& row) {
    if (row.call != kLoadWeights || !is_tensorflow(row)) return false;
    row.outcome = LoaderOutcome::loads;
    row.error = row.because = std::nullopt;
    row.remedy = "Give the common part of the names: \"" + std::string(prefix) + "\".";
    return true;
  });
}

bool is_before(const LoaderPrediction& row, std::string_view version) {
  return row.loader.package == "tf.keras" && row.loader.to && keras::compare_to_bound(*row.loader.to, version) < 0;
}

// The folder of a SavedModel, measured with TensorFlow 2.1, 2.3, 2.6, 2.12, 2.15 and tf_keras 2.21: load_model takes
// the folder, load_weights the folder (_detect_save_format, keras/engine/training.py of 2.6; not in 2.3) or the
// variables in it. Without keras_metadata.pb load_model raises ("Unable to create a Keras model from SavedModel") or
// gives back an object of TensorFlow, and load_weights takes the variables of tf.saved_model.save alone; before
// TensorFlow 2.5 such folders look alike. tf.keras 1.14 and before had none.
void load_saved_model(const FileSet& set, Rows& rows) {
  answer_rows(rows, [&set](LoaderPrediction& row) {
    const bool of_weights = row.call == kLoadWeights;
    if (!is_tensorflow(row) || is_before(row, "1.15")) return false;
    row.error = row.because = std::nullopt;
    if (lacks_its_values(set)) {
      row.outcome = LoaderOutcome::raises;
      row.because = std::string(ids::kOtherFormat.text());
      row.remedy = std::nullopt;
      return true;
    }
    row.outcome = LoaderOutcome::depends;
    if (is_without_keras(set)) {
      row.remedy = of_weights ? "The same model in code takes the weights from the path \"" + set.name +
                                    "/variables/variables\" if tf.saved_model.save wrote the folder; of model.export "
                                    "no weight fits."
                              : "It raises, or gives back an object of TensorFlow without layers and predict(): there "
                                "is no keras_metadata.pb in the folder.";
      return true;
    }
    row.remedy = of_weights ? "The same model in code takes the weights from the path \"" + set.name +
                                  "/variables/variables\"; the folder itself will do from TensorFlow 2.6 on."
                            : "It is a model of Keras if model.save wrote the folder; classes of your own may need "
                              "custom_objects.";
    return true;
  });
}

// Of the file that Keras is given nothing is known but its name and what it is.
Rows predict_given(const Subject& subject, const container::Identification& given,
                   const std::vector<Finding>& findings) {
  return loaders::predict({.file_name = subject.name(), .container = given, .my_keras = subject.my_keras}, findings);
}

}  // namespace

std::vector<LoaderPrediction> predict_set(const Subject& subject, const container::Identification& given,
                                          const Report& report) {
  const FileSet& set = *subject.set;
  const std::vector<Finding> findings = findings_of(report);
  if (set.kind == GroupKind::keras_folder) {
    // Of the weights file inside. load_model of the folder was not measured, so nothing is said about it.
    Rows rows =
        loaders::predict(subject, findings, subject.config != nullptr ? subject.config->architecture() : json::Value());
    std::erase_if(rows, [](const LoaderPrediction& row) { return row.call != kLoadWeights; });
    for (LoaderPrediction& row : rows) {
      if (row.outcome == LoaderOutcome::loads && !row.remedy)
        row.remedy = "Give it the path \"" + set.name +
                     "/model.weights.h5\": of the folder it says that the format is "
                     "not supported.";
    }
    return rows;
  }
  std::vector<Finding> of_given = findings;
  // judge_shards() knows which parts are missing.
  if (set.kind == GroupKind::shards)
    std::erase_if(of_given, [](const Finding& finding) { return finding.id == ids::kMissingShard; });
  Rows rows = predict_given(subject, given, of_given);
  if (set.kind == GroupKind::shards) judge_shards(set, report, rows);
  if (set.kind == GroupKind::orbax) load_orbax(set, report, rows);
  const bool is_taken_for_keras = set.kind == GroupKind::saved_model && std::ranges::contains(set.names, "config.json");
  if (is_taken_for_keras) take_for_keras_folder(rows);
  const auto piece = keras::checkpoint_piece(set.name);
  if (set.kind == GroupKind::saved_model) load_saved_model(set, rows);
  if (set.kind == GroupKind::tf_checkpoint && set.missing.empty() && piece) load_by_prefix(piece->prefix, rows);
  return rows;
}

}  // namespace weighbridge
