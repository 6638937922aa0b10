// Text that is neither a pointer nor markup nor JSON: what it most likely is.
#ifndef WEIGHBRIDGE_CONTAINER_TEXT_PLAIN_TEXT_H_
#define WEIGHBRIDGE_CONTAINER_TEXT_PLAIN_TEXT_H_

#include <string_view>

#include "container/identification.h"

namespace weighbridge::container {

// Details: PlainText.
void note_plain_text(std::string_view text, Identification& found);

}  // namespace weighbridge::container

#endif  // WEIGHBRIDGE_CONTAINER_TEXT_PLAIN_TEXT_H_
