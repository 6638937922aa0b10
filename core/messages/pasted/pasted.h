// A pasted text as the user saw it: what pages, chats, terminals and tracebacks put into it is taken away.
#ifndef WEIGHBRIDGE_MESSAGES_PASTED_PASTED_H_
#define WEIGHBRIDGE_MESSAGES_PASTED_PASTED_H_

#include <string>
#include <string_view>
#include <vector>

namespace weighbridge::messages {

// Lines of a text, without their line ends.
using Lines = std::vector<std::string>;

// Blanks, quotes, dashes and letters that have many forms in one; nothing that has no width, no colours of a terminal,
// no frames around text.
[[nodiscard]] std::string in_plain_signs(std::string_view pasted);

[[nodiscard]] Lines lines_of(std::string_view text);
// Without the program code and the head of a traceback: what stands there was not said. All of it if there is nothing
// else.
[[nodiscard]] Lines without_code(Lines lines);
// One text, its lines joined: with nothing between them where a terminal broke one in the middle of a word.
[[nodiscard]] std::string join_lines(const Lines& lines);

}  // namespace weighbridge::messages

#endif  // WEIGHBRIDGE_MESSAGES_PASTED_PASTED_H_
