#include "explain.h"

#include <string_view>
#include <vector>

#include "arguments.h"
#include "catalogue/catalogue.h"
#include "nearest.h"
#include "terminal.h"

namespace weighbridge::cli {
namespace {

constexpr std::string_view kList = "list";
constexpr std::size_t kIdColumns = 34;
constexpr std::size_t kNearest = 3;

// The page's heading: the entry's own title has placeholders.
std::string_view heading_of(std::string_view page) {
  const std::string_view line = page.substr(0, page.find('\n'));
  return line.substr(line.starts_with("# ") ? 2 : 0);
}

void print_list() {
  for (const catalogue::Entry& entry : catalogue::all()) {
    std::string line(entry.id);
    if (line.size() < kIdColumns) line.resize(kIdColumns, ' ');
    print(line + std::string(heading_of(catalogue::page_of(entry.id))) + "\n");
  }
}

}  // namespace

int explain(const std::string& id) {
  if (id == kList) {
    print_list();
    return kExitFine;
  }
  if (const std::string_view page = catalogue::page_of(id); !page.empty()) {
    print(page);
    return kExitFine;
  }
  std::vector<std::string_view> ids;
  for (const catalogue::Entry& entry : catalogue::all()) ids.push_back(entry.id);
  const auto near = nearest(id, ids, kNearest);
  complain("There is no finding '" + id + "'." +
           (near.empty() ? " weighbridge --explain list names them all." : did_you_mean(near)));
  return kExitUsage;
}

}  // namespace weighbridge::cli
