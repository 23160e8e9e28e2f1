// SPDX-License-Identifier: Apache-2.0
// temp_file.cc - unnamed where the file system can, else unlinked at once.
// Tested by tests/unit/adapters/bytes/mapping_test.cc
#include "adapters/bytes/temp_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

namespace cashmatch {

int OpenTempFile() {
  const char* const named = std::getenv("TMPDIR");
  const std::string folder =
      named == nullptr || *named == '\0' ? "/tmp" : named;
  const int unnamed =
      open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (unnamed >= 0) return unnamed;
  std::string path = folder + "/cashmatch-XXXXXX";
  const int descriptor = mkostemp(path.data(), O_CLOEXEC);
  if (descriptor >= 0) unlink(path.c_str());
  return descriptor;
}

}  // namespace cashmatch
