// SPDX-License-Identifier: Apache-2.0
// rights_test.cc - journals that no service would write.
#include "adapters/ledger/rights.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace cashmatch {
namespace {

using Kind = DecisionKind;
using testing::HasSubstr;
using testing::IsEmpty;

const Currency kUsd = *ParseCurrency("USD");

/// A house: two admins, a clerk who may let USD 5.00 go, an approver up to
/// USD 10.00, a controller.
class RightsTest : public testing::Test {
 protected:
  RightsTest() {
    EXPECT_THAT(OpenKey("cashmatch serve", "k-ada", "ada", "admin"), IsEmpty());
    EXPECT_THAT(OpenKey("ada", "k-dora", "dora", "admin", "", "k-ada"),
                IsEmpty());
    EXPECT_THAT(Hire("cleo", "clerk", "USD 5.00"), IsEmpty());
    EXPECT_THAT(Hire("abel", "approver", "USD 10.00"), IsEmpty());
    EXPECT_THAT(Hire("carl", "controller", ""), IsEmpty());
  }

  std::string Take(Kind kind, const std::string& who,
                   const std::string& subject, const std::string& payload,
                   const ReceiptDecision* decision = nullptr) {
    JournalRow row;
    row.seq = ++seq_;
    row.at = at_;
    row.who = who;
    row.decision = {kind, subject, payload};
    return rights_.Take(row, decision);
  }

  std::string OpenKey(const std::string& by_person, const std::string& id,
                      const std::string& owner, const std::string& role,
                      const std::string& limit = "",
                      const std::string& by = "") {
    return Take(Kind::kKeyChanged, by_person, id,
                R"({"state":"active",)" + KeyWords(owner, role, limit) +
                    R"(,"by":")" + by + "\"}");
  }

  static std::string KeyWords(const std::string& owner, const std::string& role,
                              const std::string& limit) {
    return R"("owner":")" + owner + R"(","role":")" + role +
           R"(","hash":"h","limit":")" + limit + "\"";
  }

  std::string Propose(const std::string& who, const std::string& id,
                      const std::string& members) {
    return Take(Kind::kProposed, who, id,
                R"({"kind":)" + members + R"(,"by":"k-)" + who + "\"}");
  }

  std::string Approve(const std::string& who, const std::string& id,
                      const std::string& more = "") {
    return Take(Kind::kApproved, who, id,
                R"({"verdict":"approved","by":"k-)" + who + "\"" + more + "}");
  }

  /// Ada proposes, Dora approves, the key opens.
  std::string Hire(const std::string& owner, const std::string& role,
                   const std::string& limit) {
    const std::string id = "k-" + owner;
    EXPECT_THAT(
        Propose("ada", "p-" + owner,
                R"("key","key":")" + id + "\"," + KeyWords(owner, role, limit)),
        IsEmpty());
    EXPECT_THAT(Approve("dora", "p-" + owner), IsEmpty());
    return OpenKey("dora", id, owner, role, limit);
  }

  std::string Warrant(const std::string& who, int decisions,
                      const std::string& lets_go) {
    return Take(Kind::kWarranted, who, "k-" + who,
                R"({"decisions":)" + std::to_string(decisions) +
                    R"(,"writes_off":")" + lets_go + "\"}");
  }

  /// An accepted suggestion that writes off so much.
  std::string Accept(const std::string& who, const std::string& receipt,
                     Minor written_off, Kind kind = Kind::kAccepted,
                     Rule rule = Rule::kExactReference) {
    ReceiptDecision decision;
    decision.currency = kUsd;
    decision.rule = rule;
    decision.rows = {{"I1", "", ApplicationKind::kPayment, 9000}};
    if (written_off != 0) {
      decision.rows.push_back(
          {"I1", "", ApplicationKind::kWriteOff, written_off});
    }
    return Take(kind, who, receipt, "", &decision);
  }

  std::string at_ = "2026-03-02T10:00:00Z";
  Rights rights_;
  uint64_t seq_ = 0;
};

TEST_F(RightsTest, AClerkLetsGoWhatTheKeySays) {
  EXPECT_THAT(Warrant("cleo", 2, "USD 5.00"), IsEmpty());
  EXPECT_THAT(rights_.Whole(), HasSubstr("2 decisions"));
  EXPECT_THAT(Accept("cleo", "R1", 300), IsEmpty());
  EXPECT_THAT(Accept("cleo", "R2", 200), IsEmpty());
  EXPECT_THAT(rights_.Whole(), IsEmpty());
  EXPECT_EQ(rights_.by_people(), 2u);
  EXPECT_EQ(rights_.without_key(), 0u);
}

TEST_F(RightsTest, OfManyDecisionsTheSumCounts) {
  EXPECT_THAT(Warrant("cleo", 2, "USD 5.01"), IsEmpty());
  EXPECT_THAT(Accept("cleo", "R1", 300), IsEmpty());
  EXPECT_THAT(Accept("cleo", "R2", 201), HasSubstr("more than the key allows"));
}

