#include "formats/sarif_rule.h"

#include <algorithm>
#include <string>

#include "catalogue/catalogue.h"

namespace weighbridge::cli {
namespace {

// Of the page, the heading without its mark.
std::string_view heading(std::string_view page) {
  const std::string_view line = page.substr(0, page.find('\n'));
  return line.substr(line.starts_with("# ") ? 2 : 0);
}

// The first paragraph of "What it means", on one line.
std::string meaning(std::string_view page) {
  constexpr std::string_view kMark = "\n## What it means\n\n";
  const std::size_t begin = page.find(kMark);
  if (begin == std::string_view::npos) return std::string(heading(page));
  page.remove_prefix(begin + kMark.size());
  std::string paragraph(page.substr(0, page.find("\n\n")));
  std::ranges::replace(paragraph, '\n', ' ');
  return paragraph;
}

// GitHub's words ("SARIF support for code scanning").
std::string_view precision_of(Confidence confidence) {
  switch (confidence) {
    case Confidence::certain:
      return "very-high";
    case Confidence::likely:
      return "high";
    case Confidence::possible:
      return "medium";
  }
  return "";
}

JsonBuilder::Value text_of(JsonBuilder& json, std::string_view text) {
  const JsonBuilder::Value message = json.object();
  json.add(message, "text", json.of(text));
  return message;
}

}  // namespace

std::string_view word_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return "";
}

std::string_view word_of(Confidence confidence) {
  switch (confidence) {
    case Confidence::certain:
      return "certain";
    case Confidence::likely:
      return "likely";
    case Confidence::possible:
      return "possible";
  }
  return "";
}

JsonBuilder::Value sarif_rule(JsonBuilder& json, std::string_view id) {
  const JsonBuilder::Value rule = json.object();
  json.add(rule, "id", json.of(id));
  const catalogue::Entry* entry = catalogue::find(id);
  if (entry == nullptr) return rule;
  const std::string_view page = catalogue::page_of(id);
  const JsonBuilder::Value help = text_of(json, page), configuration = json.object(), properties = json.object(),
                           tags = json.array();
  json.add(help, "markdown", json.of(page));
  json.add(configuration, "level", json.of(word_of(entry->severity)));
  json.append(tags, json.of(entry->family));
  json.add(properties, "tags", tags);
  json.add(properties, "precision", json.of(precision_of(entry->ceiling)));
  json.add(rule, "shortDescription", text_of(json, heading(page)));
  json.add(rule, "fullDescription", text_of(json, meaning(page)));
  json.add(rule, "help", help);
  if (const std::string address = catalogue::page_address(id); !address.empty())
    json.add(rule, "helpUri", json.of(address));
  json.add(rule, "defaultConfiguration", configuration);
  json.add(rule, "properties", properties);
  return rule;
}

}  // namespace weighbridge::cli
