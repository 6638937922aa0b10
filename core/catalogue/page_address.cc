#include "catalogue/catalogue.h"

namespace weighbridge::catalogue {

std::string_view site_address() { return WEIGHBRIDGE_SITE_ADDRESS; }

std::string page_address(std::string_view id, std::string_view site) {
  if (site.empty()) return "";
  return std::string(site) + (site.ends_with('/') ? "" : "/") + "findings/" + std::string(id) + ".html";
}

}  // namespace weighbridge::catalogue
