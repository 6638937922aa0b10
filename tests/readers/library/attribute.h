// The attributes of one object, values included.
#ifndef WEIGHBRIDGE_TESTS_READERS_LIBRARY_ATTRIBUTE_H_
#define WEIGHBRIDGE_TESTS_READERS_LIBRARY_ATTRIBUTE_H_

#include <hdf5.h>

#include <cstddef>
#include <cstdint>
#include <span>

#include "hdf5/node.h"
#include "inspector/file.h"
#include "readers/library/global_heap.h"
#include "readers/library/type.h"

namespace weighbridge::hdf5::reference {

// What a reading left out.
struct AttributesLost {
  // Attributes whose values can't be had, and one for a list that could not be read to its end.
  std::uint64_t unreadable = 0;
  bool too_many = false;  // the object has more than are read
};

class AttributeReader {
 public:
  explicit AttributeReader(const File& file);
  ~AttributeReader();
  AttributeReader(const AttributeReader&) = delete;
  AttributeReader& operator=(const AttributeReader&) = delete;

  // Appends the attributes of `object`. An attribute whose value can't be read has its `problem`; if they could not
  // even all be listed, node.problem says why; of more than are read, of the object or of the whole file, the first
  // ones stay.
  [[nodiscard]] AttributesLost read_all(hid_t object, Node& node);

 private:
  [[nodiscard]] Attribute read(hid_t object, const char* name);
  [[nodiscard]] Result<void> read_value(hid_t attribute, hid_t type, Attribute& out);
  [[nodiscard]] Result<void> decode(const FileType& type, std::span<const std::byte> bytes, Attribute& out);

  const File& file_;
  GlobalHeap heap_;
  TypeHandle reference_type_;     // opaque, as large as a reference into the global heap
  std::uint64_t budget_bytes_;    // what the values of all attributes may still take
  std::uint64_t budget_lookups_;  // how many names may still be compared
};

}  // namespace weighbridge::hdf5::reference

#endif  // WEIGHBRIDGE_TESTS_READERS_LIBRARY_ATTRIBUTE_H_
