#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "container/zip/keras_archive.h"
#include "keras/file_names.h"
#include "keras/loose_archive.h"
#include "sets/index_faults.h"
#include "sets/orbax.h"
#include "sets/paths.h"
#include "sets/shard_index.h"
#include "sets/tf_checkpoint.h"
#include "weighbridge/file_set.h"

namespace weighbridge {
namespace {

using Folder = std::map<std::string_view, std::size_t>;  // a folder's files by name; of two alike the first counts

class Grouping {
 public:
  explicit Grouping(std::span<const NamedSource> files) : files_(files), taken_(files.size(), false) {
    for (std::size_t i = 0; i < files.size(); ++i) {
      folders_[sets::folder_of(files[i].path)].emplace(sets::bare_name(files[i].path), i);
    }
  }

  std::vector<FileGroup> take() {
    for (const auto& [folder, names] : folders_) find_saved_model(folder, names);
    for (sets::OrbaxFolder& folder : sets::find_orbax_folders(files_, taken_)) {
      if (folder.files.size() > 1) add(GroupKind::orbax, std::move(folder.name), std::move(folder.files));
    }
    for (const auto& [folder, names] : folders_) {
      find_shards(names);
      find_checkpoints(names);
    }
    for (const auto& [folder, names] : folders_) find_keras_folder(folder, names);
    for (std::size_t i = 0; i < files_.size(); ++i) {
      if (!taken_[i]) groups_.push_back({GroupKind::single, files_[i].path, {i}});
    }
    std::ranges::stable_sort(groups_, {}, [](const FileGroup& group) { return std::ranges::min(group.files); });
    return std::move(groups_);
  }

 private:
  void add(GroupKind kind, std::string name, std::vector<std::size_t> members) {
    for (const std::size_t member : members) taken_[member] = true;
    groups_.push_back({kind, std::move(name), std::move(members)});
  }

  // tensorflow/python/saved_model/constants.py: saved_model.pb or .pbtxt, and what lies beside it, the checkpoint in
  // variables/ included. A config.json that a hub put there makes Keras take the folder for one of its own.
  void find_saved_model(std::string_view folder, const Folder& names) {
    auto leading = names.find("saved_model.pb");
    if (leading == names.end()) leading = names.find("saved_model.pbtxt");
    if (leading == names.end() || folder.empty() || taken_[leading->second]) return;
    std::vector<std::size_t> members{leading->second};
    for (std::size_t i = 0; i < files_.size(); ++i) {
      const std::string_view path = files_[i].path;
      if (taken_[i] || i == leading->second || !path.starts_with(folder)) continue;
      const std::string_view below = path.substr(folder.size());
      const auto lies_in = [below](std::string_view part) { return below.starts_with(part); };
      constexpr std::string_view kParts[] = {"variables/", "assets/", "assets.extra/"};
      if (std::ranges::any_of(kParts, lies_in) || below == "keras_metadata.pb" || below == "fingerprint.pb" ||
          below == "config.json")
        members.push_back(i);
    }
    if (members.size() > 1)
      add(GroupKind::saved_model, std::string(folder.substr(0, folder.size() - 1)), std::move(members));
  }

  // Numbered names alone prove nothing: ModelCheckpoint("m_{epoch:05d}.weights.h5") writes whole models under such
  // names. The index does.
  void find_shards(const Folder& names) {
    if (std::ranges::none_of(names, [](const auto& file) { return keras::shard_name(file.first).has_value(); })) return;
    for (const auto& [name, i] : names) {
      if (!name.ends_with(".json") || taken_[i] || files_[i].source == nullptr) continue;
      const auto index = sets::read_shard_index(*files_[i].source);
      if (!index) continue;
      std::vector<std::size_t> members{i};
      for (const std::string& shard : index->shards) {
        const auto found = names.find(shard);
        if (found != names.end() && !taken_[found->second] && found->second != i) members.push_back(found->second);
      }
      add_unnamed_shards(names, sets::first_shard_of(name), members);
      if (members.size() > 1) add(GroupKind::shards, files_[i].path, std::move(members));
    }
  }

