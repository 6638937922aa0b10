#include "policy/small_file.h"

#include <span>

#include "base/text.h"
#include "file_source.h"

namespace weighbridge::cli {

Result<std::string> read_small_file(const std::string& path, std::uint64_t most_bytes) {
  auto file = FileSource::open(path);
  if (!file) return std::unexpected(file.error());
  if (file->size_bytes() > most_bytes)
    return fail(ErrorCode::limit, "'" + path + "' is larger than " + text::size_for_people(most_bytes) + ".");
  std::string content(static_cast<std::size_t>(file->size_bytes()), '\0');
  if (auto read = file->read_at(0, std::as_writable_bytes(std::span(content))); !read)
    return fail(read.error().code, "'" + path + "' could not be read: " + read.error().message + ".");
  return content;
}

}  // namespace weighbridge::cli
