// SPDX-License-Identifier: Apache-2.0
// spool.cc - write aside, force to disk, rename, force the folders to disk.
// Tested by tests/unit/adapters/store/spool_test.cc
#include "adapters/store/spool.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "engine/base/check.h"
#include "engine/base/planted_bug.h"

namespace cashmatch {
namespace {

namespace fs = std::filesystem;

constexpr size_t kNameDigits = 64;

bool SyncFolder(const std::string& folder) {
  const int descriptor =
      open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool ok =
      Planted("a folder is not forced to disk") || fsync(descriptor) == 0;
  close(descriptor);
  return ok;
}

/// Makes a folder and those above it; an entry that is new is forced to disk,
/// or all that is kept below would be lost with the power. Errors: false, with
/// errno told.
bool MakeFolder(const fs::path& folder) {
  std::error_code failed;
  if (fs::is_directory(folder, failed)) return true;
  const fs::path above = fs::absolute(folder).lexically_normal().parent_path();
  if (above != folder && !MakeFolder(above)) return false;
  return (mkdir(folder.c_str(), 0777) == 0 || errno == EEXIST) &&
         SyncFolder(above);
}

bool WriteAll(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

}  // namespace

struct Spool::Incoming::State {
  const Spool* spool;
  std::string path;  // of the file that grows; empty once kept
  int descriptor = -1;
  int fault = 0;  // errno of the first call that failed
  uint64_t size = 0;
  EVP_MD_CTX* digest = EVP_MD_CTX_new();

  ~State() {
    if (descriptor >= 0) close(descriptor);
    if (!path.empty()) unlink(path.c_str());
    EVP_MD_CTX_free(digest);
  }
};

Spool::Incoming::Incoming(std::unique_ptr<State> state)
    : state_(std::move(state)) {}
Spool::Incoming::Incoming(Incoming&&) noexcept = default;
Spool::Incoming::~Incoming() = default;

uint64_t Spool::Incoming::size() const { return state_->size; }

void Spool::Incoming::Append(std::string_view bytes) {
  State& state = *state_;
  CASHMATCH_CHECK(EVP_DigestUpdate(state.digest, bytes.data(), bytes.size()) ==
                  1);
  state.size += bytes.size();
  if (state.fault == 0 && !WriteAll(state.descriptor, bytes)) {
    state.fault = errno;
  }
}

bool Spool::Incoming::Keep(std::string* sha256, std::string* error) {
  State& state = *state_;
  std::array<unsigned char, 32> digest{};
  unsigned size = 0;
  CASHMATCH_CHECK(EVP_DigestFinal_ex(state.digest, digest.data(), &size) == 1);
  sha256->clear();
  for (const unsigned char byte : digest) {
    *sha256 += "0123456789abcdef"[byte >> 4];
    *sha256 += "0123456789abcdef"[byte & 15];
  }
  const fs::path target = state.spool->PathOf(*sha256);
  std::error_code made;
  fs::create_directories(target.parent_path(), made);
  // A name whose folder entry is not on disk would be lost with the power.
  if (state.fault == 0 && (made ||
                           (!Planted("a kept file is not forced to disk") &&
                            fsync(state.descriptor) != 0) ||
                           rename(state.path.c_str(), target.c_str()) != 0 ||
                           !SyncFolder(target.parent_path()) ||
                           !SyncFolder(state.spool->folder_))) {
    state.fault = made ? made.value() : errno;
  }
  if (state.fault != 0) {
    *error = state.spool->folder_ +
             ": cannot keep a file: " + std::strerror(state.fault);
    return false;
  }
  state.path.clear();
  return true;
}

Spool::Incoming Spool::Receive() const {
  auto state = std::make_unique<Incoming::State>();
  state->spool = this;
  CASHMATCH_CHECK(EVP_DigestInit_ex(state->digest, EVP_sha256(), nullptr) == 1);
  std::string path = folder_ + "/.incoming-XXXXXX";
  if (MakeFolder(folder_)) {
    state->descriptor = mkostemp(path.data(), O_CLOEXEC);
  }
  if (state->descriptor < 0) {
    state->fault = errno;
  } else {
    state->path = path;
  }
  return Incoming(std::move(state));
}

bool Spool::Put(std::string_view bytes, std::string* sha256,
                std::string* error) const {
  Incoming incoming = Receive();
  incoming.Append(bytes);
  return incoming.Keep(sha256, error);
}

std::string Spool::PathOf(std::string_view sha256) const {
  CASHMATCH_CHECK(sha256.size() == kNameDigits &&
                  sha256.find_first_not_of("0123456789abcdef") ==
                      std::string_view::npos);
  return folder_ + "/" + std::string(sha256.substr(0, 2)) + "/" +
         std::string(sha256.substr(2));
}

}  // namespace cashmatch
