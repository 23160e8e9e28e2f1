// SPDX-License-Identifier: Apache-2.0
// mapping.cc - mapped files and growing buffers.
// Tested by tests/unit/adapters/bytes/mapping_test.cc
#include "adapters/bytes/mapping.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "adapters/bytes/temp_file.h"

namespace cashmatch {
namespace {

constexpr size_t kReadAtOnce = size_t{1} << 20;
// A file grows, and its memory is given back, in steps of this many bytes.
constexpr size_t kFileStep = size_t{32} << 20;

size_t PageSize() {
  static const auto size = static_cast<size_t>(sysconf(_SC_PAGESIZE));
  return size;
}

size_t RoundUpToPage(size_t size) {
  return (size + PageSize() - 1) / PageSize() * PageSize();
}

/// Closes a descriptor at the end of a scope.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

std::string Message(const std::string& path, int error) {
  if (error == ENOENT) return path + ": no such file";
  if (error == EACCES) return path + ": no permission to read it";
  return path + ": cannot be read: " + std::strerror(error);
}

struct MappedMemory : Mapping {
  void Take(void* data, size_t size, size_t mapped) {
    data_ = static_cast<char*>(data);
    size_ = size;
    mapped_ = mapped;
    in_file_ = true;
  }
};

constexpr size_t kMappedAtOnce = size_t{64} << 20;

/// Maps `size` bytes with a zero page behind them, so that the padding is there
/// also when the file ends with its page.
bool MapWithPadding(int descriptor, size_t size, Mapping* mapping) {
  const size_t whole = RoundUpToPage(size) + RoundUpToPage(kPadding);
  void* const at =
      mmap(nullptr, whole, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (at == MAP_FAILED) return false;
  MappedMemory memory;
  memory.Take(at, size, whole);
  if (mmap(at, size, PROT_READ, MAP_PRIVATE | MAP_FIXED, descriptor, 0) ==
      MAP_FAILED) {
    return false;
  }
  madvise(at, size, MADV_SEQUENTIAL);
  // All pages at once cost less than one by one; more than this could be more
  // than the memory. Where the system does not know how, it does nothing.
  if (size <= kMappedAtOnce) madvise(at, size, MADV_POPULATE_READ);
  *mapping = std::move(memory);
  return true;
}

}  // namespace

Mapping& Mapping::operator=(Mapping&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  std::swap(mapped_, other.mapped_);
  std::swap(in_file_, other.in_file_);
  return *this;
}

Mapping::~Mapping() {
  if (mapped_ != 0) munmap(data_, mapped_);
}

void Mapping::LetGo(size_t begin, size_t end) const {
  if (!in_file_) return;
  begin = RoundUpToPage(begin);
  end = end / PageSize() * PageSize();
  if (begin < end) madvise(data_ + begin, end - begin, MADV_DONTNEED);
}

GrowingMapping& GrowingMapping::operator=(GrowingMapping&& other) noexcept {
  Mapping::operator=(std::move(other));
  std::swap(file_, other.file_);
  std::swap(let_go_, other.let_go_);
  return *this;
}

GrowingMapping::~GrowingMapping() {
  if (file_ >= 0) close(file_);
}

size_t GrowingMapping::room() const {
  return mapped_ == 0 ? 0 : mapped_ - size_ - kPadding;
}

char* GrowingMapping::Room(size_t wanted) {
  if (wanted <= room() && mapped_ != 0) return data_ + size_;
  const size_t least = size_ + wanted + kPadding;
  if (least > kInMemory) {
    const size_t mapped = RoundUpToPage(std::max(least, mapped_ + kFileStep));
    if (in_file_ || !MoveToFile(mapped)) {
      if (!Remap(mapped)) return nullptr;
    }
  } else if (!Remap(RoundUpToPage(std::max(least, 2 * mapped_)))) {
    return nullptr;
  }
  return data_ + size_;
}

/// Makes the mapping larger, in memory or in its file.
bool GrowingMapping::Remap(size_t mapped) {
  if (in_file_ && posix_fallocate(file_, static_cast<off_t>(mapped_),
                                  static_cast<off_t>(mapped - mapped_)) != 0) {
    return false;
  }
  void* const at = mapped_ == 0
                       ? mmap(nullptr, mapped, PROT_READ | PROT_WRITE,
                              MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
                       : mremap(data_, mapped_, mapped, MREMAP_MAYMOVE);
  if (at == MAP_FAILED) return false;
  data_ = static_cast<char*>(at);
  mapped_ = mapped;
  return true;
}

/// Goes on in a file; false where none can be had. All of its bytes are
/// reserved before they are touched: a full disk must be an error, not a fault.
bool GrowingMapping::MoveToFile(size_t mapped) {
  file_ = OpenTempFile();
  if (file_ < 0) return false;
  void* at = MAP_FAILED;
  if (posix_fallocate(file_, 0, static_cast<off_t>(mapped)) == 0) {
    at = mmap(nullptr, mapped, PROT_READ | PROT_WRITE, MAP_SHARED, file_, 0);
  }
  if (at == MAP_FAILED) {
    close(file_);
    file_ = -1;
    return false;
  }
  std::memcpy(at, data_, size_);
  if (mapped_ != 0) munmap(data_, mapped_);
  data_ = static_cast<char*>(at);
  mapped_ = mapped;
  in_file_ = true;
  return true;
}

void GrowingMapping::Grow(size_t count) {
  size_ += count;
  if (!in_file_ || size_ < let_go_ + kFileStep) return;
  LetGo(let_go_, size_);
  let_go_ = size_;
}

MapResult MapFile(const std::string& path, Mapping* mapping,
                  std::string* error) {
  struct stat named{};
  if (stat(path.c_str(), &named) == 0 && !S_ISREG(named.st_mode) &&
      !S_ISDIR(named.st_mode)) {
    // Not opened: who writes into a pipe would lose its reader at once.
    return MapResult::kNotMappable;
  }
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat status{};
  if (file.number() < 0 || fstat(file.number(), &status) != 0) {
    *error = Message(path, errno);
    return MapResult::kFailed;
  }
  if (S_ISDIR(status.st_mode)) {
    *error = path + ": is a folder, not a file";
    return MapResult::kFailed;
  }
  if (!S_ISREG(status.st_mode) || status.st_size == 0) {
    return MapResult::kNotMappable;
  }
  if (!MapWithPadding(file.number(), static_cast<size_t>(status.st_size),
                      mapping)) {
    if (errno == ENODEV) return MapResult::kNotMappable;  // some file systems
    *error = Message(path, errno);
    return MapResult::kFailed;
  }
  return MapResult::kMapped;
}

bool ReadToEnd(int descriptor, const std::string& name, uint64_t limit,
               bool (*interrupted)(), GrowingMapping* to, std::string* error) {
  for (;;) {
    char* const room = to->Room(kReadAtOnce);
    if (room == nullptr) {
      *error = name + ": too large for this machine's memory";
      return false;
    }
    const ssize_t count = read(descriptor, room, to->room());
    if (count == 0) return true;
    if (count < 0) {
      const bool stop = interrupted != nullptr && interrupted();
      if (errno == EINTR && !stop) continue;
      *error = stop ? name + ": interrupted" : Message(name, errno);
      return false;
    }
    to->Grow(static_cast<size_t>(count));
    if (to->bytes().size() > limit) {
      *error = name + ": more than " + std::to_string(limit) +
               " bytes, the limit for one input";
      return false;
    }
  }
}

}  // namespace cashmatch
