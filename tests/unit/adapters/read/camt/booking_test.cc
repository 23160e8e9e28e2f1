// SPDX-License-Identifier: Apache-2.0
// booking_test.cc - status, returns and the day of a statement.
#include "adapters/read/camt/booking.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

Booking Of(std::string_view status, CamtKind kind = CamtKind::k053,
           bool info_is_booked = false) {
  Entry entry;
  entry.status = status;
  return BookingOf(entry, kind, info_is_booked);
}

TEST(CamtBooking, EveryStatus) {
  EXPECT_EQ(Of("BOOK"), Booking::kBooked);
  EXPECT_EQ(Of("PDNG"), Booking::kPending);
  EXPECT_EQ(Of("FUTR"), Booking::kPending);
  EXPECT_EQ(Of("INFO"), Booking::kNotBooked);
  EXPECT_EQ(Of("INFO", CamtKind::k054, true), Booking::kBooked);
  EXPECT_EQ(Of("BOOKED"), Booking::kUnlisted);
}

TEST(CamtBooking, NoStatusMayBeBookedInAStatementOnly) {
  EXPECT_EQ(Of(""), Booking::kUnstated);
  EXPECT_EQ(Of("", CamtKind::k052), Booking::kUnknown);
  EXPECT_EQ(Of("", CamtKind::k054), Booking::kUnknown);
}

TEST(CamtBooking, OfDebitsOnlyThoseThatUndoAreReceipts) {
  Entry entry;
  Part part;
  part.side = Side::kDebit;
  EXPECT_FALSE(IsReceipt(entry, part, Side::kDebit));
  EXPECT_TRUE(IsReceipt(entry, part, Side::kCredit));
  entry.reversal = true;
  EXPECT_TRUE(IsReceipt(entry, part, Side::kDebit));
  entry.reversal = false;
  entry.codes = {"PMNT", "IDDT", "UPDD", ""};
  EXPECT_TRUE(IsReceipt(entry, part, Side::kDebit));
}

TEST(CamtBooking, OnlyTheReturnedDetailOfADebit) {
  Entry entry;
  entry.details.resize(2);
  entry.details[1].returned = true;
  Part part;
  part.side = Side::kDebit;
  part.detail = &entry.details[0];
  EXPECT_FALSE(IsReceipt(entry, part, Side::kDebit));
  part.detail = &entry.details[1];
  EXPECT_TRUE(IsReceipt(entry, part, Side::kDebit));
  part.detail = nullptr;  // all of them together
  EXPECT_TRUE(IsReceipt(entry, part, Side::kDebit));
}

TEST(CamtBooking, TheDayOfAStatement) {
  Message message;
  Statement statement;
  EXPECT_EQ(StatementDay(message, statement), kNoDay);
  message.created = "2026-03-09T01:00:00";
  EXPECT_EQ(StatementDay(message, statement), *ParseIsoDay("2026-03-09"));
  statement.created = "2026-03-08T01:00:00";
  EXPECT_EQ(StatementDay(message, statement), *ParseIsoDay("2026-03-08"));
  statement.period_end = "2026-03-07T23:59:59";
  EXPECT_EQ(StatementDay(message, statement), *ParseIsoDay("2026-03-07"));
  statement.balances.push_back({"CLBD", "", "CRDT", "2026-03-06", {}});
  EXPECT_EQ(StatementDay(message, statement), *ParseIsoDay("2026-03-06"));
}

TEST(CamtBooking, Templates) {
  Entry entry;
  EXPECT_FALSE(IsTemplate(entry));
  entry.status = "{{ntry.status}}";
  EXPECT_TRUE(IsTemplate(entry));
}

}  // namespace
}  // namespace cashmatch
