#include "host/inspection_list.h"

#include "base/json.h"
#include "base/json_builder.h"

namespace weighbridge::wasm {
namespace {

std::optional<InspectionAnswer> answer_named(const std::optional<std::string>& name) {
  for (const auto answer :
       {InspectionAnswer::opens, InspectionAnswer::refused, InspectionAnswer::crashed, InspectionAnswer::hung}) {
    if (name && *name == id_of(answer)) return answer;
  }
  return std::nullopt;
}

std::optional<Inspection> read_inspection(json::Value value) {
  const auto answer = answer_named(value["answer"].string());
  if (!answer) return std::nullopt;
  return Inspection{.library = value["library"].string().value_or(""),
                    .answer = *answer,
                    .words = value["words"].string().value_or(""),
                    .only_cut = value["only_cut"].boolean().value_or(false)};
}

JsonBuilder::Value to_json(JsonBuilder& json, const std::optional<Inspection>& inspection) {
  if (!inspection) return json.null();
  const auto out = json.object();
  json.add(out, "library", json.of(inspection->library));
  json.add(out, "answer", json.of(id_of(inspection->answer)));
  if (inspection->answer == InspectionAnswer::refused) json.add(out, "words", json.of(inspection->words));
  if (inspection->only_cut) json.add(out, "only_cut", json.of(true));
  return out;
}

}  // namespace

std::string write_inspection(const std::optional<Inspection>& inspection) {
  JsonBuilder json;
  return json.write_line(to_json(json, inspection));
}

std::string write_inspection_list(const std::vector<std::optional<Inspection>>& inspections) {
  JsonBuilder json;
  const auto list = json.array();
  for (const auto& inspection : inspections) json.append(list, to_json(json, inspection));
  return json.write_line(list);
}

std::vector<std::optional<Inspection>> read_inspection_list(const std::string& json) {
  std::vector<std::optional<Inspection>> inspections;
  const auto parsed = json::Document::parse(json);
  if (!parsed || !parsed->root().is_array()) return inspections;
  parsed->root().each_element([&](json::Value value) { inspections.push_back(read_inspection(value)); });
  return inspections;
}

}  // namespace weighbridge::wasm
