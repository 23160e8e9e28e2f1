// SPDX-License-Identifier: Apache-2.0
// problem.cc - one shape for every error.
// Tested by tests/system/serve_test.py
#include "adapters/serve/problem.h"

#include <array>
#include <utility>

#include "adapters/serve/json.h"

namespace cashmatch::serve {

std::string_view ReasonOf(int status) {
  constexpr std::array<std::pair<int, std::string_view>, 23> kReasons = {{
      {200, "OK"},
      {201, "Created"},
      {202, "Accepted"},
      {400, "Bad Request"},
      {401, "Unauthorized"},
      {403, "Forbidden"},
      {404, "Not Found"},
      {405, "Method Not Allowed"},
      {408, "Request Timeout"},
      {409, "Conflict"},
      {410, "Gone"},
      {413, "Content Too Large"},
      {414, "URI Too Long"},
      {415, "Unsupported Media Type"},
      {417, "Expectation Failed"},
      {422, "Unprocessable Content"},
      {429, "Too Many Requests"},
      {431, "Request Header Fields Too Large"},
      {500, "Internal Server Error"},
      {501, "Not Implemented"},
      {503, "Service Unavailable"},
      {505, "HTTP Version Not Supported"},
      {507, "Insufficient Storage"},
  }};
  for (const auto& [code, reason] : kReasons) {
    if (code == status) return reason;
  }
  return "Unknown";
}

Reply Problem(int status, std::string_view type, std::string_view detail,
              const std::vector<std::string>& findings) {
  JsonObject problem;
  problem.Text("type", "urn:cashmatch:problem:" + std::string(type))
      .Text("title", ReasonOf(status))
      .Number("status", static_cast<uint64_t>(status))
      .TextIfAny("detail", detail);
  if (!findings.empty()) problem.Texts("findings", findings);
  Reply reply;
  reply.status = status;
  reply.type = "application/problem+json";
  reply.body = problem.Take() + "\n";
  return reply;
}

Reply ComeBack(int status, std::string_view type, std::string_view detail,
               int seconds) {
  Reply reply = Problem(status, type, detail);
  reply.headers.emplace_back("Retry-After", std::to_string(seconds));
  return reply;
}

Reply Unauthorized() {
  Reply reply = Problem(401, "key", "no key that opens");
  reply.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"cashmatch\"");
  return reply;
}

}  // namespace cashmatch::serve
