// SPDX-License-Identifier: Apache-2.0
// power_cut.h - what the loss of power leaves of what was not forced to disk.
#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "tests/faults/memory_disk.h"

namespace cashmatch {

/// A disk with a cache that forgets. What was done to a file since its last
/// sync may, when the power goes, have reached the disk whole, not at all, in
/// another order, or in pieces of 512 bytes of which some are garbage. A
/// removed file may come back as it was, until its folder is synced or a new
/// file of its name.
class PowerCut {
 public:
  explicit PowerCut(DiskFiles files) : safe_(std::move(files)) {}

  /// Takes the next step that was done while there was power.
  void Take(const DiskStep& step);

  /// Returns what is found after the power went now.
  DiskFiles Draw(std::mt19937_64* random) const;

 private:
  void SyncFolder();

  DiskFiles safe_;  // as of the last sync of each file
  std::map<std::string, std::vector<DiskStep>> loose_;
};

}  // namespace cashmatch
