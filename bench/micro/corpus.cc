// SPDX-License-Identifier: Apache-2.0
// corpus.cc - generating the corpus of the micro benches.
#include "bench/micro/corpus.h"

#include "adapters/corpus/generate.h"
#include "engine/base/check.h"

namespace cashmatch::bench {

const std::map<std::string, std::string>& Corpus() {
  static const auto* const files = [] {
    auto* const sink = new MemorySink;
    CorpusOptions options;
    options.items = options.receipts = 20'000;
    options.seed = 20260302;
    CASHMATCH_CHECK(GenerateCorpus(options, sink).empty());
    return &sink->files();
  }();
  return *files;
}

std::map<std::string, std::string> FilesEnding(const std::string& ending) {
  std::map<std::string, std::string> chosen;
  for (const auto& [path, text] : Corpus()) {
    if (path.ends_with(ending)) chosen.emplace(path, text);
  }
  return chosen;
}

}  // namespace cashmatch::bench
