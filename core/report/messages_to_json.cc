#include "base/json_builder.h"
#include "weighbridge/messages.h"

namespace weighbridge {

std::string messages_to_json(const MessageAnswers& answers) {
  JsonBuilder json;
  const auto root = json.object();
  const auto list = json.array();
  for (const MessageAnswer& answer : answers.answers) {
    const auto entry = json.object();
    json.add(entry, "id", json.of(answer.id));
    json.add(entry, "says", json.of(answer.says));
    json.add(entry, "by", json.of(answer.by));
    json.add(entry, "means", json.of(answer.means));
    json.add(entry, "because", json.of(answer.because));
    json.add(entry, "here", json.of(answer.here));
    json.append(list, entry);
  }
  json.add(root, "match", json.of(std::string_view(answers.match == MessageMatch::whole ? "whole" : "part")));
  json.add(root, "messages", list);
  json.add(root, "nearest", json.of(answers.nearest));
  if (answers.keras) {
    const auto seen = json.object();
    json.add(seen, "package", json.of(answers.keras->keras.package));
    json.add(seen, "version", json.of(answers.keras->keras.version));
    json.add(seen, "name", json.of(name_for_people(answers.keras->keras)));
    json.add(seen, "said", json.of(answers.keras->said));
    json.add(root, "keras", seen);
  }
  return json.write_line(root);
}

}  // namespace weighbridge
