// SPDX-License-Identifier: Apache-2.0
// routes.cc - the table. The document is made from it: see openapi.cc.
// Tested by tests/system/serve_rights_test.py
#include "adapters/serve/routes.h"

#include <array>

namespace cashmatch::serve {
namespace {

constexpr Role kS = Role::kSubmitter, kC = Role::kClerk, kA = Role::kApprover,
               kK = Role::kController, kD = Role::kAdmin, kU = Role::kAuditor;
constexpr uint64_t kSmall = uint64_t{1} << 20;
constexpr uint64_t kTable = uint64_t{64} << 20;
constexpr std::string_view kFile = "application/octet-stream File";
constexpr std::string_view kJob = "application/json Job";
constexpr std::string_view kRows = "application/x-ndjson Row";

// clang-format off: a row reads as one
constexpr std::array<Route, kOperations> kTableOfRoutes = {{
  // What comes in.
  {Operation::kSubmitFile, "POST", "/v1/files", "submitFile",
   "Submit a bank file: it is matched, decided and journaled as a job",
   {kS, kC}, BodyKind::kFile, 0, 202, kFile, kJob, "name format strictness wait results",
   true},
  {Operation::kUpload, "POST", "/v1/uploads", "uploadFile",
   "Keep a file that a later request names by its SHA-256",
   {kS, kC}, BodyKind::kFile, 0, 201, kFile, "application/json Upload", "",
   false},
  {Operation::kLoadBook, "POST", "/v1/book", "loadBook",
   "Load open items from the ERP, a snapshot or a delta, as a job",
   {kS, kC}, BodyKind::kFile, 0, 202, kFile, kJob,
   "mode as_of customers posted wait", true},
  // Jobs.
  {Operation::kListJobs, "GET", "/v1/jobs", "listJobs",
   "Jobs, the newest first; a submitter sees its own",
   {kS, kC, kA, kK, kU}, BodyKind::kNone, 0, 200, "", "application/json Jobs",
   "state limit", false},
  {Operation::kReadJob, "GET", "/v1/jobs/{job}", "readJob",
   "A job: its state, progress, findings",
   {kS, kC, kA, kK, kU}, BodyKind::kNone, 0, 200, "", kJob, "wait", false},
  {Operation::kFollowJob, "GET", "/v1/jobs/{job}/events", "followJob",
   "A job as server-sent events until it ends",
   {kS, kC, kA, kK, kU}, BodyKind::kNone, 0, 200, "",
   "text/event-stream Events", "", false},
  {Operation::kCancelJob, "DELETE", "/v1/jobs/{job}", "cancelJob",
   "Cancel a job that has not committed",
   {kS, kC}, BodyKind::kNone, 0, 200, "", kJob, "", false},
  {Operation::kReadResults, "GET", "/v1/jobs/{job}/results/{table}", "readResults",
   "A table of a job's results, page by page",
   {kS, kC, kA, kK, kU}, BodyKind::kNone, 0, 200, "", kRows,
   "cursor limit format status customer_id rule receipt_id", false},
  // The desk.
  {Operation::kListItems, "GET", "/v1/items", "listItems",
   "Open items as they stand",
   {kC, kA, kK, kU}, BodyKind::kNone, 0, 200, "", kRows,
   "cursor limit customer_id document_number", false},
  {Operation::kReadWorklist, "GET", "/v1/worklist", "readWorklist",
   "Receipts that wait for a person, with what is suggested",
   {kC, kA, kK, kU}, BodyKind::kNone, 0, 200, "", kRows, "format", false},
  {Operation::kDecide, "POST", "/v1/decisions", "decide",
   "Accept, reject, place or edit suggestions, unapply: all or none",
   {kC}, BodyKind::kText, kSmall, 200, "application/json Decisions",
   "application/json Decided", "", true},
  // Four eyes.
  {Operation::kListProposals, "GET", "/v1/proposals", "listProposals",
   "What waits for a second pair of eyes",
   {kC, kA, kK, kD, kU}, BodyKind::kNone, 0, 200, "",
   "application/json Proposals", "state", false},
  {Operation::kReadProposal, "GET", "/v1/proposals/{proposal}", "readProposal",
   "A proposal",
   {kC, kA, kK, kD, kU}, BodyKind::kNone, 0, 200, "",
   "application/json Proposal", "", false},
  {Operation::kApprove, "POST", "/v1/proposals/{proposal}/approval", "approve",
   "Approve what another person proposed",
   {kA, kK, kD}, BodyKind::kText, kSmall, 200, "application/json Note",
   "application/json Proposal", "", true},
  {Operation::kRefuse, "DELETE", "/v1/proposals/{proposal}", "refuse",
   "Refuse a proposal; whoever made it may take it back",
   {kC, kA, kK, kD}, BodyKind::kNone, 0, 200, "", "application/json Proposal",
   "", false},
  // Rules.
  {Operation::kReadRules, "GET", "/v1/rules", "readRules",
   "The rules in force",
   {kC, kA, kK, kU}, BodyKind::kNone, 0, 200, "", "application/toml Text", "",
   false},
  {Operation::kProposeRules, "POST", "/v1/rules", "proposeRules",
   "Propose other rules",
   {kK}, BodyKind::kText, kSmall, 202, "application/toml Text",
   "application/json Proposal", "", true},
  {Operation::kActivateRules, "POST", "/v1/rules/{proposal}/activation", "activateRules",
   "Put approved rules in force",
   {kK}, BodyKind::kText, kSmall, 200, "application/json Note",
   "application/json Proposal", "", true},
  {Operation::kReplay, "POST", "/v1/replay", "replay",
   "What other rules would have done with the same history",
   {kA, kK, kU}, BodyKind::kText, kSmall, 200, "application/toml Text",
   "text/csv Text", "", false},
  // Keys.
  {Operation::kListKeys, "GET", "/v1/keys", "listKeys",
   "Keys, without their secrets",
   {kD, kU}, BodyKind::kNone, 0, 200, "", "application/json Keys", "", false},
  {Operation::kProposeKey, "POST", "/v1/keys", "proposeKey",
   "Make a key; it opens nothing until a second admin approves",
   {kD}, BodyKind::kText, kSmall, 201, "application/json NewKey",
   "application/json MadeKey", "", true},
  {Operation::kRevokeKey, "DELETE", "/v1/keys/{key}", "revokeKey",
   "Revoke a key at once",
   {kD}, BodyKind::kNone, 0, 200, "", "application/json Key", "", false},
  // The books of record.
  {Operation::kReadJournal, "GET", "/v1/journal", "readJournal",
   "Rows of the journal, with their links",
   {kK, kU}, BodyKind::kNone, 0, 200, "", kRows, "after limit", false},
  {Operation::kVerify, "GET", "/v1/proof", "verify",
   "Replay the journal and prove every row",
   {kK, kU}, BodyKind::kNone, 0, 200, "", "application/json Proof", "", false},
  {Operation::kReadPostings, "GET", "/v1/postings", "readPostings",
   "What was handed out and is not answered, once more",
   {kK}, BodyKind::kNone, 0, 200, "", "text/csv Text", "", false},
  {Operation::kPost, "POST", "/v1/postings", "post",
   "Hand out what the ERP is to post, each posting once",
   {kK}, BodyKind::kText, kSmall, 200, "application/json Note", "text/csv Text",
   "", false},
  {Operation::kTakeAnswers, "POST", "/v1/postings/answers", "takeAnswers",
   "What the ERP said to postings, as CSV",
   {kK}, BodyKind::kText, kTable, 200, "text/csv Text", "application/json Told",
   "", false},
  // The service itself.
  {Operation::kLive, "GET", "/livez", "isAlive",
   "The process runs",
   RoleSet::Public(), BodyKind::kNone, 0, 200, "", "application/json State", "",
   false},
  {Operation::kReady, "GET", "/readyz", "isReady",
   "Requests are taken",
   RoleSet::Public(), BodyKind::kNone, 0, 200, "", "application/json State", "",
   false},
  {Operation::kVersion, "GET", "/version", "version",
   "What runs here",
   RoleSet::Public(), BodyKind::kNone, 0, 200, "", "application/json Version",
   "", false},
  {Operation::kMetrics, "GET", "/metrics", "metrics",
   "Counters for Prometheus",
   {kD, kU}, BodyKind::kNone, 0, 200, "", "text/plain Text", "", false},
  {Operation::kOpenApi, "GET", "/openapi.json", "openApi",
   "This document",
   RoleSet::Public(), BodyKind::kNone, 0, 200, "", "application/json Document",
   "", false},
}};
// clang-format on

/// Takes the next segment off a path that begins with '/'.
std::string_view NextSegment(std::string_view* path) {
  path->remove_prefix(1);
  const std::string_view segment = path->substr(0, path->find('/'));
  path->remove_prefix(segment.size());
  return segment;
}

bool Fits(std::string_view path, std::span<const std::string> segments,
          std::vector<std::string>* places) {
  places->clear();
  for (const std::string& segment : segments) {
    if (path.empty()) return false;
    const std::string_view wanted = NextSegment(&path);
    if (wanted.starts_with('{')) {
      if (segment.empty()) return false;
      places->push_back(segment);
    } else if (wanted != segment) {
      return false;
    }
  }
  return path.empty();
}

}  // namespace

std::span<const Route> Routes() { return kTableOfRoutes; }

Found FindRoute(std::string_view method,
                std::span<const std::string> segments) {
  Found found;
  std::vector<std::string> places;
  for (const Route& route : kTableOfRoutes) {
    if (!Fits(route.path, segments, &places)) continue;
    if (!found.allowed.empty()) found.allowed += ", ";
    found.allowed += route.method;
    if (route.method != method) continue;
    found.route = &route;
    found.places = std::move(places);
    return found;
  }
  return found;
}

}  // namespace cashmatch::serve
