// Writing JSON: a thin layer over yyjson's mutable document that keeps keys in the order in which they are added and
// all text valid UTF-8.
#ifndef WEIGHBRIDGE_BASE_JSON_BUILDER_H_
#define WEIGHBRIDGE_BASE_JSON_BUILDER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct yyjson_mut_doc;
struct yyjson_mut_val;

namespace weighbridge {

// Values made by a builder live as long as it does. Keys are not copied: they must outlive it.
class JsonBuilder {
 public:
  using Value = yyjson_mut_val*;

  JsonBuilder();

  [[nodiscard]] Value object();
  [[nodiscard]] Value array();
  [[nodiscard]] Value null();
  [[nodiscard]] Value of(bool flag);
  [[nodiscard]] Value of(std::uint64_t number);
  // Whole numbers are written without a fraction; NaN and infinities, which JSON lacks, as null.
  [[nodiscard]] Value of(double number);
  [[nodiscard]] Value of(std::string_view text);
  [[nodiscard]] Value of(const std::string& text) { return of(std::string_view(text)); }
  [[nodiscard]] Value of(const char*) = delete;  // would become a bool
  [[nodiscard]] Value of(const std::vector<std::string>& items);
  [[nodiscard]] Value of(const std::vector<std::uint64_t>& items);
  template <typename T>
  [[nodiscard]] Value of(const std::optional<T>& maybe) {
    return maybe ? of(*maybe) : null();
  }
  [[nodiscard]] Value or_null(std::string_view text) { return text.empty() ? null() : of(text); }

  void add(Value object, std::string_view key, Value value);
  void append(Value array, Value value);
  // `root` without spaces and line breaks.
  [[nodiscard]] std::string write(Value root);
  // The same with a line break at its end.
  [[nodiscard]] std::string write_line(Value root);

 private:
  struct Free {
    void operator()(yyjson_mut_doc* doc) const;
  };
  std::unique_ptr<yyjson_mut_doc, Free> doc_;
};

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_BASE_JSON_BUILDER_H_
