// SPDX-License-Identifier: Apache-2.0
// answering.h - answers on one receipt told in words, for tests of the rules.
#pragma once

#include <string>
#include <vector>

#include "engine/model/proposal.h"
#include "tests/unit/engine/propose/small_book.h"

namespace cashmatch {

class Answering : public SmallBook {
 protected:
  /// Each proposal with its rows and remainders: `apply`, or `offer` and why a
  /// person must look; `apply` with a remark is applied all the same.
  std::vector<std::string> Told() {
    std::vector<std::string> told;
    for (const Proposal& proposal : block_.proposals) {
      std::string head = proposal.apply ? "apply" : "offer";
      if (proposal.exception != ExceptionCode::kNone) {
        head += " " + std::string(NameOf(proposal.exception));
      }
      told.push_back(head);
      for (uint32_t i = 0; i < proposal.rows_count; ++i) {
        told.push_back(Words(block_.rows[proposal.rows_first + i]));
      }
      for (uint32_t i = 0; i < proposal.remainders_count; ++i) {
        told.push_back(Words(block_.remainders[proposal.remainders_first + i]));
      }
    }
    return told;
  }

  std::vector<std::string> Pool(const Proposal& proposal) {
    std::vector<std::string> ids;
    for (uint32_t i = 0; i < proposal.pool_count; ++i) {
      ids.push_back(Id(block_.pools[proposal.pool_first + i]));
    }
    return ids;
  }

  std::string CustomerId(CustomerRow row) {
    return row == kNoCustomer ? "nobody" : std::string(book().CustomerId(row));
  }

  ProposalBlock block_;
};

}  // namespace cashmatch
