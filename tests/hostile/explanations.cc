// SPDX-License-Identifier: Apache-2.0
// explanations.cc - reads the list and looks damage up in it.
#include "tests/hostile/explanations.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace cashmatch::hostile {

Explanations::Explanations(const std::string& path) {
  if (path.empty()) return;
  std::ifstream file(path);
  bool good = file.is_open();
  for (std::string line; good && std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    const size_t tab = line.find('\t');
    good = tab != std::string::npos && tab + 1 < line.size();
    if (good) known_.emplace_back(line.substr(0, tab));
  }
  if (good) return;
  std::fprintf(stderr, "damage: %s: no file, or a line without a reason\n",
               path.c_str());
  std::exit(2);
}

bool Explanations::Explain(const std::string& what) const {
  for (const std::regex& known : known_) {
    if (std::regex_search(what, known)) return true;
  }
  return false;
}

}  // namespace cashmatch::hostile
