#include "readers/library/link_order.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace weighbridge::hdf5::reference {
namespace {

// Format specification 3.0: III.A.1 version 1 B-trees, III.B symbol table nodes, IV.A.1.a version 1 object headers,
// IV.A.2.r the symbol table message.
constexpr std::size_t kMessageHeaderBytes = 8;
constexpr std::uint64_t kSymbolTableMessage = 0x11;
constexpr std::size_t kObjectHeaderBytes = 16;
constexpr std::size_t kMaxHeaderBytes = 4096;  // the message stands first in a group's header; attributes may follow
constexpr std::size_t kNodeFixedBytes = 8;     // signature 4, type or version 1, level or reserved 1, count 2
constexpr std::size_t kEntryTailBytes = 24;    // cache type 4, reserved 4, scratch pad 16

using Order = std::unordered_map<std::uint64_t, std::uint64_t>;

class OrderReader {
 public:
  OrderReader(const File& file, std::size_t links) : file_(file), links_(links) {}

  std::optional<Order> read(std::uint64_t group_address) {
    const std::optional<std::uint64_t> tree = find_tree(group_address);
    if (!tree || !read_tree_node(*tree, std::nullopt)) return std::nullopt;
    return std::move(order_);
  }

 private:
  // The bytes at an address of the file; none if they are not there.
  std::optional<std::vector<std::byte>> bytes_at(std::uint64_t address, std::size_t size) const {
    const std::uint64_t start = file_.base_address() + address;
    const std::uint64_t end = file_.source().size_bytes();
    if (start < address || start > end || end - start < size) return std::nullopt;
    std::vector<std::byte> bytes(size);
    if (!file_.read_at(start, bytes)) return std::nullopt;
    return bytes;
  }

  static std::uint64_t number(std::span<const std::byte> bytes, std::size_t at, std::size_t size) {
    std::uint64_t result = 0;
    for (std::size_t i = size; i-- > 0;) result = result << 8 | std::to_integer<std::uint64_t>(bytes[at + i]);
    return result;
  }

  static bool begins_with(std::span<const std::byte> bytes, std::string_view signature) {
    for (std::size_t i = 0; i < signature.size(); ++i) {
      if (std::to_integer<char>(bytes[i]) != signature[i]) return false;
    }
    return true;
  }

  std::optional<std::uint64_t> find_tree(std::uint64_t group_address) const {
    const auto head = bytes_at(group_address, kObjectHeaderBytes);
    if (!head || number(*head, 0, 1) != 1) return std::nullopt;
    const std::size_t size = static_cast<std::size_t>(std::min<std::uint64_t>(number(*head, 8, 4), kMaxHeaderBytes));
    const auto messages = bytes_at(group_address + kObjectHeaderBytes, size);
    if (!messages) return std::nullopt;
    for (std::size_t at = 0; at + kMessageHeaderBytes <= size;) {
      const auto data_bytes = static_cast<std::size_t>(number(*messages, at + 2, 2));
      const std::size_t data_at = at + kMessageHeaderBytes;
      if (number(*messages, at, 2) == kSymbolTableMessage && data_at + file_.address_bytes() <= size) {
        return number(*messages, data_at, file_.address_bytes());
      }
      at = data_at + data_bytes;
    }
    return std::nullopt;
  }

  // `level` is what the parent says it must be: it falls on the way down, so that no loop can be followed.
  bool read_tree_node(std::uint64_t address, std::optional<std::uint64_t> level) {
    const std::size_t siblings = 2 * file_.address_bytes();
    const auto head = bytes_at(address, kNodeFixedBytes);
    if (!head || !begins_with(*head, "TREE") || number(*head, 4, 1) != 0) return false;
    const std::uint64_t own_level = number(*head, 5, 1);
    if ((level && own_level != *level) || !may_read_node()) return false;
    const auto children = static_cast<std::size_t>(number(*head, 6, 2));
    const std::size_t stride = file_.length_bytes() + file_.address_bytes();  // a key, a child
    const auto body = bytes_at(address + kNodeFixedBytes + siblings, children * stride);
    if (!body) return false;
    for (std::size_t i = 0; i < children; ++i) {
      const std::uint64_t child = number(*body, i * stride + file_.length_bytes(), file_.address_bytes());
      if (own_level == 0 ? !read_symbols(child) : !read_tree_node(child, own_level - 1)) return false;
    }
    return true;
  }

  bool read_symbols(std::uint64_t address) {
    const auto head = bytes_at(address, kNodeFixedBytes);
    if (!head || !begins_with(*head, "SNOD") || !may_read_node()) return false;
    const auto symbols = static_cast<std::size_t>(number(*head, 6, 2));
    symbols_ += symbols;
    if (symbols_ > links_) return false;
    const std::size_t entry_bytes = 2 * file_.address_bytes() + kEntryTailBytes;
    const auto entries = bytes_at(address + kNodeFixedBytes, symbols * entry_bytes);
    if (!entries) return false;
    for (std::size_t i = 0; i < symbols; ++i) {
      const std::uint64_t name_offset = number(*entries, i * entry_bytes, file_.address_bytes());
      order_.try_emplace(number(*entries, i * entry_bytes + file_.address_bytes(), file_.address_bytes()), name_offset);
    }
    return true;
  }

  // A lying file may name one node again and again: no more is read than the group's links can take up.
  bool may_read_node() { return ++nodes_ <= 2 * links_ + 64; }

  const File& file_;
  std::size_t links_;
  Order order_;
  std::size_t nodes_ = 0;
  std::size_t symbols_ = 0;
};

}  // namespace

std::unordered_map<std::uint64_t, std::uint64_t> read_link_order(const File& file, std::uint64_t group_address,
                                                                 std::size_t links) {
  return OrderReader(file, links).read(group_address).value_or(Order{});
}

}  // namespace weighbridge::hdf5::reference
