// SPDX-License-Identifier: Apache-2.0
// input.cc - loading inputs. Tested by tests/unit/adapters/bytes/input_test.cc
#include "adapters/bytes/input.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace cashmatch {
namespace {

bool Spool(int descriptor, const std::string& name, const InputLimits& limits,
           bool (*interrupted)(), Mapping* stored, std::string* error) {
  GrowingMapping spooled;
  if (!ReadToEnd(descriptor, name, limits.bytes_max, interrupted, &spooled,
                 error)) {
    return false;
  }
  *stored = std::move(spooled);
  return true;
}

bool SpoolPath(const std::string& path, const InputLimits& limits,
               bool (*interrupted)(), Mapping* stored, std::string* error) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    *error = path + ": cannot be read: " + std::strerror(errno);
    return false;
  }
  const bool ok = Spool(descriptor, path, limits, interrupted, stored, error);
  close(descriptor);
  return ok;
}

bool Store(const std::string& path, const InputLimits& limits,
           bool (*interrupted)(), Mapping* stored, std::string* error) {
  if (path == "-") {
    return Spool(STDIN_FILENO, "stdin", limits, interrupted, stored, error);
  }
  switch (MapFile(path, stored, error)) {
    case MapResult::kMapped:
      break;
    case MapResult::kNotMappable:
      return SpoolPath(path, limits, interrupted, stored, error);
    case MapResult::kFailed:
      return false;
  }
  if (stored->bytes().size() <= limits.bytes_max) return true;
  *error = path + ": more than " + std::to_string(limits.bytes_max) +
           " bytes, the limit for one input";
  return false;
}

}  // namespace

bool LoadInputs(const std::string& path, const InputLimits& limits,
                bool (*interrupted)(), Input* input, std::string* error) {
  *input = Input();
  if (!Store(path, limits, interrupted, &input->stored, error)) return false;
  const std::string_view stored = input->stored.bytes();
  const std::string name = path == "-" ? "stdin" : path;
  input->compression = CompressionOf(stored);
  switch (input->compression) {
    case Compression::kNone:
      return true;
    case Compression::kZip:
      return Unzip(stored, name, limits, &input->members, error);
    default:
      return Inflate(stored, input->compression, name, limits, &input->unpacked,
                     error, &input->stored);
  }
}

bool LoadInput(const std::string& path, const InputLimits& limits,
               bool (*interrupted)(), Input* input, std::string* error) {
  if (!LoadInputs(path, limits, interrupted, input, error)) return false;
  if (input->members.size() < 2) return true;
  *error = path + ": holds " + std::to_string(input->members.size()) +
           " files, where one is wanted";
  return false;
}

}  // namespace cashmatch