TEST_F(RightsTest, WhatIsLetGoIsWhatIsSaid) {
  EXPECT_THAT(Warrant("cleo", 1, "USD 1.00"), IsEmpty());
  EXPECT_THAT(Accept("cleo", "R1", 300), HasSubstr("found USD 3.00 let go"));
}

TEST_F(RightsTest, OneSignatureIsNotEnoughForWhatNeedsTwo) {
  for (const auto& [kind, rule] :
       {std::pair{Kind::kUnapplied, Rule::kExactReference},
        std::pair{Kind::kReversed, Rule::kExactReference},
        std::pair{Kind::kAccepted, Rule::kNone}}) {
    rights_ = Rights();
    EXPECT_THAT(OpenKey("cashmatch serve", "k-one", "one", "operator"),
                IsEmpty());
    EXPECT_THAT(Warrant("one", 1, ""), IsEmpty());
    EXPECT_THAT(Accept("one", "R1", 0, kind, rule),
                HasSubstr("a second one's approval"));
  }
}

TEST_F(RightsTest, RowsOfAWarrantStandTogether) {
  EXPECT_THAT(Warrant("cleo", 2, ""), IsEmpty());
  EXPECT_THAT(Accept("cleo", "R1", 0), IsEmpty());
  EXPECT_THAT(Accept("abel", "R2", 0), HasSubstr("found another row"));
}

TEST_F(RightsTest, AnApprovalCoversWhatWasProposedAndNoMore) {
  const std::string words = R"("desk","words":[{"receipt_id":"R1"}])";
  EXPECT_THAT(Propose("cleo", "p1", words), IsEmpty());
  EXPECT_THAT(
      Approve("abel", "p1", R"(,"decisions":1,"writes_off":"USD 10.00")"),
      IsEmpty());
  EXPECT_THAT(Accept("abel", "R1", 1000, Kind::kAccepted, Rule::kNone),
              IsEmpty());
  EXPECT_THAT(Propose("cleo", "p2", words), IsEmpty());
  EXPECT_THAT(Approve("abel", "p2", R"(,"decisions":1)"), IsEmpty());
  EXPECT_THAT(Accept("abel", "R2", 0), HasSubstr("is not what was approved"));
}

TEST_F(RightsTest, AnApproverHasALimitAndAControllerHasNone) {
  const std::string words = R"("desk","words":[{"receipt_id":"R1"}])";
  const std::string more = R"(,"decisions":1,"writes_off":"USD 10.01")";
  EXPECT_THAT(Propose("cleo", "p1", words), IsEmpty());
  EXPECT_THAT(Approve("carl", "p1", more), IsEmpty());
  EXPECT_THAT(Accept("carl", "R1", 1001), IsEmpty());
  EXPECT_THAT(Propose("cleo", "p2", words), IsEmpty());
  EXPECT_THAT(Approve("abel", "p2", more), IsEmpty());
  EXPECT_THAT(Accept("abel", "R1", 1001),
              HasSubstr("more than the key allows"));
}

TEST_F(RightsTest, AControllerApprovesNothingButWhatIsLetGo) {
  EXPECT_THAT(Propose("cleo", "p1", R"("desk","words":[])"), IsEmpty());
  EXPECT_THAT(Approve("carl", "p1", R"(,"decisions":0)"),
              HasSubstr("expected approver"));
}

TEST_F(RightsTest, NobodyApprovesWhatTheyProposed) {
  EXPECT_THAT(Propose("ada", "p1", R"("key","key":"k","owner":"x")"),
              IsEmpty());
  EXPECT_THAT(Approve("ada", "p1"), HasSubstr("expected a second person"));
}

TEST_F(RightsTest, OnePersonAloneIsNoHouseOfOne) {
  EXPECT_THAT(Propose("ada", "p1", R"("key","key":"k","owner":"x")"),
              IsEmpty());
  EXPECT_THAT(Approve("ada", "p1", R"(,"single_operator":true)"),
              HasSubstr("no house of one"));
}

TEST_F(RightsTest, NothingIsDecidedUponTwice) {
  EXPECT_THAT(Propose("carl", "p1", R"("rules","rules":"abc")"), IsEmpty());
  EXPECT_THAT(Propose("carl", "p1", R"("rules","rules":"abc")"),
              HasSubstr("proposed twice"));
  EXPECT_THAT(Approve("abel", "p1"), IsEmpty());
  EXPECT_THAT(Approve("abel", "p1"), HasSubstr("decided upon before"));
  EXPECT_THAT(Approve("abel", "p2"), HasSubstr("was not proposed"));
}

