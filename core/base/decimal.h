// Doubles in decimal: exactly, by arithmetic, and the same in every build and locale. The tables that std::to_chars has
// for it are 120 KB, and random to a compressor.
#ifndef WEIGHBRIDGE_BASE_DECIMAL_H_
#define WEIGHBRIDGE_BASE_DECIMAL_H_

#include <string>

namespace weighbridge::text {

// As std::to_chars(value): the fewest digits that read back the same, and of those the closest; whichever of 1234 and
// 1.234e+03 is shorter. "nan", "inf", "-inf".
[[nodiscard]] std::string shortest(double value);
// As "%.4g" for 4 digits: rounded half to even, without zeros at the end.
[[nodiscard]] std::string rounded(double value, int digits);

}  // namespace weighbridge::text

#endif  // WEIGHBRIDGE_BASE_DECIMAL_H_
