// SPDX-License-Identifier: Apache-2.0
// mapping.h - bytes in memory: a mapped file, or a buffer that grew.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace cashmatch {

/// Readable zero bytes that follow the bytes of every Mapping: simdjson and the
/// block scanners read beyond the end.
inline constexpr size_t kPadding = 64;

/// Owns mapped memory. Movable; the bytes stay where they are.
/// Lifetime: views end with the mapping.
class Mapping {
 public:
  Mapping() = default;
  Mapping(Mapping&& other) noexcept { *this = std::move(other); }
  Mapping& operator=(Mapping&& other) noexcept;
  ~Mapping();

  /// The content, followed by at least kPadding zero bytes (also when empty).
  std::string_view bytes() const { return {data_, size_}; }

  /// Gives back the memory of bytes that lie in a file: who looks at them again
  /// has them read again. Bytes that are in memory alone stay.
  /// Threads: any number, beside readers.
  void LetGo() const { LetGo(0, size_); }

  /// True where the bytes lie in a file: keeping them costs no memory that the
  /// system could not take back.
  bool in_file() const { return in_file_; }

 protected:
  void LetGo(size_t begin, size_t end) const;

  char* data_ = const_cast<char*>(kEmpty);
  size_t size_ = 0;
  size_t mapped_ = 0;  // 0: data_ is kEmpty
  bool in_file_ = false;

 private:
  static constexpr char kEmpty[kPadding + 1] = {};
};

/// A mapping that bytes are appended to. What grows beyond kInMemory goes on in
/// a file without a name, so that it takes disk instead of memory.
class GrowingMapping : public Mapping {
 public:
  static constexpr size_t kInMemory = size_t{64} << 20;

  GrowingMapping() = default;
  GrowingMapping(GrowingMapping&& other) noexcept { *this = std::move(other); }
  GrowingMapping& operator=(GrowingMapping&& other) noexcept;
  ~GrowingMapping();

  /// Returns room for at least `wanted` bytes after the content, all zero.
  /// Errors: null if the system has no more memory or disk.
  char* Room(size_t wanted);
  /// The bytes that Room may hand out without growing.
  size_t room() const;
  /// Takes `count` bytes that were written to Room into the content.
  void Grow(size_t count);

 private:
  bool MoveToFile(size_t mapped);
  bool Remap(size_t mapped);

  int file_ = -1;
  size_t let_go_ = 0;  // bytes whose memory was given back
};

/// What to do with a file that cannot be mapped.
enum class MapResult : uint8_t {
  kMapped,
  kNotMappable,  // a pipe, a device, or a file that tells no size: read it
  kFailed,
};

/// Maps a whole file for reading.
///
/// Errors: kFailed with "PATH: no such file", "PATH: is a folder", ...
/// A file that another program shortens while it is mapped ends this program,
/// as with every mapped reader; one that is rewritten in place shows both.
MapResult MapFile(const std::string& path, Mapping* mapping,
                  std::string* error);

/// Reads a descriptor to its end. Returns false with a message, also when it
/// gives more than `limit` bytes. `name` stands in messages. `interrupted`, if
/// set, is asked when a read is broken by a signal, and ends the reading.
bool ReadToEnd(int descriptor, const std::string& name, uint64_t limit,
               bool (*interrupted)(), GrowingMapping* to, std::string* error);

}  // namespace cashmatch
