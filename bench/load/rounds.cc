// SPDX-License-Identifier: Apache-2.0
// rounds.cc - the JSON of rounds.
#include "bench/load/rounds.h"

#include <cstdio>

namespace cashmatch::bench {

bool WriteRounds(const std::string& path, const Stages& stages) {
  std::FILE* const file = std::fopen(path.c_str(), "w");
  if (file == nullptr) {
    std::fprintf(stderr, "bench_load: cannot write %s\n", path.c_str());
    return false;
  }
  std::fputs("{\"context\": {\"executable\": \"bench_load\"},\n", file);
  std::fputs("\"benchmarks\": [", file);
  const char* between = "\n";
  for (const auto& [name, stage] : stages) {
    for (size_t round = 0; round < stage.seconds.size(); ++round) {
      std::fprintf(file,
                   "%s{\"name\": \"%s/%s\", \"run_type\": \"iteration\", "
                   "\"repetition_index\": %zu, \"real_time\": %.9f, "
                   "\"cpu_time\": %.9f, \"time_unit\": \"s\"}",
                   between, round == 0 ? "cold" : "steady", name.c_str(), round,
                   stage.seconds[round], stage.cpu_seconds[round]);
      between = ",\n";
    }
  }
  std::fputs("\n]}\n", file);
  return std::fclose(file) == 0;
}

}  // namespace cashmatch::bench
