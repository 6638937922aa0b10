// "I have an error message": what a text that Keras, h5py or Python printed means, and what it means for this file.
#ifndef WEIGHBRIDGE_MESSAGES_H_
#define WEIGHBRIDGE_MESSAGES_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "weighbridge/report.h"

namespace weighbridge {

struct MessageAnswer {
  std::string id;                      // "received-0-variables"; a section of core/messages/messages.md
  std::string says;                    // the known text, with * for what varies
  std::string by;                      // who says it
  std::string means;                   // whatever the file
  std::optional<std::string> because;  // the finding of this file that explains it
  std::string here;                    // for this file; without a file, what to check
};

// The messages recognised in `pasted` (a whole traceback will do), the most telling first; none if no known text is in it. Tolerates other
// paths, names, numbers, quotes and line breaks. `report` may be null. Looks at the first 64 KiB.
[[nodiscard]] std::vector<MessageAnswer> answer_message(std::string_view pasted, const Report* report);

// {"messages":[{"id","says","by","means","because","here"}]}
[[nodiscard]] std::string messages_to_json(const std::vector<MessageAnswer>& answers);
// For a terminal; says so honestly when nothing was recognised.
[[nodiscard]] std::string messages_to_text(const std::vector<MessageAnswer>& answers, int width);

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_MESSAGES_H_
