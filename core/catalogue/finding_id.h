// Which finding. The constants of ids.gen.h are the only ones there are, so a name that no rule has does not compile.
#ifndef WEIGHBRIDGE_CATALOGUE_FINDING_ID_H_
#define WEIGHBRIDGE_CATALOGUE_FINDING_ID_H_

#include <string_view>

namespace weighbridge {

class FindingId {
 public:
  // For ids.gen.h alone.
  explicit consteval FindingId(const char* text) : text_(text) {}

  [[nodiscard]] constexpr std::string_view text() const { return text_; }
  friend constexpr bool operator==(std::string_view text, FindingId id) { return text == id.text_; }

 private:
  std::string_view text_;
};

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_CATALOGUE_FINDING_ID_H_