TEST_F(RightsTest, RulesAreInForceOnceAndAfterTheirApproval) {
  const std::string active = R"({"proposal":"p1","by":"k-carl"})";
  EXPECT_THAT(Propose("carl", "p1", R"("rules","rules":"abc")"), IsEmpty());
  EXPECT_THAT(Take(Kind::kRulesChanged, "carl", "abc", active),
              HasSubstr("not approved"));
  EXPECT_THAT(Approve("abel", "p1"), IsEmpty());
  EXPECT_THAT(Take(Kind::kRulesChanged, "carl", "other", active),
              HasSubstr("not approved"));
  EXPECT_THAT(Take(Kind::kRulesChanged, "carl", "abc", active), IsEmpty());
  EXPECT_THAT(Take(Kind::kRulesChanged, "carl", "abc", active),
              HasSubstr("not approved, or are in force"));
}

TEST_F(RightsTest, AKeyThatNobodyApprovedDoesNotOpen) {
  EXPECT_THAT(OpenKey("ada", "k-eve", "eve", "clerk", "", "k-ada"),
              HasSubstr("nobody approved"));
  EXPECT_THAT(OpenKey("ada", "k-eve", "eve", "admin", "", "k-ada"),
              HasSubstr("nobody approved"));
  EXPECT_THAT(OpenKey("cashmatch serve", "k-eve", "eve", "admin"),
              HasSubstr("a first key"));
}

TEST_F(RightsTest, TheKeyIsTheOneThatWasApproved) {
  EXPECT_THAT(
      Propose("ada", "p1",
              R"("key","key":"k-eve",)" + KeyWords("eve", "clerk", "USD 1.00")),
      IsEmpty());
  EXPECT_THAT(Approve("dora", "p1"), IsEmpty());
  EXPECT_THAT(rights_.Whole(), HasSubstr("is missing"));
  EXPECT_THAT(OpenKey("dora", "k-eve", "eve", "clerk", "USD 100.00"),
              HasSubstr("another key than was approved"));
}

TEST_F(RightsTest, AnApprovedKeyOpensAtOnce) {
  EXPECT_THAT(Propose("ada", "p1",
                      R"("key","key":"k-eve",)" + KeyWords("eve", "clerk", "")),
              IsEmpty());
  EXPECT_THAT(Approve("dora", "p1"), IsEmpty());
  EXPECT_THAT(Accept("eve", "R1", 0), HasSubstr("no key after its approval"));
}

TEST_F(RightsTest, APersonHasOneRole) {
  EXPECT_THAT(OpenKey("ada", "k-cleo", "cleo", "clerk"),
              HasSubstr("opens twice"));
  EXPECT_THAT(
      Propose("ada", "p1",
              R"("key","key":"k-2",)" + KeyWords("cleo", "approver", "")),
      IsEmpty());
  EXPECT_THAT(Approve("dora", "p1"), IsEmpty());
  EXPECT_THAT(OpenKey("dora", "k-2", "cleo", "approver"),
              HasSubstr("cleo has another role"));
}

TEST_F(RightsTest, ARevokedKeyDecidesNothing) {
  EXPECT_THAT(Take(Kind::kKeyChanged, "ada", "k-cleo",
                   R"({"state":"revoked","by":"k-ada"})"),
              IsEmpty());
  EXPECT_THAT(Warrant("cleo", 1, ""), HasSubstr("was revoked"));
}

TEST_F(RightsTest, AnExpiredKeyDecidesNothing) {
  Propose("ada", "p1",
          R"("key","key":"k-eve","owner":"eve","role":"clerk",)"
          R"("expires":"2026-03-02T10:00:01Z")");
  Approve("dora", "p1");
  EXPECT_THAT(Take(Kind::kKeyChanged, "dora", "k-eve",
                   R"({"state":"active","owner":"eve","role":"clerk",)"
                   R"("expires":"2026-03-02T10:00:01Z"})"),
              IsEmpty());
  EXPECT_THAT(Warrant("eve", 0, ""), IsEmpty());
  at_ = "2026-03-02T10:00:01Z";
  EXPECT_THAT(Warrant("eve", 0, ""), HasSubstr("had expired"));
}

TEST_F(RightsTest, AKeyActsForItsOwnerInItsRole) {
  EXPECT_THAT(Take(Kind::kWarranted, "abel", "k-cleo", R"({"decisions":1})"),
              HasSubstr("expected its owner cleo"));
  EXPECT_THAT(Warrant("abel", 1, ""), HasSubstr("found role approver"));
  EXPECT_THAT(Propose("cleo", "p1", R"("rules","rules":"abc")"),
              HasSubstr("found role clerk, expected controller"));
}

TEST_F(RightsTest, DecisionsWithoutAKeyAreCounted) {
  EXPECT_THAT(Accept("anna", "R1", 900), IsEmpty());
  EXPECT_EQ(rights_.by_people(), 1u);
  EXPECT_EQ(rights_.without_key(), 1u);
}

}  // namespace
}  // namespace cashmatch
