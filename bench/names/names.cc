// SPDX-License-Identifier: Apache-2.0
// names.cc - scores and finds names from the command line, for scripts/names
// and scripts/peers; edit distances for scripts/edits.
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/fuzzy/edit_batch.h"
#include "engine/fuzzy/name_index.h"

namespace cashmatch {
namespace {

constexpr const char* kUsage =
    "Usage: bench_names score CORPUS        < pairs   > scores\n"
    "       bench_names find CORPUS LIMIT [TIMES]   < names   > rows\n"
    "       bench_names distances CORPUS OUT < texts  > nanoseconds\n"
    "CORPUS has one name a line; it gives words their weights, and is what\n"
    "`find` searches. A pair is two names with a tab between. Prints a line a\n"
    "line: `score agreement`, or `row:score` for each row found, from 0. "
    "TIMES\n"
    "becomes a file of the seconds that the index and the lookups took.\n"
    "`distances` writes a byte for each text read and each of the corpus: how\n"
    "many edits they are apart; prints the CPU time of a pair.\n";

/// Seconds of wall clock and of CPU since it was made.
class Watch {
 public:
  void Append(std::string* json) const {
    const std::chrono::duration<double> wall =
        std::chrono::steady_clock::now() - begin_;
    char text[64];
    std::snprintf(text, sizeof text, "[%.9f, %.9f]", wall.count(),
                  Cpu() - cpu_);
    *json += text;
  }

 private:
  static double Cpu() {
    timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) +
           static_cast<double>(now.tv_nsec) * 1e-9;
  }
  const std::chrono::steady_clock::time_point begin_ =
      std::chrono::steady_clock::now();
  const double cpu_ = Cpu();
};

bool ReadLines(const char* path, std::vector<std::string>* lines) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) lines->push_back(line);
  return file.eof();
}

const char* Word(NameAgreement agreement) {
  switch (agreement) {
    case NameAgreement::kEqual:
      return "equal";
    case NameAgreement::kTruncated:
      return "truncated";
    case NameAgreement::kReordered:
      return "reordered";
    case NameAgreement::kEdited:
      return "edited";
    case NameAgreement::kAcronym:
      return "acronym";
    case NameAgreement::kSubset:
      return "subset";
    case NameAgreement::kPartial:
      return "partial";
    case NameAgreement::kNone:
      return "none";
  }
  return "";
}

void ScorePairs(const NameIndex& index) {
  for (std::string line; std::getline(std::cin, line);) {
    const size_t tab = std::min(line.find('\t'), line.size());
    const std::string_view pair = line;
    const std::string_view second =
        tab < pair.size() ? pair.substr(tab + 1) : std::string_view();
    const NameScore score = index.Compare(pair.substr(0, tab), second);
    std::printf("%d %s\n", score.millionths, Word(score.agreement));
  }
}

void FindNames(const NameIndex& index, const std::vector<std::string>& wanted,
               size_t limit) {
  for (const std::string& line : wanted) {
    for (const auto& [row, score] : index.Find(line, limit, 1).candidates) {
      std::printf("%u:%d ", row, score.millionths);
    }
    std::printf("\n");
  }
}

/// Builds, finds all names of stdin and writes what both took to `times`.
int FindAll(const std::vector<NameIndex::Entry>& entries, size_t limit,
            const char* times) {
  std::vector<std::string> wanted;
  for (std::string line; std::getline(std::cin, line);) wanted.push_back(line);
  std::string json = "{\"book\": ";
  const Watch build;
  const NameIndex index = NameIndex::Build(entries, 0);
  build.Append(&json);
  json += ", \"job\": ";
  const Watch find;
  FindNames(index, wanted, limit);
  find.Append(&json);
  json += "}\n";
  if (times == nullptr) return 0;
  std::ofstream file(times);
  file << json;
  return file.flush().good() ? 0 : 1;
}

/// Prints the least time of a pair in a few rounds; false if OUT fails.
bool WriteDistances(const std::vector<std::string>& corpus, const char* path) {
  std::vector<std::string> queries;
  for (std::string line; std::getline(std::cin, line);) queries.push_back(line);
  const std::vector<std::string_view> texts(corpus.begin(), corpus.end());
  const EditBatch batch(texts);
  std::vector<uint8_t> distances(queries.size() * texts.size());
  constexpr int kRounds = 5;
  clock_t least = std::numeric_limits<clock_t>::max();
  for (int round = 0; round < kRounds; ++round) {
    const clock_t begin = std::clock();
    for (size_t i = 0; i < queries.size(); ++i) {
      batch.Find(queries[i],
                 std::span(distances).subspan(i * texts.size(), texts.size()));
    }
    least = std::min(least, std::clock() - begin);
  }
  std::printf("%.3f\n", static_cast<double>(least) * 1e9 / CLOCKS_PER_SEC /
                            static_cast<double>(distances.size()));
  std::ofstream out(path, std::ios::binary);
  out.write(reinterpret_cast<const char*>(distances.data()),
            static_cast<std::streamsize>(distances.size()));
  return static_cast<bool>(out.flush());
}

int Main(int argc, char** argv) {
  const std::vector<std::string_view> args(argv + 1, argv + argc);
  const bool score = args.size() == 2 && args[0] == "score";
  const bool find = (args.size() == 3 || args.size() == 4) && args[0] == "find";
  const bool distances = args.size() == 3 && args[0] == "distances";
  size_t limit = 0;
  if (find) {
    std::from_chars(args[2].data(), args[2].data() + args[2].size(), limit);
  }
  std::vector<std::string> names;
  if ((!score && !find && !distances) || (find && limit == 0)) {
    std::fputs(kUsage, stderr);
    return 2;
  }
  if (!ReadLines(argv[2], &names)) {
    std::fprintf(stderr, "bench_names: cannot read %s\n", argv[2]);
    return 1;
  }
  if (distances) {
    if (WriteDistances(names, argv[3])) return 0;
    std::fprintf(stderr, "bench_names: cannot write %s\n", argv[3]);
    return 1;
  }
  std::vector<NameIndex::Entry> entries;
  for (uint32_t row = 0; row < names.size(); ++row) {
    entries.push_back({names[row], row});
  }
  if (score) {
    ScorePairs(NameIndex::Build(entries, 0));
    return 0;
  }
  return FindAll(entries, limit, args.size() == 4 ? argv[4] : nullptr);
}

}  // namespace
}  // namespace cashmatch

int main(int argc, char** argv) { return cashmatch::Main(argc, argv); }
