// SPDX-License-Identifier: Apache-2.0
// reference_forms.cc - forms by the book of the standard library.
#include "tests/reference/reference_forms.h"

#include <cctype>
#include <sstream>

namespace cashmatch::reference {

std::string Plain(std::string_view text) {
  std::string out;
  for (const unsigned char c : text) {
    if (std::isalnum(c)) out += static_cast<char>(std::toupper(c));
  }
  return out;
}

std::string Normal(std::string_view text) {
  std::string plain = Plain(text);
  if (plain.size() > 3 && plain.substr(0, 3) == "INV" &&
      std::isdigit(static_cast<unsigned char>(plain[3]))) {
    plain = plain.substr(3);
  }
  const size_t first = plain.find_first_not_of('0');
  return first == std::string::npos ? plain : plain.substr(first);
}

std::string Account(std::string_view text) {
  std::string out;
  std::stringstream parts{std::string(text)};
  for (std::string part; std::getline(parts, part, '/');) {
    const std::string plain = Plain(part);
    const size_t first = plain.find_first_not_of('0');
    out += (first == std::string::npos ? "" : plain.substr(first)) + "/";
  }
  return out.find_first_not_of('/') == std::string::npos ? "" : out;
}

std::string Name(std::string_view text) {
  std::string out;
  for (const unsigned char c : text) {
    out += std::isalnum(c) ? static_cast<char>(std::toupper(c)) : ' ';
  }
  std::stringstream words(out);
  std::string joined;
  for (std::string word; words >> word;) joined += word + " ";
  return joined;
}

}  // namespace cashmatch::reference
