// What somebody meant who mistyped a name.
#ifndef WEIGHBRIDGE_CLI_NEAREST_H_
#define WEIGHBRIDGE_CLI_NEAREST_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace weighbridge::cli {

// How many letters must be put in, left out, replaced or swapped with their neighbour to make one of the other (optimal
// string alignment).
[[nodiscard]] std::size_t typing_distance(std::string_view a, std::string_view b);

// The names that `typed` may stand for, the nearest first, at most `most`; none if nothing is near. Case and the sort
// of dash do not count, and a name that holds the whole of `typed`, or is held by it, is near.
[[nodiscard]] std::vector<std::string_view> nearest(std::string_view typed, std::span<const std::string_view> names,
                                                    std::size_t most);

// " Did you mean a, b or c?"; "" for none.
[[nodiscard]] std::string did_you_mean(const std::vector<std::string_view>& names);

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_NEAREST_H_
