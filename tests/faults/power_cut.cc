// SPDX-License-Identifier: Apache-2.0
// power_cut.cc - keeps, drops, reorders and tears what was not synced.
#include "tests/faults/power_cut.h"

#include <algorithm>

namespace cashmatch {
namespace {

constexpr size_t kPiece = 512;  // what a disk writes whole or not at all

enum class Fate : uint8_t { kNone, kAll, kFirst, kPieces };

/// Of a file that was removed: either the removal is lost, and with it what
/// came after, or it is done, and what came before does not matter.
void DrawRemoval(std::vector<DiskStep>* steps, std::mt19937_64* random,
                 DiskFiles* files) {
  const auto removal =
      std::find_if(steps->begin(), steps->end(), [](const DiskStep& step) {
        return step.kind == DiskStep::Kind::kRemove;
      });
  if (removal == steps->end()) return;
  if ((*random)() % 2 == 0) {
    steps->erase(removal, steps->end());
  } else {
    Do(*removal, files);
    steps->erase(steps->begin(), removal + 1);
  }
}

/// Does some pieces of a write, and fills some with garbage.
void DoPieces(const DiskStep& write, std::mt19937_64* random,
              DiskFiles* files) {
  for (size_t from = 0; from < write.bytes.size(); from += kPiece) {
    DiskStep piece = write;
    piece.at += from;
    piece.bytes = write.bytes.substr(from, kPiece);
    const uint64_t drawn = (*random)() % 8;
    if (drawn > 4) continue;
    if (drawn == 4) {
      for (char& byte : piece.bytes) byte = static_cast<char>((*random)());
    }
    Do(piece, files);
  }
}

void DoSome(std::vector<DiskStep> steps, std::mt19937_64* random,
            DiskFiles* files) {
  DrawRemoval(&steps, random, files);
  const auto fate = static_cast<Fate>((*random)() % 4);
  if (fate == Fate::kNone) return;
  size_t whole = steps.size();  // done in full, in order
  if (fate == Fate::kFirst) whole = (*random)() % (steps.size() + 1);
  if (fate == Fate::kPieces) {
    whole = 0;
    std::shuffle(steps.begin(), steps.end(), *random);
  }
  for (size_t i = 0; i < whole; ++i) Do(steps[i], files);
  const size_t torn =
      fate == Fate::kFirst ? std::min(whole + 1, steps.size()) : steps.size();
  for (size_t i = whole; i < torn; ++i) {
    if (steps[i].kind == DiskStep::Kind::kWrite) {
      DoPieces(steps[i], random, files);
    } else if ((*random)() % 2 == 0) {
      Do(steps[i], files);
    }
  }
}

}  // namespace

void PowerCut::SyncFolder() {
  for (auto& [name, steps] : loose_) {
    const auto last =
        std::find_if(steps.rbegin(), steps.rend(), [](const DiskStep& step) {
          return step.kind == DiskStep::Kind::kRemove;
        });
    if (last == steps.rend()) continue;
    Do(*last, &safe_);
    steps.erase(steps.begin(), last.base());
  }
}

void PowerCut::Take(const DiskStep& step) {
  if (step.kind == DiskStep::Kind::kSyncFolder) {
    SyncFolder();
    return;
  }
  std::vector<DiskStep>& loose = loose_[step.file];
  if (step.kind != DiskStep::Kind::kSync) {
    loose.push_back(step);
    return;
  }
  for (const DiskStep& done : loose) Do(done, &safe_);
  loose.clear();
}

DiskFiles PowerCut::Draw(std::mt19937_64* random) const {
  DiskFiles found = safe_;
  for (const auto& [name, steps] : loose_) {
    if (!steps.empty()) DoSome(steps, random, &found);
  }
  return found;
}

}  // namespace cashmatch
