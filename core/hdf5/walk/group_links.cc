#include "hdf5/walk/group_links.h"

#include <string>
#include <utility>

#include "base/stable_order.h"
#include "hdf5/walk/dense/dense_objects.h"

namespace weighbridge::hdf5::walk {
namespace {

class NewStyle {
 public:
  NewStyle(FileBytes& file, std::uint64_t most, LinkList& out) : file_(file), most_(most), out_(out) {}

  Result<void> read(const ObjectHeader& header, const Message& info) {
    auto place = decode_dense_place(info.body, file_, kLinkOrderBytes);
    if (!place) return std::unexpected(place.error());
    if (place->heap == kNoAddress) return read_compact(header);
    auto loss = visit_dense(file_, *place, RecordKind::link_by_name,
                            [&](std::span<const std::byte> body) { return take(body); });
    if (loss && loss->nodes == 0) return {};
    return std::unexpected(loss ? Error{ErrorCode::malformed, loss->problem} : loss.error());
  }

 private:
  Result<void> read_compact(const ObjectHeader& header) {
    for (const Message& message : header.messages) {
      if (message.type != MessageType::link) continue;
      if (auto done = take(message.body); !done) return done;
    }
    return {};
  }

  // A link that can't be read costs no other one.
  Result<void> take(std::span<const std::byte> body) {
    Cursor cursor(body);
    auto link = decode_link(cursor, file_);
    if (link) return keep(std::move(*link));
    if (out_.problem.empty()) out_.problem = link.error().message;
    return {};
  }

  Result<void> keep(LinkRecord link) {
    if (out_.links.size() >= most_) {
      out_.limit_reached = true;
      return fail(ErrorCode::limit, "too many links");
    }
    if (auto spent = file_.budget().spend_memory(memory_bytes_of(link)); !spent) return spent;
    out_.links.push_back(std::move(link));
    return {};
  }

  FileBytes& file_;
  std::uint64_t most_;
  LinkList& out_;
};

}  // namespace

LinkList read_group_links(FileBytes& file, const ObjectHeader& header, std::size_t links_per_leaf, std::uint64_t most) {
  LinkList out;
  if (const Message* info = header.find(MessageType::link_info)) {
    if (auto done = NewStyle(file, most, out).read(header, *info); !done && !out.limit_reached)
      out.problem = done.error().message;
  } else if (const Message* message = header.find(MessageType::symbol_table)) {
    auto table = decode_symbol_table(message->body, file);
    if (table)
      out = read_symbol_table(file, *table, links_per_leaf, most);
    else
      out.problem = table.error().message;
  }
  put_in_stable_order(out.links, {}, &LinkRecord::name);
  return out;
}

}  // namespace weighbridge::hdf5::walk
