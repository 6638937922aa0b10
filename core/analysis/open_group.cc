// Several files judged as the one thing that they are.
#include <algorithm>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "analysis/analysis_state.h"
#include "analysis/shards.h"
#include "container/identify.h"
#include "keras/each_tensor.h"
#include "keras/file_names.h"
#include "keras/tensors.h"
#include "keras/versions.h"
#include "sets/index_faults.h"
#include "sets/missing_layers.h"
#include "sets/orbax.h"
#include "sets/paths.h"
#include "sets/shard_index.h"
#include "sets/tf_checkpoint.h"
#include "weighbridge/analysis.h"
#include "weighbridge/limits.h"

namespace weighbridge {
namespace {

using sets::ShardState;

bool is_folder(GroupKind kind) {
  return kind == GroupKind::keras_folder || kind == GroupKind::saved_model || kind == GroupKind::orbax;
}

// The files of a folder may lie deeper in it.
std::string_view name_in(const FileGroup& group, const std::string& path) {
  const std::string_view folder = group.name;
  if (!is_folder(group.kind)) return sets::bare_name(path);
  const bool below = path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
  return below ? std::string_view(path).substr(folder.size() + 1) : std::string_view(path);
}

std::optional<std::string> read_text(ByteSource& source) {
  if (source.size_bytes() > limits::kMaxJsonBytes) return std::nullopt;
  std::string text(static_cast<std::size_t>(source.size_bytes()), '\0');
  if (!source.read_at(0, std::as_writable_bytes(std::span(text)))) return std::nullopt;
  return text;
}

// Which tensors are cut or lost depends on the shard that each lies in.
void judge_tensors(keras::Checkpoint& checkpoint, const std::vector<std::uint64_t>& available) {
  keras::each_tensor(checkpoint, [&](Tensor& tensor) {
    if (tensor.state == TensorState::intact) tensor.state = keras::state_of(tensor, available[tensor.storage.file]);
  });
  for (Layer& layer : checkpoint.layers) {
    if (layer.state == LayerState::filled && std::ranges::any_of(layer.tensors, keras::lacks_values))
      layer.state = LayerState::unreadable;
  }
}

// Sharded saves came with Keras 3.10 (saving_lib.py, ShardedH5IOStore).
void note_writer(Writer& writer) {
  if (writer.version.package != "keras" && writer.version.package != "unknown") return;
  if (writer.version.to && keras::compare_to_bound(*writer.version.to, "3.10") < 0) return;
  writer.version.package = "keras";
  if (!writer.version.from || keras::compare_to_bound(*writer.version.from, "3.10") < 0) writer.version.from = "3.10.0";
  writer.evidence.push_back("saved in parts, with an index");
}

// Fills a state from a group; one function a kind.
class GroupReader {
 public:
  GroupReader(const FileGroup& group, std::span<const NamedSource> files, Inspect inspect, AnalysisState& state)
      : group_(group), files_(files), inspect_(std::move(inspect)), state_(state) {
    FileSet set{.kind = group.kind,
                .name = std::string(sets::bare_name(group.name)),
                .files = group.files.size(),
                .names = {},
                .missing = {},
                .layers = {},
                .troubled = {},
                .index_faults = {},
                .index_lost = {},
                .index_superfluous = {},
                .parts = {},
                .unfinished = {},
                .index_opens = {}};
    state.set = std::move(set);
    for (const std::size_t i : group.files) {
      state.files.push_back({std::string(name_in(group, files[i].path)), files[i].source->size_bytes()});
      state.sources.push_back(files[i].source);
      state.set->names.push_back(state.files.back().name);
    }
  }

  Result<void> read() {
    switch (group_.kind) {
      case GroupKind::shards:
        return read_shards();
      case GroupKind::keras_folder:
        return read_keras_folder();
      case GroupKind::tf_checkpoint:
        return read_tf_checkpoint();
      case GroupKind::saved_model:
        return open_leading();
      case GroupKind::orbax:
        return read_orbax();
      case GroupKind::single:
        break;
    }
    return {};
  }

 private:
  [[nodiscard]] ByteSource& source(std::size_t member) const { return *files_[group_.files[member]].source; }

