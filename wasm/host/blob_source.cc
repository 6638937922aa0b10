#include "host/blob_source.h"

#include <emscripten/em_js.h>

#include <cstdint>

// Module.readAt(sourceId, offset, target) fills `target` and returns 0. A throw must not cross the C++ frames (there is
// no unwinding in this build), so it ends here and counts as a failed read. Offsets are doubles: exact up to 2^53, and
// no BigInt.
// clang-format off
EM_JS(int, weighbridge_read_at, (int source_id, double offset, void* target, std::size_t size), {
  try {
    return Module['readAt'](source_id, offset, HEAPU8.subarray(target, target + size)) ? 1 : 0;
  } catch (failure) {
    return 1;
  }
});
// clang-format on

namespace weighbridge::wasm {

Result<void> BlobSource::read_at(std::uint64_t offset, std::span<std::byte> out) {
  if (offset > size_bytes_ || out.size() > size_bytes_ - offset)
    return fail(ErrorCode::out_of_range, "a read outside the file");
  if (out.empty()) return {};
  if (weighbridge_read_at(source_id_, static_cast<double>(offset), out.data(), out.size()) != 0)
    return fail(ErrorCode::io, "the browser could not read the file");
  return {};
}

}  // namespace weighbridge::wasm
