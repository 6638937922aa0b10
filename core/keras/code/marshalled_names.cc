// CPython, Python/marshal.c (r_object) and Lib/opcode.py of 3.6 to 3.13.
#include "keras/code/marshalled_names.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace weighbridge::keras {
namespace {

constexpr int kMostDepth = 64;
constexpr std::size_t kMostObjects = 8192;
constexpr int kMostCodes = 256;

enum class Sort { other, text, list, code };

// Objects lie in one list and name each other by their places in it, so that a reference costs nothing.
struct Object {
  Sort sort = Sort::other;
  std::string text;                // of text, and the bytes of bytes
  std::vector<std::size_t> items;  // of list; of code: instructions, constants, names
};

class Unmarshal {
 public:
  Unmarshal(std::string_view bytes, LambdaCode python) : bytes_(bytes), python_(python) {}

  std::optional<std::size_t> object(int depth = 0) {
    if (depth > kMostDepth || objects.size() >= kMostObjects || at_ >= bytes_.size()) return std::nullopt;
    const auto kind = static_cast<unsigned char>(bytes_[at_++]);
    const char type = static_cast<char>(kind & 0x7fu);
    if (type == 'r') {
      const std::size_t which = number(4);
      return which < references_.size() ? std::optional(references_[which]) : std::nullopt;
    }
    const std::size_t place = objects.size();
    objects.emplace_back();
    if ((kind & 0x80u) != 0) references_.push_back(place);
    return fill(place, type, depth) ? std::optional(place) : std::nullopt;
  }

  std::vector<Object> objects;

 private:
  std::size_t number(std::size_t size) {
    if (bytes_.size() - at_ < size) {
      at_ = bytes_.size();
      failed_ = true;
      return 0;
    }
    std::size_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
      value |= static_cast<std::size_t>(static_cast<unsigned char>(bytes_[at_ + i])) << (8 * i);
    at_ += size;
    return value;
  }

  bool skip(std::size_t size) {
    if (failed_ || bytes_.size() - at_ < size) return false;
    at_ += size;
    return true;
  }

  bool text(std::size_t place, std::size_t size) {
    const std::size_t begin = at_;
    if (!skip(size)) return false;
    objects[place].sort = Sort::text;
    objects[place].text = bytes_.substr(begin, size);
    return true;
  }

  bool list(std::size_t place, std::size_t size, int depth) {
    objects[place].sort = Sort::list;
    for (std::size_t i = 0; i < size; ++i) {
      const auto item = object(depth + 1);
      if (!item) return false;
      objects[place].items.push_back(*item);
    }
    return !failed_;
  }

  // The counts before the bytecode (mark_reader.cc, python_of), then bytecode, constants and names. What follows is
  // read for the references in it, and for where the code ends.
  bool code(std::size_t place, int depth) {
    objects[place].sort = Sort::code;
    const bool is_late = python_ == LambdaCode::since_python_3_11;
    if (!skip(is_late || python_ == LambdaCode::before_python_3_8 ? 20 : 24)) return false;
    if (!list(place, 3, depth)) return false;
    objects[place].sort = Sort::code;
    // localsplusnames, localspluskinds, filename, name, qualname; varnames, freevars, cellvars, filename, name.
    for (int i = 0; i < 5; ++i) {
      if (!object(depth + 1)) return false;
    }
    if (!skip(4)) return false;  // the line
    for (int i = 0; i < (is_late ? 2 : 1); ++i) {
      if (!object(depth + 1)) return false;
    }
    return true;
  }

  bool fill(std::size_t place, char type, int depth) {
    switch (type) {
      case '0':
      case 'N':
      case 'F':
      case 'T':
      case '.':
      case 'S':
        return true;
      case 'i':
        return skip(4);
      case 'I':
      case 'g':
        return skip(8);
      case 'y':
        return skip(16);
      case 'l': {
        const auto digits = static_cast<std::int32_t>(static_cast<std::uint32_t>(number(4)));
        return skip(2 * static_cast<std::size_t>(digits < 0 ? -static_cast<std::int64_t>(digits) : digits));
      }
      case 's':
      case 't':
      case 'u':
      case 'a':
      case 'A':
        return text(place, number(4));
      case 'z':
      case 'Z':
        return text(place, number(1));
      case ')':
        return list(place, number(1), depth);
      case '(':
      case '[':
      case '<':
      case '>':
        return list(place, number(4), depth);
      case 'c':
        return code(place, depth);
      default:
        return false;
    }
  }

