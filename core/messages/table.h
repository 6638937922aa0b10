// The known messages as one text (messages.gen.cc, from messages.md). The page's module has it fetched behind the first
// verdict: wasm/parts/move_table.mjs looks for the two marks.
#ifndef WEIGHBRIDGE_MESSAGES_TABLE_H_
#define WEIGHBRIDGE_MESSAGES_TABLE_H_

#include <string_view>

namespace weighbridge::messages {

inline constexpr std::string_view kTableBegins = "\035weighbridge messages\035";
inline constexpr std::string_view kTableEnds = "\035end of weighbridge messages\035";

// Between the marks: messages, each ended by kMessageEnds; their fields, in the order of KnownMessage, with
// kFieldEnds between them; the items of lists with kItemEnds between them.
inline constexpr char kMessageEnds = '\035', kFieldEnds = '\037', kItemEnds = '\036';

[[nodiscard]] std::string_view table();

}  // namespace weighbridge::messages

#endif  // WEIGHBRIDGE_MESSAGES_TABLE_H_
