#include "weighbridge/inspector.h"

#include <hdf5.h>

#include <utility>

#include "container/hdf5_part.h"
#include "container/identify.h"
#include "inspector/entry_guard.h"
#include "inspector/error_stack.h"
#include "inspector/file.h"
#include "inspector/handle.h"
#include "io/block_cache.h"

namespace weighbridge {
namespace {

Result<void> open_root(ByteSource& source, std::uint64_t claimed_end) {
  if (auto checked = hdf5::check_entry(source, claimed_end); !checked) return checked;
  auto file = hdf5::File::open(source, claimed_end);
  if (!file) return std::unexpected(file.error());
  const auto root = hdf5::own<hdf5::ObjectHandle>(H5Oopen(file->id(), "/", H5P_DEFAULT));
  if (file->source_failure()) return std::unexpected(*file->source_failure());
  if (!root) return std::unexpected(root.error());
  return {};
}

}  // namespace

std::string library_name() { return "HDF5 " + std::to_string(H5_VERS_MAJOR) + "." + std::to_string(H5_VERS_MINOR); }

Result<Inspection> inspect(ByteSource& source, std::uint64_t claimed_end) {
  Inspection inspection{.library = library_name(), .words = {}};
  auto opened = open_root(source, claimed_end);
  if (opened && source.size_bytes() < claimed_end) {
    opened = open_root(source, 0);
    inspection.only_cut = !opened.has_value();
  }
  if (opened) return inspection;
  if (opened.error().code == ErrorCode::io) return std::unexpected(opened.error());
  inspection.answer = InspectionAnswer::refused;
  inspection.words = std::move(opened.error().message);
  return inspection;
}

Result<std::optional<Inspection>> inspect_file(ByteSource& file) {
  io::BlockCache cached(file);
  auto found = container::identify(cached);
  if (!found) return std::unexpected(found.error());
  const container::Hdf5Part part = container::find_hdf5_part(cached, *found);
  if (part.source == nullptr) return std::nullopt;
  return inspect(*part.source, part.claimed_end());
}

Inspect ask_hdf5() {
  return [](std::size_t, ByteSource& source, std::uint64_t claimed_end) -> Result<std::optional<Inspection>> {
    return inspect(source, claimed_end);
  };
}

}  // namespace weighbridge
