#include "readers/library/groups.h"

#include <algorithm>

#include "base/text.h"
#include "inspector/error_stack.h"

namespace weighbridge::hdf5::reference {

namespace {

// A link's value lies in an object header message or a local heap; HDF5 itself writes no more than 64 KiB.
constexpr std::size_t kMaxTargetBytes = 64 * 1024;

struct Collector {
  Links& out;
  std::uint64_t most;
};

extern "C" herr_t take_link(hid_t, const char* name, const H5L_info2_t* info, void* data) {
  auto& collector = *static_cast<Collector*>(data);
  Links& out = collector.out;
  out.limit_reached = out.links.size() >= collector.most;
  if (out.limit_reached) return 1;
  Link& link = out.links.emplace_back();
  link.name = name;
  link.type = info->type;
  if (info->type == H5L_TYPE_HARD)
    link.token = info->u.token;
  else
    link.value_bytes = info->u.val_size;
  return 0;
}

}  // namespace

Links read_links(hid_t group, std::uint64_t most) {
  Links out;
  Collector collector{out, most};
  hsize_t position = 0;
  // In the order of storage: any other makes HDF5 build a sorted table first, and a table that breaks half way is lost
  // as a whole.
  auto listed = check(H5Literate2(group, H5_INDEX_NAME, H5_ITER_NATIVE, &position, take_link, &collector));
  if (!listed) out.problem = listed.error().message;
  std::ranges::sort(out.links, {}, &Link::name);
  return out;
}

Result<std::string> link_target(hid_t group, const Link& link) {
  if (link.value_bytes > kMaxTargetBytes) return fail(ErrorCode::limit, "the link's target is impossibly long");
  std::vector<char> value(link.value_bytes + 1, '\0');
  auto read = check(H5Lget_val(group, link.name.c_str(), value.data(), link.value_bytes, H5P_DEFAULT));
  if (!read) return std::unexpected(read.error());
  if (link.type == H5L_TYPE_SOFT) return text::to_valid_utf8(value.data());
  if (link.type != H5L_TYPE_EXTERNAL) return std::string();
  unsigned flags = 0;
  const char* file = nullptr;
  const char* path = nullptr;
  auto unpacked = check(H5Lunpack_elink_val(value.data(), link.value_bytes, &flags, &file, &path));
  if (!unpacked) return std::unexpected(unpacked.error());
  return text::to_valid_utf8(file) + ':' + text::to_valid_utf8(path);
}

}  // namespace weighbridge::hdf5::reference
