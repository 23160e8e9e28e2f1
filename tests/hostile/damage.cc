// SPDX-License-Identifier: Apache-2.0
// damage.cc - cuts honest files at every byte, turns every bit, swaps any two
// lines, and judges by meaning what the readers make of each.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <map>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/fuzz/seeds.h"
#include "tests/hostile/explanations.h"
#include "tests/hostile/meaning.h"

namespace cashmatch::hostile {
namespace {

constexpr char kUsage[] =
    "Cuts files at every byte, turns every bit, swaps any two lines.\n"
    "Usage: damage [--list] [--explained FILE] PATH...\n"
    "  PATH    files or folders of honest inputs, at most 64 KiB each\n"
    "  --explained FILE  faults that no control of the format can see, one\n"
    "          regular expression a line, a tab, and the reason\n"
    "  --list  a line for each damage after which a receipt says something\n"
    "          else and is not held\n"
    "Files up to 64 KiB are cut at every byte; of those up to 4 KiB every bit\n"
    "is turned and any two lines are swapped. Exit 1 on a fault: a crash, "
    "money\n"
    "that a control had proved and that is not held, or a receipt that "
    "changes\n"
    "though its bytes were not touched.\n";
constexpr size_t kFlipBytesMax = 4 << 10;
constexpr std::string_view kKinds[] = {"cut", "bit", "swap"};

/// What to print when a thread dies; no allocation in a signal handler.
thread_local char g_replay[200];

void OnSignal(int signal) {
  [[maybe_unused]] const ssize_t written =
      write(STDERR_FILENO, g_replay, std::strlen(g_replay));
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

using Counts = std::array<uint64_t, kOutcomes>;

/// One honest file, in the parts that damage needs.
struct Honest {
  std::string name, mapping, bytes;
  fuzz::Kind kind = fuzz::Kind::kBankFile;
  Meaning meaning;
  std::vector<size_t> starts;  // of lines, and the end
};

Honest Prepare(const fuzz::Seed& seed) {
  Honest honest{seed.name, "", seed.bytes, seed.kind, {}, {0}};
  if (seed.kind == fuzz::Kind::kMapped) {
    const size_t cut = seed.bytes.find(fuzz::kMappedCut);
    honest.mapping = seed.bytes.substr(0, cut);
    honest.bytes = seed.bytes.substr(cut + fuzz::kMappedCut.size());
  }
  honest.meaning = MeaningOf(honest.kind, honest.mapping, honest.bytes);
  for (size_t i = 0; i < honest.bytes.size(); ++i) {
    if (honest.bytes[i] == '\n') honest.starts.push_back(i + 1);
  }
  if (honest.starts.back() != honest.bytes.size()) {
    honest.starts.push_back(honest.bytes.size());
  }
  return honest;
}

/// One line on one damage: outcome, format, kind, file, and the lines of the
/// honest file, where a turned bit stands in brackets and "<>" between swapped
/// lines.
std::string Describe(const Honest& honest, Outcome outcome, size_t kind,
                     size_t one, size_t two, Touched touched) {
  const auto line = [&](uint32_t number) {
    const size_t begin = honest.starts[number - 1];
    size_t end = honest.starts[number];
    while (end > begin &&
           (honest.bytes[end - 1] == '\n' || honest.bytes[end - 1] == '\r')) {
      --end;
    }
    return honest.bytes.substr(begin, end - begin);
  };
  std::string text = line(touched.first);
  if (kind == 1) {
    const size_t at = one - honest.starts[touched.first - 1];
    if (at < text.size())
      text = text.substr(0, at) + "[" + text[at] + "]" + text.substr(at + 1);
  }
  if (kind == 2) text += " <> " + line(touched.second);
  return std::string(NameOf(outcome)) + " " + honest.meaning.format + " " +
         std::string(kKinds[kind]) + " " + honest.name + " " +
         std::to_string(one) + " " + std::to_string(two) + ": " + text;
}

/// What the readers made of the damages of one file.
class Tally {
 public:
  Tally(bool list, const Explanations* explanations)
      : list_(list), explanations_(explanations) {}

  void Add(const Honest& honest, size_t kind, size_t one, size_t two,
           Touched touched, std::string_view bytes) {
    std::snprintf(g_replay, sizeof g_replay,
                  "\ndamage: died at %s %s %zu %zu\n", honest.name.c_str(),
                  kKinds[kind].data(), one, two);
    const Meaning damaged = MeaningOf(honest.kind, honest.mapping, bytes);
    const Outcome outcome = Judge(honest.meaning, damaged, touched);
    ++counts_[{honest.meaning.format, kind}][static_cast<size_t>(outcome)];
    const bool fault =
        outcome == Outcome::kMoney || outcome == Outcome::kStranger;
    if (!fault && (!list_ || outcome <= Outcome::kPrefix)) return;
    std::string what = Describe(honest, outcome, kind, one, two, touched);
    if (outcome >= Outcome::kMissing) {
      what += " => " + MoneyChanged(honest.meaning, damaged);
    }
    const bool explained = fault && explanations_->Explain(what);
    faults_ += fault && !explained;
    explained_ += explained;
    if ((fault && !explained) || list_) {
      text_ += (explained ? "explained " : "") + what + "\n";
    }
  }

  /// Takes over the counts of another file, and what there is to say of it.
  void Add(const Tally& other) {
    faults_ += other.faults_;
    explained_ += other.explained_;
    std::fputs(other.text_.c_str(), stdout);
    for (const auto& [key, counts] : other.counts_) {
      for (size_t i = 0; i < kOutcomes; ++i) counts_[key][i] += counts[i];
    }
  }

  void Print() const {
    std::printf("%-10s %-5s %9s", "format", "", "damages");
    for (size_t i = 0; i < kOutcomes; ++i) {
      std::printf(" %9s", std::string(NameOf(static_cast<Outcome>(i))).c_str());
    }
    std::printf("\n");
    for (const auto& [key, counts] : counts_) {
      unsigned long long sum = 0;
      for (const uint64_t count : counts) sum += count;
      std::printf("%-10s %-5s %9llu", key.first.c_str(),
                  std::string(kKinds[key.second]).c_str(), sum);
      for (const uint64_t count : counts) {
        std::printf(" %9llu", static_cast<unsigned long long>(count));
      }
      std::printf("\n");
    }
  }

  uint64_t faults() const { return faults_; }
  uint64_t explained() const { return explained_; }

 private:
  bool list_;
  const Explanations* explanations_;
  std::string text_;
  uint64_t faults_ = 0, explained_ = 0;
  std::map<std::pair<std::string, size_t>, Counts> counts_;
};

uint32_t LineAt(const Honest& honest, size_t offset) {
  const auto after =
      std::upper_bound(honest.starts.begin(), honest.starts.end(), offset);
  return static_cast<uint32_t>(after - honest.starts.begin());
}

void Cut(const Honest& honest, Tally* tally) {
  for (size_t size = 0; size < honest.bytes.size(); ++size) {
    const uint32_t line = LineAt(honest, size);
    tally->Add(honest, 0, size, 0, {line, line, true},
               std::string_view(honest.bytes).substr(0, size));
  }
}

void TurnBits(const Honest& honest, Tally* tally) {
  std::string bytes = honest.bytes;
  for (size_t at = 0; at < bytes.size(); ++at) {
    const uint32_t line = LineAt(honest, at);
    for (size_t bit = 0; bit < 8; ++bit) {
      const char mask = static_cast<char>(1 << bit);
      bytes[at] ^= mask;
      tally->Add(honest, 1, at, bit, {line, line}, bytes);
      bytes[at] ^= mask;
    }
  }
}

void SwapLines(const Honest& honest, Tally* tally) {
  const std::string_view all = honest.bytes;
  const auto line = [&](size_t i) {
    return all.substr(honest.starts[i],
                      honest.starts[i + 1] - honest.starts[i]);
  };
  const size_t lines = honest.starts.size() - 1;
  for (size_t i = 0; i < lines; ++i) {
    for (size_t j = i + 1; j < lines; ++j) {
      if (line(i) == line(j)) continue;
      std::string bytes(all.substr(0, honest.starts[i]));
      bytes += line(j);
      bytes += all.substr(honest.starts[i + 1],
                          honest.starts[j] - honest.starts[i + 1]);
      bytes += line(i);
      bytes += all.substr(honest.starts[j + 1]);
      tally->Add(honest, 2, i + 1, j + 1,
                 {static_cast<uint32_t>(i + 1), static_cast<uint32_t>(j + 1)},
                 bytes);
    }
  }
}

bool IsBankInput(fuzz::Kind kind) {
  return kind == fuzz::Kind::kBankFile || kind == fuzz::Kind::kMapped ||
         kind == fuzz::Kind::kAdvice;
}

/// Damages one file in every way; false if no reader accepts it as it is.
bool DamageOne(const fuzz::Seed& seed, Tally* tally) {
  const Honest honest = Prepare(seed);
  if (honest.meaning.status == FileStatus::kRejected) return false;
  Cut(honest, tally);
  if (honest.bytes.size() > kFlipBytesMax) return true;
  TurnBits(honest, tally);
  SwapLines(honest, tally);
  return true;
}

int Run(const std::vector<std::string>& paths, const std::string& explained,
        bool list) {
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) {
    std::signal(signal, OnSignal);
  }
  const Explanations explanations(explained);
  std::vector<fuzz::Seed> seeds = fuzz::LoadSeeds(paths);
  std::erase_if(seeds, [](const auto& it) { return !IsBankInput(it.kind); });
  std::vector<Tally> tallies(seeds.size(), Tally(list, &explanations));
  std::atomic<size_t> next = 0, files = 0;
  const auto work = [&] {
    for (size_t i = next++; i < seeds.size(); i = next++) {
      if (DamageOne(seeds[i], &tallies[i])) ++files;
    }
  };
  std::vector<std::jthread> threads(std::thread::hardware_concurrency());
  for (std::jthread& thread : threads) thread = std::jthread(work);
  for (std::jthread& thread : threads) thread.join();
  Tally all(list, &explanations);
  for (const Tally& tally : tallies) all.Add(tally);
  all.Print();
  std::printf(
      "damage: %zu files, %zu that no reader accepts passed over, "
      "%llu explained, %llu faults\n",
      files.load(), seeds.size() - files.load(),
      static_cast<unsigned long long>(all.explained()),
      static_cast<unsigned long long>(all.faults()));
  return files > 0 && all.faults() == 0 ? 0 : 1;
}

}  // namespace
}  // namespace cashmatch::hostile

int main(int argc, char** argv) {
  std::vector<std::string> paths;
  std::string explained;
  bool list = false;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--list") {
      list = true;
    } else if (word == "--explained" && i + 1 < argc) {
      explained = argv[++i];
    } else if (word.starts_with("--")) {
      paths.clear();
      break;
    } else {
      paths.emplace_back(word);
    }
  }
  if (paths.empty()) {
    std::fputs(cashmatch::hostile::kUsage, stderr);
    return 2;
  }
  return cashmatch::hostile::Run(paths, explained, list);
}
