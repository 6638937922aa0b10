// HTML and XML: pages and error documents that were saved in place of the file.
#ifndef WEIGHBRIDGE_CONTAINER_TEXT_MARKUP_H_
#define WEIGHBRIDGE_CONTAINER_TEXT_MARKUP_H_

#include <string_view>

#include "container/identification.h"

namespace weighbridge::container {

// `text` begins at its first character that is no space. Details: HtmlPage, XmlDocument.
[[nodiscard]] bool identify_markup(std::string_view text, bool is_text, Identification& found);

}  // namespace weighbridge::container

#endif  // WEIGHBRIDGE_CONTAINER_TEXT_MARKUP_H_
