// SPDX-License-Identifier: Apache-2.0
// http_server.h - the wire: connections, limits, TLS, drain.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "adapters/serve/service.h"

namespace cashmatch::serve {

/// What the wire is started with. Times are in seconds.
struct WireOptions {
  std::string address = "127.0.0.1";
  uint16_t port = 8080;          // 0: any that is free
  std::string certificate, key;  // PEM files; both or none
  size_t connections_max = 1024;
  int head_seconds = 5;       // from the first byte to the end of a head
  int idle_seconds = 60;      // between requests
  int body_seconds = 20;      // without any byte of a body
  uint64_t body_rate = 1024;  // bytes a second that a body must bring
  int drain_seconds = 30;     // for what is being done
};

/// Serves HTTP/1.1 on the calling thread until SIGTERM or SIGINT, then takes
/// nothing new, ends what is being done and returns; a second signal gives the
/// running job up. `listening` gets the address once connections are taken,
/// `draining` is called once none are taken any more.
/// Errors: false, with `*error` told: the address cannot be had, the
/// certificate cannot be read, or the service broke.
bool ServeHttp(const WireOptions& options, Service* service,
               const std::function<void(const std::string& url)>& listening,
               std::function<void()> draining, std::string* error);

}  // namespace cashmatch::serve
