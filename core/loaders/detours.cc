#include "loaders/detours.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "loaders/causes.h"
#include "loaders/contents.h"
#include "loaders/messages.h"
#include "loaders/objects/object.h"
#include "weighbridge/limits.h"

namespace weighbridge::loaders {
namespace {

using Kind = Detour::Kind;

// ---- which Keras refuses what; 3.12 was mended beside the newer ones

bool refuses_storage_in_v3(const Generation& g) {  // measured: 3.12.1, 3.13.2, 3.14.0; not 3.12.0, 3.13.0
  return (g.keras_since(3, 12, 1) && !g.keras_since(3, 13)) || g.keras_since(3, 13, 2);
}
bool refuses_links(const Generation& g) {  // and virtual datasets, and all of it in legacy files: 3.12.2, 3.14.1
  return g.looks_by_hand();
}
bool refuses_bombs(const Generation& g) {  // 3.12.4, 3.15.0; in the source since 3.12.3
  return (g.keras_since(3, 12, 3) && !g.keras_since(3, 13)) || g.keras_since(3, 15);
}

// readable_memory_size of Keras: "64.00 GB", in powers of 1024.
std::string keras_size(std::uint64_t bytes) {
  constexpr std::array<std::string_view, 6> kUnits = {"B", "KB", "MB", "GB", "TB", "PB"};
  std::size_t unit = 0;
  double value = static_cast<double>(bytes);
  for (; value >= 1024 && unit + 1 < kUnits.size(); ++unit) value /= 1024;
  const auto hundredths = static_cast<std::uint64_t>(std::llround(value * 100));
  const std::string rest = std::to_string(hundredths % 100);
  return std::to_string(hundredths / 100) + '.' + (rest.size() < 2 ? "0" : "") + rest + ' ' + std::string(kUnits[unit]);
}

// As NumPy says it, in powers of 1024 with three digits: "64.0 GiB". A bomb has at least four of them.
std::string numpy_size(std::uint64_t bytes) {
  const std::uint64_t tenths = static_cast<std::uint64_t>(
      std::llround(static_cast<double>(bytes) / static_cast<double>(std::uint64_t{1} << 30) * 10));
  return std::to_string(tenths / 10) + '.' + (tenths < 1000 ? std::to_string(tenths % 10) : "") + " GiB";
}

std::string_view last_part(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::optional<std::string> refusal(const Generation& loader, const Detour& detour, Reader reader) {
  switch (detour.kind) {
    case Kind::soft_link:
    case Kind::dangling_link:
      if (refuses_links(loader)) return "Not allowed: H5 file with SoftLink";
      return std::nullopt;
    case Kind::external_link:
      if (refuses_links(loader)) return "Not allowed: H5 file with ExternalLink";
      return std::nullopt;
    case Kind::external_storage:
      if (refuses_links(loader))
        return say("Not allowed: H5 file with external Dataset: [('{}', N, N)]", {detour.target});
      if (refuses_storage_in_v3(loader) && reader == Reader::v3) {
        return say("Not allowed: H5 file Dataset with external links: [('{}', N, N)]", {detour.target});
      }
      return std::nullopt;
    case Kind::virtual_dataset:
      if (refuses_links(loader)) return "Not allowed: H5 file with virtual Dataset";
      return std::nullopt;
    case Kind::shape_bomb:
      if (!refuses_bombs(loader)) return std::nullopt;
      return say(
          "Not allowed: H5 dataset '{}' declares {} but only {} are stored on disk; refusing to load a potential "
          "decompression/shape bomb.",
          {last_part(detour.path), keras_size(detour.declared), keras_size(detour.stored)});
  }
  return std::nullopt;
}

// ---- the words

bool is_below(std::string_view path, std::string_view group) {
  return path.starts_with(group) && (path.size() == group.size() || path[group.size()] == '/');
}

const Holder* holder_of(const Contents& file, std::string_view path) {
  for (const Holder& holder : file.holders) {
    if (is_below(path, holder.layer->path)) return &holder;
  }
  return nullptr;
}

// The v3 reader of Keras >= 3.0.2 gathers what goes wrong in an object; Keras 3.15.1 opens groups before that.
std::string as_raised(const Generation& loader, const Contents& file, Reader reader, const Detour& detour,
                      const Exception& said) {
  const bool is_gathered =
      reader == Reader::v3 && loader.keras_since(3, 0, 2) && (detour.at_array || !loader.keras_since(3, 15, 1));
  if (!is_gathered) return said.whole();
  const Holder* holder = holder_of(file, detour.path);
  if (holder == nullptr) return std::string(messages::kSomeObjectsNotLoaded);
  const Object object = object_of(*holder->layer);
  const std::string shown = '<' + object.class_name + " name=" + object.name + ", built=True>";
  return say(messages::kObjectsNotLoaded, {"1", shown, said.text, shown});
}

Exception dangling(const Generation& loader) {
  return {messages::kKeyError, say(messages::kUnreadableObject,
                                   {loader.says_synchronously() ? "synchronously " : "", "component not found"})};
}

std::string needs(const Detour& detour) {
  switch (detour.kind) {
    case Kind::external_link:
    case Kind::external_storage:
      return "It takes values from another file, " + text::shorten(detour.target, 60) + ": without that one it raises.";
    case Kind::virtual_dataset:
      return "It takes values from other files: without them they are silently zeros.";
    case Kind::shape_bomb:
      return "";
    case Kind::soft_link:
    case Kind::dangling_link:
      return "";
  }
  return "";
}

bool others_lack_variables(const Contents& file) {
  return std::ranges::any_of(file.lacking, [&](const Holder& holder) {
    return std::ranges::none_of(file.detours,
                                [&](const Detour& detour) { return is_below(detour.path, holder.layer->path); });
  });
}

}  // namespace

std::optional<Answer> meet_detours(const Generation& loader, const Contents& file, Reader reader) {
  const bool is_own_layout = reader == Reader::v3 ? file.is(keras::Layout::v3_weights) : file.is_legacy();
  if (file.detours.empty() || !is_own_layout) return std::nullopt;
  for (const Detour& detour : file.detours) {
    if (auto said = refusal(loader, detour, reader)) {
      return raises(as_raised(loader, file, reader, detour, {messages::kValueError, *said}), causes::detours(),
                    "Write a copy without it, if you trust the file.");
    }
  }
  if (others_lack_variables(file)) return std::nullopt;
  std::string remedy;
  for (const Detour& detour : file.detours) {
    if (detour.kind == Kind::dangling_link)
      return raises(as_raised(loader, file, reader, detour, dangling(loader)), causes::detours(), "");
    if (detour.kind == Kind::shape_bomb) {
      const Exception said{messages::kMemoryError, "Unable to allocate " + numpy_size(detour.declared)};
      return raises(as_raised(loader, file, reader, detour, said), causes::detours(), "");
    }
    if (remedy.empty()) remedy = needs(detour);
  }
  return loads(std::move(remedy));
}

}  // namespace weighbridge::loaders
