// Writing JSON: a thin layer over yyjson's mutable document that keeps keys in the order in which they are added and all text valid UTF-8.
#ifndef WEIGHBRIDGE_REPORT_JSON_BUILDER_H_
#define WEIGHBRIDGE_REPORT_JSON_BUILDER_H_

#include <yyjson.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weighbridge::report {

// Values made by a builder live as long as it does. Keys are not copied: they must outlive it.
class JsonBuilder {
 public:
  using Value = yyjson_mut_val*;

  JsonBuilder() : doc_(yyjson_mut_doc_new(nullptr)) {}

  [[nodiscard]] Value object() { return yyjson_mut_obj(doc_.get()); }
  [[nodiscard]] Value array() { return yyjson_mut_arr(doc_.get()); }
  [[nodiscard]] Value null() { return yyjson_mut_null(doc_.get()); }
  [[nodiscard]] Value of(bool flag) { return yyjson_mut_bool(doc_.get(), flag); }
  [[nodiscard]] Value of(std::uint64_t number) { return yyjson_mut_uint(doc_.get(), number); }
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

  void add(Value object, std::string_view key, Value value) {
    yyjson_mut_obj_add(object, yyjson_mut_strn(doc_.get(), key.data(), key.size()), value);
  }
  void append(Value array, Value value) { yyjson_mut_arr_append(array, value); }
  // The document with `root` as one line, its line break included; empty only when memory is exhausted.
  [[nodiscard]] std::string write_line(Value root);

 private:
  struct Free {
    void operator()(yyjson_mut_doc* doc) const { yyjson_mut_doc_free(doc); }
  };
  std::unique_ptr<yyjson_mut_doc, Free> doc_;
};

}  // namespace weighbridge::report

#endif  // WEIGHBRIDGE_REPORT_JSON_BUILDER_H_
