// SPDX-License-Identifier: Apache-2.0
// row_findings_test.cc - counting findings part by part.
#include "adapters/read/rows/row_findings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/adapters/read/rows/described.h"

namespace cashmatch {
namespace {

TEST(RowFindingsTest, HandsThemOverByLine) {
  RowFindings part;
  part.Add("B", Severity::kWarning, {7, 0});
  part.Add("A", Severity::kWarning, {3, 0}, "amount");
  Findings findings;
  part.MoveTo(&findings);
  EXPECT_THAT(Codes(findings), testing::ElementsAre("3 amount A", "7 B"));
  EXPECT_TRUE(part.empty());
}

TEST(RowFindingsTest, CountsThoseItDoesNotWordOverAllParts) {
  Findings findings;
  for (int p = 0; p < 3; ++p) {
    RowFindings part;
    for (uint32_t i = 0; i < 100; ++i) {
      Finding* const f = part.Add("A", Severity::kRejected, {i + 1, 0});
      EXPECT_EQ(f != nullptr, i < Findings::kMost);
    }
    part.MoveTo(&findings);
  }
  findings.Finish();
  ASSERT_EQ(findings.list().size(), Findings::kMost + 1);
  EXPECT_EQ(findings.list().back().found, "280 more of this kind");
  EXPECT_TRUE(findings.rejected());
}

TEST(RowFindingsTest, WarningsDoNotHideARejection) {
  RowFindings part;
  for (uint32_t i = 0; i < 50; ++i) part.Add("A", Severity::kWarning, {i, 0});
  part.Add("A", Severity::kRejected, {99, 0});
  Findings findings;
  part.MoveTo(&findings);
  EXPECT_TRUE(findings.rejected());
}

}  // namespace
}  // namespace cashmatch
