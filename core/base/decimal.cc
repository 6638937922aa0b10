#include "base/decimal.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace weighbridge::text {
namespace {

// A whole number of up to 1,280 bits: 10 * 2^1024 and 10^325 fit, with what is multiplied to them.
class Whole {
 public:
  explicit Whole(std::uint64_t value) {
    limbs_[0] = static_cast<std::uint32_t>(value);
    limbs_[1] = static_cast<std::uint32_t>(value >> 32);
  }

  void times(std::uint32_t factor) {
    std::uint64_t carried = 0;
    for (std::uint32_t& limb : limbs_) {
      carried += std::uint64_t{limb} * factor;
      limb = static_cast<std::uint32_t>(carried);
      carried >>= 32;
    }
  }
  void times_power(std::uint32_t base, int exponent) {
    for (int i = 0; i < exponent; ++i) times(base);
  }
  void add(const Whole& other) {
    std::uint64_t carried = 0;
    for (std::size_t i = 0; i < limbs_.size(); ++i) {
      carried += std::uint64_t{limbs_[i]} + other.limbs_[i];
      limbs_[i] = static_cast<std::uint32_t>(carried);
      carried >>= 32;
    }
  }
  // `other` is not larger.
  void subtract(const Whole& other) {
    std::int64_t carried = 0;
    for (std::size_t i = 0; i < limbs_.size(); ++i) {
      carried += std::int64_t{limbs_[i]} - std::int64_t{other.limbs_[i]};
      limbs_[i] = static_cast<std::uint32_t>(carried);
      carried >>= 32;
    }
  }
  [[nodiscard]] auto operator<=>(const Whole& other) const {
    return std::lexicographical_compare_three_way(limbs_.rbegin(), limbs_.rend(), other.limbs_.rbegin(),
                                                  other.limbs_.rend());
  }
  bool operator==(const Whole&) const = default;

 private:
  std::array<std::uint32_t, 40> limbs_{};  // the smallest first
};

Whole sum(Whole a, const Whole& b) {
  a.add(b);
  return a;
}

// 0.d1d2d3... times 10^point
struct Digits {
  std::string digits;
  int point = 0;
};

// Steele and White, "How to print floating-point numbers accurately" (1990): what is left of the value is rest / unit,
// and any number less than below / unit under it, or above / unit over it, reads back as the same double.
class Generator {
 public:
  explicit Generator(double value) {  // positive and finite
    const auto bits = std::bit_cast<std::uint64_t>(value);
    const std::uint64_t fraction = bits & ((std::uint64_t{1} << 52) - 1);
    const int biased = static_cast<int>(bits >> 52);
    const int exponent = std::max(biased, 1) - 1075;
    const std::uint64_t mantissa = biased == 0 ? fraction : fraction | std::uint64_t{1} << 52;
    // Below a power of two doubles stand twice as close. Where a half is the limit the even double has it.
    const int finer = fraction == 0 && biased > 1 ? 1 : 0;
    even_ = mantissa % 2 == 0;
    rest_ = Whole(mantissa);
    for (Whole* whole : {&rest_, &above_, &below_}) whole->times_power(2, std::max(exponent, 0));
    rest_.times_power(2, 1 + finer);
    above_.times_power(2, finer);
    unit_.times_power(2, 1 + finer + std::max(-exponent, 0));
    normalise(exponent + std::bit_width(mantissa));
  }

  [[nodiscard]] Digits shortest() {
    for (;;) {
      const std::uint32_t digit = next();
      const bool may_end = even_ ? rest_ <= below_ : rest_ < below_;
      const bool may_end_above = reaches_unit(sum(rest_, above_));
      made_.digits += static_cast<char>('0' + digit);
      if (!may_end && !may_end_above) continue;
      if (may_end_above && (!may_end || upper_half(digit))) round_up();
      return made_;
    }
  }

