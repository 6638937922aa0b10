#include "container/identify.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

#include "base/text.h"
#include "container/families.h"
#include "container/probe.h"

namespace weighbridge::container {
namespace {

// What is sure comes before what is likely; what the libraries would open comes before what a file merely looks like.
Result<bool> decide(Probe& probe, Identification& found) {
  if (identify_hdf5_at_start(probe, found)) return true;
  if (probe.has(0, "PK")) {
    const auto zip = identify_zip(probe, found);
    if (!zip || *zip) return zip;
  }
  if (identify_by_magic(probe, found)) return true;
  // HDF5 and zip are both allowed behind something else, so that even a tar archive or zeros may be in front.
  using Step = Result<bool> (*)(Probe&, Identification&);
  constexpr Step kSteps[] = {identify_hdf5_behind_user_block, identify_zip, identify_zeros};
  for (const Step step : kSteps) {
    const auto decided = step(probe, found);
    if (!decided || *decided) return decided;
  }
  note_mangled_signature(probe, found);
  if (found.mangling != Mangling::none || identify_tar(probe, found)) return true;
  if (const auto displaced = note_displaced_hdf5(probe, found); !displaced || *displaced) return displaced;
  if (const auto structured = identify_by_structure(probe, found); !structured || *structured) return structured;
  if (const auto hdf5 = identify_hdf5_by_structures(probe, found); !hdf5 || *hdf5) return hdf5;
  return identify_text(probe, found);
}

}  // namespace

Result<Identification> identify(ByteSource& source) {
  auto probe = read_probe(source);
  if (!probe) return std::unexpected(probe.error());
  Identification found;
  found.size_bytes = probe->size_bytes;
  found.first_bytes_hex = text::hex(std::span(probe->head).first(std::min<std::size_t>(16, probe->head.size())));
  found.begins_with_zeros =
      probe->head.size() >= 8 &&
      std::ranges::all_of(std::span(probe->head).first(8), [](std::byte byte) { return byte == std::byte{0}; });
  if (probe->size_bytes == 0) {
    found.kind = Kind::empty;
    return found;
  }
  if (const auto decided = decide(*probe, found); !decided) return std::unexpected(decided.error());
  return found;
}

}  // namespace weighbridge::container