  Result<void> open_leading() {
    auto opened = open_file(source(0), inspect_);
    if (!opened) return std::unexpected(opened.error());
    state_.opened = std::move(*opened);
    state_.file_name = state_.files.front().name;
    return {};
  }

  Result<void> read_shards() {
    auto index = sets::read_shard_index(source(0));
    if (!index) return fail(ErrorCode::io, "the index of the shards changed while it was read");
    auto given = container::identify(source(0));
    if (!given) return std::unexpected(given.error());
    state_.given = std::move(*given);
    auto shards = open_shards(*index, LostArrays::left_alone);
    // Emptiness needs proof here too: a wrong count in a shard hides whatever is behind it.
    if (shards && lacks_something(*index, *shards)) shards = open_shards(*index, LostArrays::looked_for);
    if (!shards) return std::unexpected(shards.error());
    take_shards(*index, std::move(*shards));
    return {};
  }

  Result<Shards> open_shards(sets::ShardIndex& index, LostArrays lost) {
    Shards shards(index.shards.size(), inspect_, lost);
    for (std::size_t member = 1; member < group_.files.size(); ++member) {
      const std::string& name = state_.files[member].name;
      const auto number = std::ranges::find(index.shards, name) - index.shards.begin();
      if (static_cast<std::size_t>(number) == index.shards.size()) continue;
      auto added =
          shards.add(static_cast<std::size_t>(number), static_cast<std::uint32_t>(member), name, source(member));
      if (!added) return std::unexpected(added.error());
    }
    state_.set->index_bytes_lacking = 0;
    if (auto added = add_forgotten(index, shards); !added) return std::unexpected(added.error());
    return shards;
  }

  // An object or bytes that the index names are in none of the shards that were read.
  [[nodiscard]] static bool lacks_something(const sets::ShardIndex& index, const Shards& shards) {
    return (index.total_bytes && shards.bytes() < *index.total_bytes) ||
           std::ranges::any_of(sets::index_faults(index, shards.contents), &sets::IndexFault::named);
  }

  // Shards that the index does not name belong to the save if those that it names hold less than it says; else they are
  // of an earlier one.
  Result<void> add_forgotten(sets::ShardIndex& index, Shards& shards) {
    if (!index.total_bytes || !shards.are_all_read() || shards.bytes() >= *index.total_bytes) return {};
    for (std::size_t member = 1; member < group_.files.size(); ++member) {
      const std::string& name = state_.files[member].name;
      if (std::ranges::contains(index.shards, name)) continue;
      index.shards.push_back(name);
      auto added = shards.add(shards.grow(), static_cast<std::uint32_t>(member), name, source(member));
      if (!added) return added;
    }
    const std::uint64_t bytes = shards.bytes();
    if (shards.are_all_read() && !shards.link_out() && bytes < *index.total_bytes)
      state_.set->index_bytes_lacking = *index.total_bytes - bytes;
    return {};
  }

  void note_index_faults(const sets::ShardIndex& index, const Shards& shards) {
    FileSet& set = *state_.set;
    auto nowhere = sets::objects_nowhere(index, shards.contents);
    bool unnamed = false;
    for (const sets::IndexFault& fault : sets::index_faults(index, shards.contents)) {
      unnamed |= !fault.named;
      if (!nowhere.contains(fault.object))
        set.index_faults.push_back({fault.object, index.shards[fault.shard], fault.named});
    }
    const bool is_complete = !unnamed && index.total_bytes && shards.bytes() == *index.total_bytes;
    (is_complete ? set.index_superfluous : set.index_lost) = std::move(nowhere);
    set.parts = index.shards;
    const std::string first = sets::first_shard_of(set.name);
    const bool is_there = std::ranges::any_of(state_.files, [&](const ReportFile& file) { return file.name == first; });
    if (!is_there && !std::ranges::contains(index.shards, first)) set.index_opens = first;
  }

