#include <algorithm>
#include <deque>
#include <span>
#include <string_view>
#include <vector>

#include "messages/known_message.h"
#include "messages/table.h"

namespace weighbridge::messages {
namespace {

using Texts = std::vector<std::string_view>;

// Up to the next `end`, which is taken away with it; all of it where there is none.
std::string_view take(std::string_view& rest, char end) {
  const std::size_t length = std::min(rest.find(end), rest.size());
  const std::string_view taken = rest.substr(0, length);
  rest.remove_prefix(std::min(length + 1, rest.size()));
  return taken;
}

struct Messages {
  std::vector<KnownMessage> all;
  std::deque<Texts> lists;  // what the messages' spans point to
  std::deque<std::vector<ContainerSound>> sounds;

  std::span<const std::string_view> list_of(std::string_view items) {
    Texts& list = lists.emplace_back();
    while (!items.empty()) list.push_back(take(items, kItemEnds));
    return list;
  }

  // Container and words in turn.
  std::span<const ContainerSound> sounds_of(std::string_view items) {
    std::vector<ContainerSound>& list = sounds.emplace_back();
    while (!items.empty()) {
      const std::string_view container = take(items, kItemEnds);
      list.push_back({container, take(items, kItemEnds)});
    }
    return list;
  }
};

Messages read_table(std::string_view rest) {
  Messages read;
  while (!rest.empty()) {
    std::string_view message = take(rest, kMessageEnds);
    const auto field = [&message] { return take(message, kFieldEnds); };
    KnownMessage& known = read.all.emplace_back();
    known.id = field();
    known.says = read.list_of(field());
    known.whole = read.list_of(field());
    known.by = field();
    known.means = field();
    known.causes = read.list_of(field());
    known.sound = field();
    known.sounds = read.sounds_of(field());
    known.is_about_model = !field().empty();
    known.check = field();
  }
  return read;
}

}  // namespace

std::span<const KnownMessage> known_messages() {
  // Of a module in two parts the table comes with the second: before that there are zeros in its place.
  std::string_view text = table();
  if (!text.starts_with(kTableBegins)) return {};
  text.remove_prefix(kTableBegins.size());
  text.remove_suffix(kTableEnds.size());
  static const Messages kMessages = read_table(text);
  return kMessages.all;
}

}  // namespace weighbridge::messages