  [[nodiscard]] Digits rounded(int count) {
    std::uint32_t digit = 0;
    for (int i = 0; i < count; ++i) {
      digit = next();
      made_.digits += static_cast<char>('0' + digit);
    }
    if (upper_half(digit)) round_up();
    return made_;
  }

 private:
  // Makes the value 0.d1d2d3... with d1 other than 0; `power` is that of the first power of two above it.
  void normalise(int power) {
    made_.point = static_cast<int>(std::floor((power - 1) * 0.30102999566398120));
    unit_.times_power(10, std::max(made_.point, 0));
    for (Whole* whole : {&rest_, &above_, &below_}) whole->times_power(10, std::max(-made_.point, 0));
    while (rest_ >= unit_) {
      unit_.times(10);
      ++made_.point;
    }
  }
  [[nodiscard]] bool reaches_unit(const Whole& whole) const { return even_ ? whole >= unit_ : whole > unit_; }

  std::uint32_t next() {
    for (Whole* whole : {&rest_, &above_, &below_}) whole->times(10);
    std::uint32_t digit = 0;
    for (; rest_ >= unit_; ++digit) rest_.subtract(unit_);
    return digit;
  }

  [[nodiscard]] bool upper_half(std::uint32_t digit) const {
    const auto order = sum(rest_, rest_) <=> unit_;
    return order > 0 || (order == 0 && digit % 2 == 1);
  }

  void round_up() {
    const std::size_t kept = made_.digits.find_last_not_of('9');
    if (kept == std::string::npos) {
      made_.digits.assign(made_.digits.size(), '0').front() = '1';
      ++made_.point;
      return;
    }
    ++made_.digits[kept];
    std::fill(made_.digits.begin() + static_cast<std::ptrdiff_t>(kept) + 1, made_.digits.end(), '0');
  }

  bool even_ = false;
  Whole rest_{0}, above_{1}, below_{1}, unit_{1};
  Digits made_;
};

std::string fixed(const Digits& made) {
  const auto point = static_cast<std::size_t>(std::max(made.point, 0));
  if (made.point <= 0) return "0." + std::string(static_cast<std::size_t>(-made.point), '0') + made.digits;
  if (point >= made.digits.size()) return made.digits + std::string(point - made.digits.size(), '0');
  return made.digits.substr(0, point) + "." + made.digits.substr(point);
}

std::string scientific(const Digits& made) {
  const int exponent = made.point - 1;
  const std::string power = std::to_string(std::abs(exponent));
  return made.digits.substr(0, 1) + (made.digits.size() > 1 ? "." + made.digits.substr(1) : "") +
         (exponent < 0 ? "e-" : "e+") + (power.size() < 2 ? "0" : "") + power;
}

// What has no digits; "" for the others.
std::string without_digits(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return "inf";
  return value == 0 ? "0" : "";
}

std::string shortest_positive(double value) {
  if (std::string word = without_digits(value); !word.empty()) return word;
  const Digits made = Generator(value).shortest();
  std::string with_power = scientific(made);
  if (std::string all = fixed(made); all.size() > with_power.size()) return with_power;
  // Of a large whole number all digits are said, not only those that matter.
  const bool is_whole = made.point > static_cast<int>(made.digits.size());
  return is_whole ? fixed(Generator(value).rounded(made.point)) : fixed(made);
}

std::string rounded_positive(double value, int digits) {
  if (std::string word = without_digits(value); !word.empty()) return word;
  Digits made = Generator(value).rounded(digits);
  made.digits.resize(made.digits.find_last_not_of('0') + 1);
  return made.point <= -4 || made.point > digits ? scientific(made) : fixed(made);
}

std::string signed_as(double value, std::string positive) {
  return std::signbit(value) && !std::isnan(value) ? "-" + positive : positive;
}

}  // namespace

std::string shortest(double value) { return signed_as(value, shortest_positive(std::abs(value))); }

std::string rounded(double value, int digits) { return signed_as(value, rounded_positive(std::abs(value), digits)); }

}  // namespace weighbridge::text