  void take_shards(const sets::ShardIndex& index, Shards shards) {
    state_.opened = std::move(shards.leading);
    state_.opened.tree = std::move(shards.tree);
    state_.file_name = std::move(shards.leading_name);
    FileSet& set = *state_.set;
    set.files = shards.there;
    set.troubled = std::move(shards.troubled);
    set.troubled_is_damaged = shards.any_damaged();
    for (std::size_t number = 0; number < index.shards.size(); ++number) {
      if (shards.states[number] == ShardState::absent) set.missing.push_back(index.shards[number]);
    }
    set.index_lists = index.has_lists;
    set.missing_begins = std::ranges::any_of(index.entries, [&](const sets::ShardIndex::Entry& entry) {
      return !entry.shards.empty() && shards.states[entry.shards.front()] == ShardState::absent;
    });
    note_index_faults(index, shards);
    if (!state_.opened.tree) return;
    shards.available.resize(group_.files.size(), 0);
    state_.config = keras::read_model_config(&state_.opened.tree->root, {});
    state_.checkpoint = std::make_shared<keras::Checkpoint>(
        keras::read_checkpoint(*state_.opened.tree, *state_.config, std::numeric_limits<std::uint64_t>::max()));
    judge_tensors(*state_.checkpoint, shards.available);
    if (state_.checkpoint->layout != keras::Layout::v3_weights) return;
    auto lost = set.index_lost;
    if (set.index_bytes_lacking > 0) lost.merge(sets::objects_cut_off(index, shards.contents));
    set.layers = sets::add_missing_layers(index, shards.states, lost, *state_.checkpoint);
    note_writer(state_.checkpoint->writer);
  }

  Result<void> read_keras_folder() {
    if (auto opened = open_leading(); !opened) return opened;
    // The order in which group_files() has them.
    const keras::ArchiveTexts texts = {.metadata_json = read_text(source(2)), .config_json = read_text(source(1))};
    state_.read_model(texts);
    if (state_.checkpoint) state_.checkpoint->zip_member = state_.file_name;
    return {};
  }

  Result<void> read_orbax() {
    if (auto opened = open_leading(); !opened) return opened;
    std::vector<std::string> paths;
    for (const std::size_t i : group_.files) paths.push_back(files_[i].path);
    sets::OrbaxParts parts = sets::orbax_parts(paths);
    state_.set->missing = std::move(parts.missing);
    state_.set->parts = std::move(parts.steps);
    state_.set->unfinished = std::move(parts.unfinished);
    state_.set->any_finished = parts.any_finished;
    state_.set->has_model_config = parts.has_model_config;
    const auto* list = state_.opened.found.as<container::OrbaxPiece>();
    if (list != nullptr && list->file != container::OrbaxFile::array_list) list = nullptr;
    state_.set->of_keras = parts.of_keras && (list == nullptr || list->model_arrays > 0);
    const bool has_sharding =
        std::ranges::any_of(paths, [](const std::string& path) { return path.ends_with("/_sharding"); });
    if (parts.of_keras && list != nullptr && list->has_jax_arrays && !has_sharding)
      state_.set->missing.emplace_back("pytree/_sharding");
    return {};
  }

  Result<void> read_tf_checkpoint() {
    if (auto opened = open_leading(); !opened) return opened;
    const auto piece = keras::checkpoint_piece(state_.file_name);
    if (!piece) return {};
    std::vector<std::string> names;
    for (const ReportFile& file : state_.files) names.push_back(file.name);
    state_.set->missing = sets::missing_pieces(piece->prefix, names);
    return {};
  }

  const FileGroup& group_;
  std::span<const NamedSource> files_;
  Inspect inspect_;
  AnalysisState& state_;
};

}  // namespace

Result<std::unique_ptr<Analysis>> Analysis::open_group(const FileGroup& group, std::span<const NamedSource> files,
                                                       AnalysisOptions options) {
  for (const std::size_t i : group.files) {
    if (i >= files.size() || files[i].source == nullptr)
      return fail(ErrorCode::io, "the group names a file that is not there");
  }
  if (group.files.empty()) return fail(ErrorCode::io, "the group has no files");
  if (group.kind == GroupKind::single || group.files.size() == 1) {
    const NamedSource& only = files[group.files.front()];
    return open(sets::bare_name(only.path), *only.source, std::move(options));
  }
  auto state = std::make_unique<AnalysisState>();
  state->my_keras = std::move(options.my_keras);
  if (auto read = GroupReader(group, files, options.inspect, *state).read(); !read)
    return std::unexpected(read.error());
  state->begin();
  return std::unique_ptr<Analysis>(new Analysis(std::move(state)));
}

}  // namespace weighbridge
