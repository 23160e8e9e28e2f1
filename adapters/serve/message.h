// SPDX-License-Identifier: Apache-2.0
// message.h - one request and its reply, without the wire.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/serve/principal.h"

namespace cashmatch::serve {

struct Route;

/// A request that may be carried out: framed, routed, allowed, its body whole.
struct Request {
  std::string id;  // ours, in logs and in X-Request-Id
  const Route* route = nullptr;
  std::vector<std::string> places;  // what stands for {…} in the path
  std::map<std::string, std::string, std::less<>> query;
  Principal who;
  std::string key;     // Idempotency-Key, or empty
  std::string accept;  // as sent
  std::string body;    // of small bodies
  std::string sha256;  // of the body; a file is in the spool under it

  /// Returns a value of the query, or "".
  const std::string& At(std::string_view name_of) const {
    static const std::string kNone;
    const auto found = query.find(name_of);
    return found == query.end() ? kNone : found->second;
  }
};

/// What goes back.
struct Reply {
  int status = 200;
  std::string type = "application/json";
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;

  /// If set, called now and then until it returns true, having filled the
  /// reply.
  std::function<bool(Reply* reply)> wait;
  /// If set, the reply is a stream of server-sent events: called now and then,
  /// appends what is new; false at the end.
  std::function<bool(std::string* out)> events;
};

/// Takes the reply; may be called from any thread, once.
using Answerer = std::function<void(Reply reply)>;

}  // namespace cashmatch::serve
