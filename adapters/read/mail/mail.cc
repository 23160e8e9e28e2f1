// SPDX-License-Identifier: Apache-2.0
// mail.cc - header lines, containers, parts.
// Tested by tests/unit/adapters/read/mail/mail_test.cc
#include "adapters/read/mail/mail.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "adapters/read/mail/encodings.h"

namespace cashmatch {
namespace {

constexpr size_t kHeadersLooked = 200;  // header lines that are looked at

std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return out;
}

std::string_view Strip(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

/// Takes the next line off the text, its end included.
std::string_view TakeLine(std::string_view* text) {
  const size_t end = text->find('\n');
  const std::string_view line =
      text->substr(0, end == std::string_view::npos ? end : end + 1);
  text->remove_prefix(line.size());
  return line;
}

bool IsBlankLine(std::string_view line) { return Strip(line).empty(); }

/// A header line's name, or nothing: `Content-Type` of `Content-Type: ...`.
std::string_view NameOf(std::string_view line) {
  const size_t colon = line.find(':');
  if (colon == 0 || colon == std::string_view::npos) return {};
  const std::string_view name = line.substr(0, colon);
  const bool plain = std::all_of(name.begin(), name.end(),
                                 [](char c) { return c > ' ' && c < '\x7F'; });
  return plain ? name : std::string_view();
}

/// The header lines of a mail or a part, unfolded. The first of a name counts,
/// so that a second one cannot hide it.
class Head {
 public:
  /// Takes the header off the text. False: it is too long or none.
  bool Take(std::string_view* text) {
    const size_t before = text->size();
    while (!text->empty()) {
      const std::string_view line = TakeLine(text);
      if (before - text->size() > kMailHeadMax) return false;
      if (IsBlankLine(line)) return true;
      if ((line[0] == ' ' || line[0] == '\t') && !lines_.empty()) {
        std::string& value = lines_.back().second;
        if (!value.empty()) value += ' ';
        value += Strip(line);
        continue;
      }
      const std::string_view name = NameOf(line);
      if (name.empty() || lines_.size() == kHeadersLooked) return false;
      lines_.emplace_back(Lower(name), Strip(line.substr(name.size() + 1)));
    }
    return true;
  }

  std::string_view Of(std::string_view name) const {
    for (const auto& [known, value] : lines_) {
      if (known == name) return value;
    }
    return {};
  }

 private:
  std::vector<std::pair<std::string, std::string>> lines_;
};

/// A parameter such as `boundary` of a Content-Type, without its quotes.
std::string Parameter(std::string_view value, std::string_view name) {
  while (!value.empty()) {
    const size_t next = value.find(';');
    if (next == std::string_view::npos) return {};
    value = Strip(value.substr(next + 1));
    const size_t equal = value.find('=');
    if (equal == std::string_view::npos) return {};
    const std::string known = Lower(Strip(value.substr(0, equal)));
    value = Strip(value.substr(equal + 1));
    std::string text;
    if (value.starts_with('"')) {
      size_t i = 1;
      for (; i < value.size() && value[i] != '"'; ++i) {
        if (value[i] == '\\' && i + 1 < value.size()) ++i;
        text += value[i];
      }
      value.remove_prefix(std::min(i + 1, value.size()));
    } else {
      text = Strip(value.substr(0, value.find(';')));
    }
    if (known == name) return text;
  }
  return {};
}

/// `Acme Corp` of `"Acme Corp" <ap@acme.example>`, else the address.
std::string SenderOf(std::string_view from) {
  const size_t open = from.find('<');
  std::string_view name = Strip(from.substr(0, open));
  if (name.size() > 1 && name.front() == '"' && name.back() == '"') {
    name = Strip(name.substr(1, name.size() - 2));
  }
  if (!name.empty() || open == std::string_view::npos) return std::string(name);
  return std::string(
      Strip(from.substr(open + 1, from.find('>', open) - open - 1)));
}

/// A mail or a part that is still to be looked at.
struct Entity {
  std::string_view bytes;
  size_t depth = 0;
};

class Reading {
 public:
  Reading(std::string_view bytes, Mail* mail) : mail_(*mail) {
    todo_.push_back({bytes, 0});
  }

  /// Returns what is wrong, or "".
  std::string Run() {
    for (size_t seen = 0; !todo_.empty(); ++seen) {
      if (seen == kMailPartsMax) {
        return "more than " + std::to_string(kMailPartsMax) + " parts";
      }
      const Entity entity = todo_.back();
      todo_.pop_back();
      std::string fault = Look(entity);
      if (!fault.empty()) return fault;
    }
    return {};
  }

 private:
  std::string Look(const Entity& entity) {
    if (entity.depth > kMailDepthMax) {
      return "parts within parts, more than " + std::to_string(kMailDepthMax) +
             " deep";
    }
    std::string_view body = entity.bytes;
    Head head;
    if (!head.Take(&body)) return "a header that is none";
    if (entity.depth == 0) {
      mail_.from = SenderOf(head.Of("from"));
      mail_.date = head.Of("date");
    }
    const std::string_view content = head.Of("content-type");
    std::string type = Lower(Strip(content.substr(0, content.find(';'))));
    if (type.empty()) type = "text/plain";
    if (type.starts_with("multipart/")) {
      return Split(body, Parameter(content, "boundary"), entity.depth + 1);
    }
    if (type == "message/rfc822") {
      todo_.push_back({body, entity.depth + 1});
      return {};
    }
    return Decode(body, Lower(head.Of("content-transfer-encoding")),
                  std::move(type));
  }

  /// Puts the parts of a container on the list, the first on top.
  std::string Split(std::string_view body, const std::string& boundary,
                    size_t depth) {
    if (boundary.empty()) return "a container without a boundary";
    const std::string mark = "--" + boundary;
    std::vector<Entity> parts;
    const char* begin = nullptr;
    while (!body.empty()) {
      const std::string_view line = TakeLine(&body);
      if (!line.starts_with(mark)) continue;
      const std::string_view after = Strip(line.substr(mark.size()));
      if (!after.empty() && after != "--") continue;
      if (begin != nullptr) {
        std::string_view part(begin, static_cast<size_t>(line.data() - begin));
        if (part.ends_with('\n')) part.remove_suffix(1);  // the mark's own
        if (part.ends_with('\r')) part.remove_suffix(1);
        parts.push_back({part, depth});
        if (parts.size() > kMailPartsMax) {
          return "more than " + std::to_string(kMailPartsMax) + " parts";
        }
      }
      begin = line.data() + line.size();
      if (after == "--") {
        todo_.insert(todo_.end(), parts.rbegin(), parts.rend());
        return {};
      }
    }
    return "a container that is cut off";
  }

  std::string Decode(std::string_view body, std::string_view encoding,
                     std::string type) {
    MailPart part{std::move(type), {}};
    constexpr std::array<std::string_view, 4> kPlain = {"", "7bit", "8bit",
                                                        "binary"};
    if (encoding == "base64") {
      if (!DecodeBase64(body, &part.content)) return "damaged base64";
    } else if (encoding == "quoted-printable") {
      DecodeQuotedPrintable(body, &part.content);
    } else if (std::find(kPlain.begin(), kPlain.end(), encoding) !=
               kPlain.end()) {
      part.content = body;
    } else {
      return "an unknown encoding of a part";
    }
    mail_.parts.push_back(std::move(part));
    return {};
  }

  Mail& mail_;
  std::vector<Entity> todo_;
};

}  // namespace

bool ReadMail(std::string_view bytes, Mail* mail, std::string* fault) {
  *mail = Mail();
  *fault = Reading(bytes, mail).Run();
  return fault->empty();
}

bool LooksLikeMail(std::string_view bytes) {
  constexpr std::array<std::string_view, 9> kFirst = {
      "from",         "received",     "return-path",
      "delivered-to", "mime-version", "subject",
      "date",         "message-id",   "to"};
  std::string_view rest = bytes.substr(0, kMailHeadMax);
  bool known = false, sender = false;
  for (size_t i = 0; i < kHeadersLooked && !rest.empty(); ++i) {
    const std::string_view line = TakeLine(&rest);
    if (IsBlankLine(line)) break;
    if (i != 0 && (line[0] == ' ' || line[0] == '\t')) continue;
    const std::string name = Lower(NameOf(line));
    if (name.empty()) return false;
    if (i == 0) {
      known = name.starts_with("x-") || name.starts_with("arc-") ||
              name.starts_with("dkim-") ||
              name.starts_with("authentication-") ||
              std::find(kFirst.begin(), kFirst.end(), name) != kFirst.end();
    }
    sender = sender || name == "from";
  }
  return known && sender;
}

}  // namespace cashmatch