  // Files called like the index's shards that it does not name: forgotten by it, or left over from an earlier save.
  // Behind the others.
  void add_unnamed_shards(const Folder& names, std::string_view first_shard, std::vector<std::size_t>& members) const {
    const std::string_view base =
        first_shard.substr(0, first_shard.size() - std::string_view("00000.weights.h5").size());
    for (auto file = names.lower_bound(base); file != names.end() && file->first.starts_with(base); ++file) {
      const bool is_shard = keras::shard_name(file->first).has_value() && file->first.size() == first_shard.size();
      if (is_shard && !taken_[file->second] && !std::ranges::contains(members, file->second))
        members.push_back(file->second);
    }
  }

  void find_checkpoints(const Folder& names) {
    std::map<std::string_view, std::vector<std::size_t>> by_prefix;
    for (const auto& [name, i] : names) {
      const auto piece = keras::checkpoint_piece(name);
      if (!piece || taken_[i]) continue;
      auto& members = by_prefix[piece->prefix];
      members.insert(piece->is_index ? members.begin() : members.end(), i);
    }
    note_checkpoint_text(names, by_prefix);
    for (auto& [prefix, members] : by_prefix) {
      if (members.size() < 2) continue;
      std::string name = files_[members.front()].path;
      add(GroupKind::tf_checkpoint, std::move(name), std::move(members));
    }
  }

  // `checkpoint` goes with the checkpoint that it names.
  void note_checkpoint_text(const Folder& names, std::map<std::string_view, std::vector<std::size_t>>& by_prefix) {
    const auto text = names.find("checkpoint");
    if (text == names.end() || by_prefix.empty() || files_[text->second].source == nullptr) return;
    const auto prefix = sets::named_checkpoint(*files_[text->second].source);
    const auto found = prefix ? by_prefix.find(*prefix) : by_prefix.end();
    if (found != by_prefix.end()) found->second.push_back(text->second);
  }

  // keras/src/saving/saving_lib.py, save_model(zipped=False): the members of the archive as files of a folder.
  void find_keras_folder(std::string_view folder, const Folder& names) {
    std::vector<std::size_t> members;
    for (const std::string_view name :
         {container::kWeightsMember, container::kConfigMember, container::kMetadataMember}) {
      const auto found = names.find(name);
      if (found == names.end() || taken_[found->second]) return;
      members.push_back(found->second);
    }
    const std::string assets = std::string(folder) + "assets/";
    for (std::size_t i = 0; i < files_.size(); ++i) {
      if (!taken_[i] && files_[i].path.starts_with(assets)) members.push_back(i);
    }
    add(GroupKind::keras_folder,
        folder.empty() ? std::string(keras::kLooseArchive) : std::string(folder.substr(0, folder.size() - 1)),
        std::move(members));
  }

  std::span<const NamedSource> files_;
  std::map<std::string_view, Folder> folders_;
  std::vector<bool> taken_;
  std::vector<FileGroup> groups_;
};

}  // namespace

std::vector<FileGroup> group_files(std::span<const NamedSource> files) { return Grouping(files).take(); }

std::vector<std::string> shards_beside(const NamedSource& index, std::span<const std::string> names) {
  const std::string folder(sets::folder_of(index.path));
  std::vector<NamedSource> files{index};
  for (const std::string& name : names) {
    if (folder + name != index.path) files.push_back({folder + name, nullptr});
  }
  std::vector<std::string> shards;
  for (const FileGroup& group : group_files(files)) {
    if (group.kind != GroupKind::shards || group.files.front() != 0) continue;
    for (const std::size_t member : std::span(group.files).subspan(1))
      shards.emplace_back(sets::bare_name(files[member].path));
  }
  return shards;
}

}  // namespace weighbridge
