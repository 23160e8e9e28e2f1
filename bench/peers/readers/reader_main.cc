// SPDX-License-Identifier: Apache-2.0
// reader_main.cc - loads, times, prints.
#include "bench/peers/readers/reader_main.h"

#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>

namespace cashmatch::bench {
namespace {

constexpr size_t kPadding = 64;  // what simdjson reads behind the end

struct File {
  std::string name, bytes;
};

bool Load(const char* path, File* file) {
  std::ifstream stream(path, std::ios::binary);
  file->name = path;
  file->bytes.assign(std::istreambuf_iterator<char>(stream), {});
  file->bytes.reserve(file->bytes.size() + kPadding);
  return stream.good() || stream.eof();
}

double CpuSeconds() {
  timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) +
         static_cast<double>(now.tv_nsec) * 1e-9;
}

}  // namespace

int64_t Digits(std::string_view amount) {
  int64_t digits = 0;
  for (const char sign : amount) {
    if (sign >= '0' && sign <= '9') digits = digits * 10 + (sign - '0');
  }
  return digits;
}

Totals TotalsOf(const std::vector<Payment>& payments) {
  Totals totals;
  for (const Payment& payment : payments) {
    totals.receipts += 1;
    totals.amount += Digits(payment.amount);
  }
  return totals;
}

int ReaderMain(int argc, char** argv, const std::string& version,
               ReadFile read) {
  if (argc < 2) {
    std::fprintf(stderr, "Usage: %s FILE...\n", argv[0]);
    return 2;
  }
  std::vector<File> files(static_cast<size_t>(argc) - 1);
  size_t bytes = 0;
  for (size_t i = 0; i < files.size(); ++i) {
    if (!Load(argv[i + 1], &files[i])) {
      std::fprintf(stderr, "%s: cannot be read\n", argv[i + 1]);
      return 1;
    }
    bytes += files[i].bytes.size();
  }
  Totals all;
  const auto begin = std::chrono::steady_clock::now();
  const double cpu = CpuSeconds();
  for (File& file : files) {
    const Totals one = read(file.name, &file.bytes);
    all.receipts += one.receipts;
    all.amount += one.amount;
  }
  const double spent = CpuSeconds() - cpu;
  const std::chrono::duration<double> took =
      std::chrono::steady_clock::now() - begin;
  std::printf(
      "{\"version\": \"%s\", \"stages\": {\"job\": [%.9f, %.9f]}, "
      "\"bytes\": %zu, \"receipts\": %llu, \"amount\": %lld}\n",
      version.c_str(), took.count(), spent, bytes,
      static_cast<unsigned long long>(all.receipts),
      static_cast<long long>(all.amount));
  return 0;
}

}  // namespace cashmatch::bench
