#include "formats/sarif.h"

#include "base/json_builder.h"
#include "catalogue/catalogue.h"
#include "folders.h"
#include "formats/pieces.h"
#include "formats/sarif_rule.h"
#include "policy/paths.h"
#include "weighbridge/analyze.h"

namespace weighbridge::cli {
namespace {

constexpr std::string_view kSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

// RFC 3986: what a path may hold without being escaped.
bool stands_in_uri(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
         std::string_view("-._~/").contains(letter);
}

std::string uri_of(const std::string& path) {
  std::string uri = !is_absolute(path) ? "" : path.starts_with('/') ? "file://" : "file:///";  // "C:/m.h5"
  for (const char letter : path) {
    if (stands_in_uri(letter)) {
      uri += letter;
    } else {
      const auto byte = static_cast<unsigned char>(letter);
      uri += {'%', "0123456789ABCDEF"[byte >> 4], "0123456789ABCDEF"[byte & 15]};
    }
  }
  return uri;
}

// One line without its line break.
std::string written(JsonBuilder& json, JsonBuilder::Value value) {
  std::string line = json.write_line(value);
  if (line.ends_with('\n')) line.pop_back();
  return line;
}

JsonBuilder::Value message_of(JsonBuilder& json, const WordedFinding& worded) {
  const JsonBuilder::Value message = json.object();
  json.add(message, "text", json.of(sentence_of(worded)));
  std::string markdown = sentence_of(worded);
  if (!worded.fixes.empty()) {
    const Fix& fix = worded.fixes.front();  // those for the file's writer come first
    markdown += "\n\n**How to fix it:** " + fix.title;
    if (!fix.code.empty()) markdown += "\n\n```\n" + fix.code + (fix.code.ends_with('\n') ? "```" : "\n```");
  }
  json.add(message, "markdown", json.of(markdown));
  return message;
}

JsonBuilder::Value location_of(JsonBuilder& json, const std::string& file, const Finding& finding) {
  const JsonBuilder::Value artifact = json.object(), region = json.object(), physical = json.object(),
                           location = json.object();
  json.add(artifact, "uri", json.of(uri_of(file)));
  // A weight file has no lines, but GitHub shows nothing without one ("SARIF support for code scanning").
  json.add(region, "startLine", json.of(std::uint64_t{1}));
  json.add(physical, "artifactLocation", artifact);
  json.add(physical, "region", region);
  json.add(location, "physicalLocation", physical);
  if (finding.path && !finding.path->empty()) {
    const JsonBuilder::Value logical = json.object(), list = json.array();
    json.add(logical, "fullyQualifiedName", json.of(*finding.path));
    json.append(list, logical);
    json.add(location, "logicalLocations", list);
  }
  return location;
}

void add_excuse(JsonBuilder& json, JsonBuilder::Value result, const Excuse& excuse) {
  if (excuse.is_in_baseline) return;
  const JsonBuilder::Value suppression = json.object(), list = json.array();
  json.add(suppression, "kind", json.of(std::string_view("external")));
  json.add(suppression, "status", json.of(std::string_view("accepted")));
  json.add(suppression, "justification", json.of(excuse.reason));
  json.append(list, suppression);
  json.add(result, "suppressions", list);
}

std::string tool(const std::set<std::string>& ids) {
  JsonBuilder json;
  const JsonBuilder::Value driver = json.object(), rules = json.array(), whole = json.object();
  json.add(driver, "name", json.of(std::string_view("weighbridge")));
  json.add(driver, "semanticVersion", json.of(kVersion));
  const std::string_view site = catalogue::site_address();
  if (!site.empty()) json.add(driver, "informationUri", json.of(site));
  for (const std::string& id : ids) json.append(rules, sarif_rule(json, id));
  json.add(driver, "rules", rules);
  json.add(whole, "driver", driver);
  return written(json, whole);
}

std::string invocation(const std::vector<std::string>& troubles) {
  JsonBuilder json;
  const JsonBuilder::Value whole = json.object(), notifications = json.array();
  for (const std::string& trouble : troubles) {
    const JsonBuilder::Value notification = json.object(), message = json.object();
    json.add(message, "text", json.of(trouble));
    json.add(notification, "level", json.of(std::string_view("error")));
    json.add(notification, "message", message);
    json.append(notifications, notification);
  }
  json.add(whole, "executionSuccessful", json.of(troubles.empty()));
  json.add(whole, "toolExecutionNotifications", notifications);
  return written(json, whole);
}

}  // namespace

std::string sarif_results(const Report& report, std::string_view path, const Excuses& excuses) {
  const std::string file = relative_path(path);
  Fingerprints fingerprints;
  std::vector<std::string> results;
  for (const WordedFinding& worded : report.findings) {
    const Finding& finding = worded.finding;
    JsonBuilder json;
    const JsonBuilder::Value result = json.object(), locations = json.array(), prints = json.object(),
                             properties = json.object();
    json.append(locations, location_of(json, file, finding));
    json.add(prints, "weighbridge/v1", json.of(fingerprints.of(file, finding)));
    json.add(properties, "confidence", json.of(word_of(finding.confidence)));
    json.add(result, "ruleId", json.of(finding.id));
    json.add(result, "level", json.of(word_of(finding.severity)));
    json.add(result, "message", message_of(json, worded));
    json.add(result, "locations", locations);
    json.add(result, "partialFingerprints", prints);
    const auto excuse = excuses.of(path, finding);
    if (excuses.baseline) {
      const bool is_old = excuse && excuse->is_in_baseline;
      json.add(result, "baselineState", json.of(std::string_view(is_old ? "unchanged" : "new")));
    }
    if (excuse) add_excuse(json, result, *excuse);
    json.add(result, "properties", properties);
    results.push_back(written(json, result));
  }
  return joined(results, ",");
}

std::string sarif_document(std::span<const std::string> results, const std::set<std::string>& ids,
                           const std::vector<std::string>& troubles) {
  return "{\"$schema\":\"" + std::string(kSchema) + "\",\"version\":\"2.1.0\",\"runs\":[{\"tool\":" + tool(ids) +
         ",\"invocations\":[" + invocation(troubles) + "],\"results\":[" + joined(results, ",") + "]}]}\n";
}

}  // namespace weighbridge::cli
