// SPDX-License-Identifier: Apache-2.0
// unzip.cc - zip archives by libarchive, and what it must not be asked for.
// Tested by tests/unit/adapters/bytes/unzip_test.cc
#include "adapters/bytes/unzip.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <memory>

namespace cashmatch {
namespace {

constexpr size_t kStep = size_t{1} << 16;
constexpr size_t kNameMax = 1024;
constexpr size_t kHead = 4096;

struct Close {
  void operator()(archive* a) const { archive_read_free(a); }
};
using Archive = std::unique_ptr<archive, Close>;

/// Shows a name from inside the archive: printable ASCII, not endless.
std::string Shown(std::string_view name) {
  constexpr size_t kMost = 64;
  std::string out = "'";
  for (const char c : name.substr(0, kMost))
    out += c < ' ' || c > '~' ? '?' : c;
  return out + (name.size() > kMost ? "…'" : "'");
}

/// Returns what is wrong with a name, or "".
std::string_view FaultOf(std::string_view name) {
  if (name.empty() || name.size() > kNameMax) return "a name of no use";
  const auto control = [](char c) {
    return static_cast<unsigned char>(c) < ' ' || c == '\x7F';
  };
  if (std::any_of(name.begin(), name.end(), control)) {
    return "control characters in a name";
  }
  if (name.front() == '/' || name.find('\\') != std::string_view::npos ||
      (name.size() > 1 && name[1] == ':')) {
    return "a name that is no path below a folder";
  }
  while (!name.empty()) {
    const size_t end = std::min(name.find('/'), name.size());
    if (name.substr(0, end) == "..") return "a name that leads out of a folder";
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return {};
}

/// One archive on its way into members.
class Unpacking {
 public:
  Unpacking(std::string_view bytes, const InputLimits& limits,
            std::vector<ArchiveMember>* members)
      : members_(*members),
        members_max_(limits.members_max),
        bytes_max_(MostFor(bytes.size(), limits)),
        empty_(bytes.starts_with("PK\x05\x06")) {
    // The readable list at the end of the file is what counts, as with every
    // program that unpacks; an archive that lost it is cut off.
    archive_read_support_format_zip_seekable(archive_.get());
    open_ = archive_read_open_memory(archive_.get(), bytes.data(),
                                     bytes.size()) == ARCHIVE_OK;
  }

  /// Returns what is wrong, or "".
  std::string Run() {
    if (empty_) return "an archive without files";
    if (!open_) return Damage();
    for (;;) {
      archive_entry* entry = nullptr;
      const int result = archive_read_next_header(archive_.get(), &entry);
      if (result == ARCHIVE_EOF) break;
      if (result < ARCHIVE_WARN) return Damage();
      if (std::string fault = Take(entry); !fault.empty()) return fault;
    }
    if (members_.empty()) return "an archive without files";
    std::sort(members_.begin(), members_.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    const auto twin = std::adjacent_find(
        members_.begin(), members_.end(),
        [](const auto& a, const auto& b) { return a.name == b.name; });
    if (twin == members_.end()) return {};
    return "holds " + Shown(twin->name) + " twice";
  }

 private:
  std::string Damage() const {
    const char* const why = archive_error_string(archive_.get());
    return std::string("the zip archive is damaged: ") +
           (why == nullptr ? "it ends too early" : why);
  }

  std::string Take(archive_entry* entry) {
    const auto type = archive_entry_filetype(entry);
    const char* const utf8 = archive_entry_pathname_utf8(entry);
    const char* const raw =
        utf8 != nullptr ? utf8 : archive_entry_pathname(entry);
    if (raw == nullptr) return "holds a file whose name is not UTF-8";
    const std::string name = raw;
    const std::string_view fault = FaultOf(name);
    if (!fault.empty()) {
      return "holds " + std::string(fault) + ": " + Shown(name);
    }
    if (type == AE_IFDIR) return {};
    if (type != AE_IFREG) return "holds " + Shown(name) + ", which is no file";
    if (archive_entry_is_encrypted(entry) != 0) {
      return "holds " + Shown(name) + ", which is encrypted";
    }
    if (members_.size() == members_max_) {
      return "holds more than " + std::to_string(members_max_) + " files";
    }
    members_.push_back({name, {}});
    return Inflate(&members_.back());
  }

  std::string Inflate(ArchiveMember* member) {
    for (;;) {
      char* const room = member->content.Room(kStep);
      if (room == nullptr) return "too large for this machine's memory";
      const la_ssize_t count =
          archive_read_data(archive_.get(), room, member->content.room());
      if (count == 0) break;
      if (count < 0) return Damage();
      member->content.Grow(static_cast<size_t>(count));
      bytes_ += static_cast<uint64_t>(count);
      if (bytes_ > bytes_max_) {
        return "unpacks to more than " + std::to_string(bytes_max_) +
               " bytes, the limit for an input of its size";
      }
    }
    const std::string_view bytes = member->content.bytes();
    if (CompressionOf(bytes) == Compression::kNone) return {};
    return "holds " + Shown(member->name) +
           ", which is compressed itself; unpack it first";
  }

  Archive archive_{archive_read_new()};
  bool open_ = false;
  std::vector<ArchiveMember>& members_;
  size_t members_max_;
  uint64_t bytes_max_;
  bool empty_;  // begins with the list of its files, which is then empty
  uint64_t bytes_ = 0;
};

}  // namespace

bool IsZip(std::string_view bytes) {
  if (!bytes.starts_with("PK\x03\x04") && !bytes.starts_with("PK\x05\x06")) {
    return false;
  }
  const std::string_view head = bytes.substr(0, kHead);
  return head.find("[Content_Types].xml") == std::string_view::npos &&
         head.find("mimetypeapplication/vnd.oasis") == std::string_view::npos;
}

bool Unzip(std::string_view bytes, const std::string& name,
           const InputLimits& limits, std::vector<ArchiveMember>* members,
           std::string* error) {
  members->clear();
  const std::string fault = Unpacking(bytes, limits, members).Run();
  if (fault.empty()) return true;
  members->clear();
  *error = name + ": " + fault;
  return false;
}

}  // namespace cashmatch
