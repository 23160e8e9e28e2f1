// SPDX-License-Identifier: Apache-2.0
// batches.cc - writes numbers into subjects, and finds them again.
#include "tests/faults/batches.h"

#include <charconv>
#include <random>
#include <vector>

#include "adapters/store/chain.h"

namespace cashmatch {
namespace {

constexpr const char* kTenant = "default";
constexpr size_t kRowsMax = 12;
constexpr size_t kPayloadMax = 900;

Claim ClaimOf(int number) { return {"file", "file " + std::to_string(number)}; }

int NumberIn(const std::string& subject) {
  int number = -1;
  std::from_chars(subject.data(), subject.data() + subject.size(), number);
  return number;
}

/// Compares the rows with the batches that they must be, one after the other.
void Compare(const std::vector<std::string>& subjects, Holding* holding) {
  size_t next = 0;
  while (next < subjects.size()) {
    const int number = NumberIn(subjects[next]);
    if (number != holding->batches) {
      holding->twice = number >= 0 && number < holding->batches;
      if (!holding->twice) holding->torn = "found " + subjects[next];
      return;
    }
    for (const Decision& decision : BatchOf(number).decisions) {
      if (next == subjects.size() || subjects[next] != decision.subject) {
        holding->torn = "without " + decision.subject;
        return;
      }
      ++next;
    }
    ++holding->batches;
  }
}

void CompareClaims(Store* store, Holding* holding) {
  for (int number = 0; number <= holding->batches; ++number) {
    const auto at =
        store->ClaimedAt(kTenant, ClaimOf(number), &holding->damaged);
    if (!at) return;
    if ((*at != 0) != (number < holding->batches)) {
      holding->torn = "the claim of " + std::to_string(number);
      return;
    }
  }
}

}  // namespace

Batch BatchOf(int number) {
  std::mt19937 random(static_cast<unsigned>(number));
  Batch batch;
  batch.tenant = kTenant;
  batch.at = "2026-03-02T08:00:00Z";
  batch.who = "faults";
  const size_t rows = 1 + random() % kRowsMax;
  for (size_t row = 0; row < rows; ++row) {
    std::string payload = "{\"filler\":\"";
    payload.append(random() % kPayloadMax, 'x');
    batch.decisions.push_back({DecisionKind::kPlaced,
                               std::to_string(number) + "/" +
                                   std::to_string(row) + " of " +
                                   std::to_string(rows),
                               payload + "\"}"});
  }
  batch.claims.push_back(ClaimOf(number));
  return batch;
}

Holding Look(Store* store) {
  Holding holding;
  ChainWalk walk(kTenant);
  std::vector<std::string> subjects;
  const bool read = store->Scan(
      kTenant, 0,
      [&](const JournalRow& row) {
        subjects.push_back(row.decision.subject);
        return walk.Take(row);
      },
      &holding.damaged);
  if (read && holding.damaged.empty()) holding.damaged = walk.broken();
  if (!holding.damaged.empty()) return holding;
  Compare(subjects, &holding);
  if (!holding.twice && holding.torn.empty()) CompareClaims(store, &holding);
  return holding;
}

}  // namespace cashmatch
