// The links of one group, as they stand in the file; nothing is followed.
#ifndef WEIGHBRIDGE_TESTS_READERS_LIBRARY_GROUPS_H_
#define WEIGHBRIDGE_TESTS_READERS_LIBRARY_GROUPS_H_

#include <hdf5.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "inspector/file.h"

namespace weighbridge::hdf5::reference {

struct Link {
  std::string name;  // bytes as in the file
  H5L_type_t type = H5L_TYPE_ERROR;
  H5O_token_t token{};          // hard links: which object
  std::size_t value_bytes = 0;  // soft and external links
};

struct Links {
  std::vector<Link> links;  // by name
  std::string problem;      // why there may be more; empty: these are all
  bool limit_reached = false;
};

// At most `most` links.
[[nodiscard]] Links read_links(hid_t group, std::uint64_t most);

// Where a soft link ("path") or an external one ("file:path") of `group` leads to.
[[nodiscard]] Result<std::string> link_target(hid_t group, const Link& link);

}  // namespace weighbridge::hdf5::reference

#endif  // WEIGHBRIDGE_TESTS_READERS_LIBRARY_GROUPS_H_
