// zlib's inflate, the one place that calls it: chunks of HDF5, members of archives and the front of a .gz.
#ifndef WEIGHBRIDGE_IO_INFLATE_H_
#define WEIGHBRIDGE_IO_INFLATE_H_

#include <cstddef>
#include <memory>
#include <span>

struct z_stream_s;

namespace weighbridge::io {

enum class Wrapping { raw, zlib, gzip };

// Unpacks into a place of fixed size, from input that may come in pieces.
class Inflater {
 public:
  // more: the input is used up and the stream goes on. full: no room is left for what the input still holds. broken: it
  // is no such stream.
  enum class Status { more, full, end, broken };

  Inflater(Wrapping wrapping, std::span<std::byte> out);
  ~Inflater();
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  // The next piece of input, not empty. Not to be called again once it has said anything but `more`.
  [[nodiscard]] Status feed(std::span<const std::byte> input);
  // The same of input that comes in one piece: a little quicker.
  [[nodiscard]] Status feed_whole(std::span<const std::byte> input);
  [[nodiscard]] std::size_t written() const;

 private:
  [[nodiscard]] Status run(std::span<const std::byte> input, int flush);

  std::span<std::byte> out_;
  std::unique_ptr<z_stream_s> stream_;
  bool ready_ = false;
};

}  // namespace weighbridge::io

#endif  // WEIGHBRIDGE_IO_INFLATE_H_
