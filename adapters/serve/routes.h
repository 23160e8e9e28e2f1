// SPDX-License-Identifier: Apache-2.0
// routes.h - the one table of what the service does, and for whom.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/serve/principal.h"

namespace cashmatch::serve {

enum class Operation : uint8_t {
  kSubmitFile,
  kUpload,
  kLoadBook,
  kListJobs,
  kReadJob,
  kFollowJob,
  kCancelJob,
  kReadResults,
  kListItems,
  kReadWorklist,
  kDecide,
  kListProposals,
  kReadProposal,
  kApprove,
  kRefuse,
  kReadRules,
  kProposeRules,
  kActivateRules,
  kReplay,
  kListKeys,
  kProposeKey,
  kRevokeKey,
  kReadJournal,
  kVerify,
  kReadPostings,
  kPost,
  kTakeAnswers,
  kLive,
  kReady,
  kVersion,
  kMetrics,
  kOpenApi,
};
inline constexpr int kOperations = 32;

enum class BodyKind : uint8_t { kNone, kText, kFile };

/// One thing that can be asked for. Routing, rights, limits and the document
/// at /openapi.json all come from here: what has no row is refused.
struct Route {
  Operation operation;
  std::string_view method, path;  // {name} stands for one segment
  std::string_view id;            // operationId
  std::string_view summary;
  RoleSet roles;
  BodyKind body;
  uint64_t body_max;          // bytes; 0: the limit for files
  int status;                 // of success
  std::string_view request;   // media type and schema: "application/json Key"
  std::string_view response;  // the same
  std::string_view query;     // names, with a space between
  bool journals;              // changes what is true: takes an Idempotency-Key
};

std::span<const Route> Routes();

/// What was found for a method and a path.
struct Found {
  const Route* route = nullptr;     // nullptr: none
  std::vector<std::string> places;  // for {...}, decoded
  std::string allowed;              // other methods of the path, for Allow
};

/// Looks up a path that was split into decoded segments.
Found FindRoute(std::string_view method, std::span<const std::string> segments);

}  // namespace cashmatch::serve
