// One thing that is worth knowing about the user's file, with the evidence for it.
#ifndef WEIGHBRIDGE_FINDING_H_
#define WEIGHBRIDGE_FINDING_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace weighbridge {

enum class Severity { error, warning, note };         // the harm if it is true
enum class Confidence { certain, likely, possible };  // how far the bytes prove it

// One piece of evidence. `kind` is one of a closed set, each with fixed fields (docs/report.schema.json); build them
// with the functions below, never by hand.
struct Evidence {
  using Value = std::variant<std::string, std::uint64_t, double, bool, std::vector<std::string>>;
  std::string kind;
  std::vector<std::pair<std::string, Value>> fields;  // in the order in which they are shown
};

namespace evidence {

// Something that is in the file at `path` ("group without datasets").
[[nodiscard]] Evidence at(std::string_view path, std::string_view what);
// Something that is not there although it should be.
[[nodiscard]] Evidence absent(std::string_view path, std::string_view what);
// An attribute and its value, shortened by the caller if long.
[[nodiscard]] Evidence attribute(std::string_view path, std::string_view name, std::string_view value);
// Raw bytes: where, which (hex, "89 48 44 46"), and what they mean.
[[nodiscard]] Evidence bytes(std::uint64_t offset, std::string hex, std::string_view what);
// A number with its unit ("bytes", "layers", "tensors", "%").
[[nodiscard]] Evidence measurement(std::string_view what, double value, std::string unit);
// A piece of text from the file, at most 200 bytes, valid UTF-8.
[[nodiscard]] Evidence excerpt(std::string_view what, std::string_view text);
// What should be and what is.
[[nodiscard]] Evidence pair(std::string_view what, std::string_view expected, std::string_view found);
// A list of names (layers, members, shards); the caller bounds it and says how many more there are in `what`.
[[nodiscard]] Evidence list(std::string_view what, std::vector<std::string> items);

}  // namespace evidence

// What a rule says. Title, explanation and fixes come from the catalogue (rules/<id>.md) by `id`; `params` fill their
// {{placeholders}}.
struct Finding {
  std::string id;
  Severity severity;
  Confidence confidence;
  std::optional<std::string> path;            // the group, dataset or zip member it is about; none: the file as a whole
  std::map<std::string, std::string> params;  // e.g. {"layers", "dense, dense_1"}
  std::vector<Evidence> evidence;             // never empty
  std::vector<std::string> layers;            // paths of the layers it is about, the first ones if there are many
};

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_FINDING_H_
