// SPDX-License-Identifier: Apache-2.0
// paid_documents_test.cc - whether a file quotes a number already.
#include "adapters/workspace/paid_documents.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

TEST(PaidDocuments, AWordHasNoLetterOrDigitBesideIt) {
  EXPECT_TRUE(HasWord("paid INV-1.", "INV-1"));
  EXPECT_TRUE(HasWord("INV-12 INV-1", "INV-1"));
  EXPECT_FALSE(HasWord("INV-12", "INV-1"));
  EXPECT_FALSE(HasWord("XINV-1", "INV-1"));
  EXPECT_FALSE(HasWord("anything", ""));
}

TEST(PaidDocuments, ResultsMustBeThere) {
  PaidByFile paid;
  EXPECT_NE(FindPaidDocuments(ReceiptBlock(), "nowhere", &paid), "");
}

}  // namespace
}  // namespace cashmatch