  std::string_view bytes_;
  LambdaCode python_;
  std::size_t at_ = 0;
  bool failed_ = false;
  std::vector<std::size_t> references_;
};

struct Instructions {
  unsigned char load_global, extended_argument;
  int shift;  // the lowest bit of a LOAD_GLOBAL says something else
};

// The first instructions tell: RESUME, which stands behind those that make cells.
std::optional<Instructions> instructions_of(std::string_view bytecode, LambdaCode python) {
  if (python == LambdaCode::python_3_8_to_3_10) return Instructions{116, 144, 0};
  if (python != LambdaCode::since_python_3_11) return std::nullopt;
  for (std::size_t at = 0; at + 1 < bytecode.size() && at < 16; at += 2) {
    if (static_cast<unsigned char>(bytecode[at]) == 151) return Instructions{116, 144, 1};  // 3.11, 3.12
  }
  for (std::size_t at = 0; at + 1 < bytecode.size() && at < 16; at += 2) {
    if (static_cast<unsigned char>(bytecode[at]) == 149) return Instructions{91, 71, 1};  // 3.13
  }
  return std::nullopt;
}

constexpr std::array<std::string_view, 67> kOfPython = {
    "abs",        "all",          "any",         "ascii",    "bin",     "bool",   "bytearray", "bytes",
    "callable",   "chr",          "classmethod", "complex",  "delattr", "dict",   "dir",       "divmod",
    "enumerate",  "eval",         "exec",        "filter",   "float",   "format", "frozenset", "getattr",
    "globals",    "hasattr",      "hash",        "hex",      "id",      "input",  "int",       "isinstance",
    "issubclass", "iter",         "len",         "list",     "locals",  "map",    "max",       "memoryview",
    "min",        "next",         "object",      "oct",      "open",    "ord",    "pow",       "print",
    "property",   "range",        "repr",        "reversed", "round",   "set",    "setattr",   "slice",
    "sorted",     "staticmethod", "str",         "sum",      "super",   "tuple",  "type",      "vars",
    "zip",        "ValueError",   "__import__"};

class Lookups {
 public:
  Lookups(const std::vector<Object>& objects, LambdaCode python) : objects_(objects), python_(python) {}

  bool in_code(const Object& code, int depth = 0) {
    if (depth > kMostDepth || ++visited_ > kMostCodes || code.items.size() != 3) return false;
    const std::string& bytecode = objects_[code.items[0]].text;
    const Object& list = objects_[code.items[2]];
    const auto instructions = instructions_of(bytecode, python_);
    if (!instructions) return false;
    std::size_t argument = 0;
    for (std::size_t at = 0; at + 1 < bytecode.size(); at += 2) {
      const auto instruction = static_cast<unsigned char>(bytecode[at]);
      argument = argument << 8 | static_cast<unsigned char>(bytecode[at + 1]);
      if (instruction == instructions->extended_argument) continue;
      if (instruction == instructions->load_global && !note(list, argument >> instructions->shift)) return false;
      argument = 0;
    }
    // Functions in the function, comprehensions among them.
    for (const std::size_t constant : objects_[code.items[1]].items) {
      if (objects_[constant].sort == Sort::code && !in_code(objects_[constant], depth + 1)) return false;
    }
    return true;
  }

  std::vector<std::string> names;

 private:
  bool note(const Object& list, std::size_t which) {
    if (which >= list.items.size()) return false;
    const std::string& name = objects_[list.items[which]].text;
    if (!std::ranges::contains(kOfPython, name) && !std::ranges::contains(names, name)) names.push_back(name);
    return true;
  }

  const std::vector<Object>& objects_;
  LambdaCode python_;
  int visited_ = 0;  // a code may refer to itself, and more than once
};

}  // namespace

std::optional<std::vector<std::string>> names_looked_up(std::string_view bytes, LambdaCode python) {
  Unmarshal reader(bytes, python);
  const auto top = reader.object();
  if (!top || reader.objects[*top].sort != Sort::code) return std::nullopt;
  Lookups lookups(reader.objects, python);
  if (!lookups.in_code(reader.objects[*top])) return std::nullopt;
  return std::move(lookups.names);
}

}  // namespace weighbridge::keras
