#include "base/json.h"

#include <yyjson.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "weighbridge/limits.h"

namespace weighbridge::json {
namespace {

// yyjson needs 16 bytes a value, so that "[1,1,1,..." costs eight times its length. Real configs need about twice; a
// file made to hurt fails instead of filling the memory. Each block carries its size in front of it, since realloc and
// free are not told it reliably.
struct Budget {
  std::size_t left_bytes;
};
constexpr std::size_t kHeaderBytes = alignof(std::max_align_t);
static_assert(kHeaderBytes >= sizeof(std::size_t));

void* allocate(void* context, std::size_t size) {
  auto& budget = *static_cast<Budget*>(context);
  if (size > budget.left_bytes) return nullptr;
  auto* block = static_cast<std::byte*>(std::malloc(size + kHeaderBytes));
  if (block == nullptr) return nullptr;
  budget.left_bytes -= size;
  *reinterpret_cast<std::size_t*>(block) = size;
  return block + kHeaderBytes;
}

void release(void* context, void* memory) {
  if (memory == nullptr) return;
  std::byte* block = static_cast<std::byte*>(memory) - kHeaderBytes;
  // A finished document outlives its budget: then there is no context to give the bytes back to.
  if (context != nullptr) static_cast<Budget*>(context)->left_bytes += *reinterpret_cast<std::size_t*>(block);
  std::free(block);
}

void* reallocate(void* context, void* memory, std::size_t /*old_size*/, std::size_t size) {
  auto& budget = *static_cast<Budget*>(context);
  std::byte* block = static_cast<std::byte*>(memory) - kHeaderBytes;
  const std::size_t old_size = *reinterpret_cast<std::size_t*>(block);
  if (size > old_size && size - old_size > budget.left_bytes) return nullptr;
  auto* moved = static_cast<std::byte*>(std::realloc(block, size + kHeaderBytes));
  if (moved == nullptr) return nullptr;
  budget.left_bytes = budget.left_bytes + old_size - size;
  *reinterpret_cast<std::size_t*>(moved) = size;
  return moved + kHeaderBytes;
}

}  // namespace

bool Value::is_object() const { return yyjson_is_obj(value_); }
bool Value::is_array() const { return yyjson_is_arr(value_); }
bool Value::is_string() const { return yyjson_is_str(value_); }
bool Value::is_null() const { return yyjson_is_null(value_); }

Value Value::operator[](std::string_view key) const { return Value(yyjson_obj_getn(value_, key.data(), key.size())); }

std::optional<std::string> Value::string() const {
  if (!is_string()) return std::nullopt;
  return std::string(yyjson_get_str(value_), yyjson_get_len(value_));
}

std::optional<std::int64_t> Value::integer() const {
  if (yyjson_is_sint(value_)) return yyjson_get_sint(value_);
  if (yyjson_is_uint(value_) && std::in_range<std::int64_t>(yyjson_get_uint(value_))) {
    return static_cast<std::int64_t>(yyjson_get_uint(value_));
  }
  return std::nullopt;
}

std::optional<double> Value::number() const {
  if (!yyjson_is_num(value_)) return std::nullopt;
  return yyjson_get_num(value_);
}

std::optional<bool> Value::boolean() const {
  if (!yyjson_is_bool(value_)) return std::nullopt;
  return yyjson_get_bool(value_);
}

std::size_t Value::size() const { return is_array() ? yyjson_arr_size(value_) : yyjson_obj_size(value_); }

void Value::each_element(const std::function<void(Value)>& visit) const {
  yyjson_arr_iter elements = yyjson_arr_iter_with(value_);
  while (yyjson_val* element = yyjson_arr_iter_next(&elements)) visit(Value(element));
}

void Value::each_member(const std::function<void(std::string_view, Value)>& visit) const {
  yyjson_obj_iter members = yyjson_obj_iter_with(value_);
  while (yyjson_val* key = yyjson_obj_iter_next(&members)) {
    visit({yyjson_get_str(key), yyjson_get_len(key)}, Value(yyjson_obj_iter_get_val(key)));
  }
}

void Document::Free::operator()(yyjson_doc* doc) const { yyjson_doc_free(doc); }

Result<Document> Document::parse(std::string_view text) {
  if (text.size() > limits::kMaxJsonBytes)
    return fail(ErrorCode::limit, "the JSON text is larger than any that Keras writes");
  Budget budget{(16u << 20) + 6 * text.size()};
  const yyjson_alc allocator{allocate, reallocate, release, &budget};
  yyjson_read_err error{};
  // Without YYJSON_READ_INSITU the text is copied, never written to; the cast only serves yyjson's one signature for
  // both.
  yyjson_doc* parsed =
      yyjson_read_opts(const_cast<char*>(text.data()), text.size(), YYJSON_READ_ALLOW_INF_AND_NAN, &allocator, &error);
  if (parsed == nullptr) {
    if (error.code == YYJSON_READ_ERROR_MEMORY_ALLOCATION)
      return fail(ErrorCode::limit, "the JSON text holds too many values");
    return fail(ErrorCode::malformed,
                std::string("invalid JSON at byte ") + std::to_string(error.pos) + ": " + error.msg);
  }
  parsed->alc.ctx = nullptr;  // the budget ends here; only `release` is still called
  Document document;
  document.doc_.reset(parsed);
  return document;
}

Value Document::root() const { return Value(yyjson_doc_get_root(doc_.get())); }

}  // namespace weighbridge::json
