// Reading JSON from files we do not trust. A thin, owning view over yyjson; json_builder.h writes.
#ifndef WEIGHBRIDGE_BASE_JSON_H_
#define WEIGHBRIDGE_BASE_JSON_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "weighbridge/result.h"

struct yyjson_val;
struct yyjson_doc;

namespace weighbridge::json {

// A value inside a Document; copyable, valid while the Document lives. A missing member is a Value for which every
// is_*() is false, so that chains such as doc.root()["config"]["layers"] need no checks between.
class Value {
 public:
  Value() = default;
  explicit Value(yyjson_val* value) : value_(value) {}
  [[nodiscard]] bool exists() const { return value_ != nullptr; }
  [[nodiscard]] bool is_object() const;
  [[nodiscard]] bool is_array() const;
  [[nodiscard]] bool is_string() const;
  [[nodiscard]] bool is_null() const;  // JSON's null, not a missing member
  [[nodiscard]] Value operator[](std::string_view key) const;
  [[nodiscard]] std::optional<std::string> string() const;
  [[nodiscard]] std::optional<std::int64_t> integer() const;
  [[nodiscard]] std::optional<double> number() const;  // integers too
  [[nodiscard]] std::optional<bool> boolean() const;
  [[nodiscard]] std::size_t size() const;                            // elements or members
  void each_element(const std::function<void(Value)>& visit) const;  // arrays
  void each_member(const std::function<void(std::string_view, Value)>& visit) const;

 private:
  yyjson_val* value_ = nullptr;
};

class Document {
 public:
  // Fails on invalid JSON (NaN and Infinity, which Python writes, are allowed) and on more than limits::kMaxJsonBytes.
  [[nodiscard]] static Result<Document> parse(std::string_view text);
  [[nodiscard]] Value root() const;

 private:
  struct Free {
    void operator()(yyjson_doc* doc) const;
  };
  std::unique_ptr<yyjson_doc, Free> doc_;
};

}  // namespace weighbridge::json

#endif  // WEIGHBRIDGE_BASE_JSON_H_
