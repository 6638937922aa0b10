// A badge for a README, as SVG: what came of the files, in a word or two and a color.
#ifndef WEIGHBRIDGE_CLI_FORMATS_BADGE_H_
#define WEIGHBRIDGE_CLI_FORMATS_BADGE_H_

#include <string>

#include "summary.h"

namespace weighbridge::cli {

[[nodiscard]] std::string badge(const Summary& summary);

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_FORMATS_BADGE_H_
