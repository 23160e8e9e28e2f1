// SPDX-License-Identifier: Apache-2.0
// cmd_serve.cc - `cashmatch serve`: the batch service over HTTP.
// Tested by tests/system/serve_test.py
#include <fcntl.h>
#include <tbb/global_control.h>
#include <tbb/info.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <memory>
#include <string>

#include "adapters/drive/cli/commands.h"
#include "adapters/drive/cli/exit_code.h"
#include "adapters/drive/cli/output.h"
#include "adapters/drive/cli/place.h"
#include "adapters/drive/cli/supervisor.h"
#include "adapters/drive/cli/version.h"
#include "adapters/drive/cli/webhook_settings.h"
#include "adapters/serve/http_server.h"
#include "adapters/serve/log.h"
#include "adapters/serve/service.h"

namespace cashmatch {
namespace {

constexpr const char* kFooter =
    R"(On a store without keys the first start makes one and prints its token, once,
to stdout; then the address. Logs are NDJSON on stderr. SIGTERM drains: what is
being done is ended, what waits is done after the next start. The document of
all routes is at /openapi.json.

Beyond loopback the service speaks TLS (--tls-certificate, --tls-key), or stands
behind a proxy that does (--behind-proxy).

Example:
  cashmatch serve --store cash.db --single-operator

Exit: 0 drained; 1 the store failed or the address cannot be had; 2 the command
line is wrong.)";

struct Arguments {
  serve::ServiceOptions service;
  serve::WireOptions wire;
  WebhookSettings webhooks;
  std::string listen = "127.0.0.1:8080";
  std::string first_key;
  bool behind_proxy = false;
  int threads = tbb::info::default_concurrency();
};

/// Splits "ADDRESS:PORT", "[V6]:PORT".
bool ReadListen(const std::string& text, serve::WireOptions* wire) {
  const size_t colon = text.rfind(':');
  if (colon == std::string::npos) return false;
  wire->address = text.substr(0, colon);
  if (wire->address.starts_with('[') && wire->address.ends_with(']')) {
    wire->address = wire->address.substr(1, wire->address.size() - 2);
  }
  const char* const end = text.data() + text.size();
  const auto [stop, fault] =
      std::from_chars(text.data() + colon + 1, end, wire->port);
  return fault == std::errc() && stop == end && !wire->address.empty();
}

bool IsLoopback(const std::string& address) {
  return address == "::1" || address.starts_with("127.");
}

/// Wrong usage, told; or nothing.
std::string WrongUsage(const Arguments& arguments) {
  const serve::WireOptions& wire = arguments.wire;
  if (wire.certificate.empty() != wire.key.empty()) {
    return "--tls-certificate and --tls-key go together";
  }
  if (!IsLoopback(wire.address) && wire.certificate.empty() &&
      !arguments.behind_proxy) {
    return "--listen " + wire.address +
           " is beyond loopback: give --tls-certificate and --tls-key, or "
           "--behind-proxy";
  }
  return {};
}

/// Prints the first key, or writes it as a header into a file of the user's
/// own. A file that is there is refused.
bool HandOut(const std::string& path, const serve::Key& key,
             const std::string& token, std::string* error) {
  if (path.empty()) {
    return WriteStdout(
               "key " + std::string(NameOf(key.role)) + " " + token + "\n",
               error) == OutputState::kGood;
  }
  const int file =
      open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  const std::string header = "Authorization: Bearer " + token + "\n";
  const bool good = file >= 0 && write(file, header.data(), header.size()) ==
                                     static_cast<ssize_t>(header.size());
  if (!good) *error = "--first-key " + path + ": " + std::strerror(errno);
  if (file >= 0) close(file);
  return good;
}

int Run(Arguments arguments, Terminal* terminal) {
  if (!ReadListen(arguments.listen, &arguments.wire)) {
    terminal->Fail("--listen: expected ADDRESS:PORT");
    return kExitUsage;
  }
  std::string wrong = WrongUsage(arguments);
  if (wrong.empty()) {
    ReadWebhooks(arguments.webhooks, arguments.service.place.tenant,
                 &arguments.service.webhooks, &wrong);
  }
  if (!wrong.empty()) {
    terminal->Fail(wrong);
    return kExitUsage;
  }
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                                  static_cast<size_t>(arguments.threads));
  arguments.service.version = kVersion;
  std::string error;
  serve::Service service(arguments.service);
  const bool started = service.Start(
      [&](const serve::Key& key, const std::string& token) {
        return HandOut(arguments.first_key, key, token, &error);
      },
      &error);
  const bool served =
      started &&
      serve::ServeHttp(
          arguments.wire, &service,
          [&error](const std::string& url) {
            serve::Log("info", "listening");
            WriteStdout("listening " + url + "\n", &error);
            TellSupervisor("READY=1\nSTATUS=listening " + url);
          },
          [] { TellSupervisor("STOPPING=1\nSTATUS=draining"); }, &error);
  if (served) return kExitDone;
  terminal->Fail(error);
  return kExitFailed;
}

void AddLimits(CLI::App* command, Arguments* to) {
  command
      ->add_option("--file-max", to->service.file_max,
                   "bytes of one file, as sent")
      ->transform(CLI::AsSizeValue(false))
      ->type_name("SIZE");
  command
      ->add_option("--queue-max", to->service.queue_max,
                   "jobs that may wait; then 429")
      ->check(CLI::Range(1, 1'000'000))
      ->type_name("N");
  command
      ->add_option("--jobs-max", to->service.jobs_max,
                   "ended jobs that are kept with their tables, of all "
                   "tenants; older ones go")
      ->check(CLI::Range(0, 10'000'000))
      ->type_name("N");
  command
      ->add_option("--connections-max", to->wire.connections_max,
                   "connections at once")
      ->check(CLI::Range(1, 100'000))
      ->type_name("N");
  command
      ->add_option("--head-seconds", to->wire.head_seconds,
                   "for the head of a request")
      ->check(CLI::Range(1, 3600))
      ->type_name("N");
  command
      ->add_option("--body-seconds", to->wire.body_seconds,
                   "without a byte of a body")
      ->check(CLI::Range(1, 3600))
      ->type_name("N");
  command
      ->add_option("--drain-seconds", to->wire.drain_seconds,
                   "for the job that runs when SIGTERM comes")
      ->check(CLI::Range(0, 3600))
      ->type_name("N");
}

}  // namespace

void AddServe(CLI::App* app, Terminal* terminal, int* exit_code) {
  CLI::App* const command =
      app->add_subcommand("serve", "serve a store over HTTP");
  const auto arguments = std::make_shared<Arguments>();
  AddPlace(command, &arguments->service.place);
  command
      ->add_option("--listen", arguments->listen,
                   "where; port 0 is any that is free")
      ->capture_default_str()
      ->envname("CASHMATCH_LISTEN")
      ->type_name("ADDRESS:PORT");
  command
      ->add_option("--first-key", arguments->first_key,
                   "the first start writes its key there, as a header for "
                   "`curl -H @FILE`, instead of to stdout")
      ->type_name("FILE");
  command
      ->add_option("--tls-certificate", arguments->wire.certificate,
                   "the chain, PEM")
      ->type_name("FILE");
  command->add_option("--tls-key", arguments->wire.key, "the key, PEM")
      ->type_name("FILE");
  AddWebhooks(command, &arguments->webhooks);
  command->add_flag("--behind-proxy", arguments->behind_proxy,
                    "a proxy in front speaks TLS");
  command->add_flag("--single-operator", arguments->service.single_operator,
                    "a house of one person: no second pair of eyes, and every "
                    "such decision says so");
  command->add_option("--threads", arguments->threads, "default: all cores")
      ->check(CLI::Range(1, 1024))
      ->type_name("N");
  AddLimits(command, arguments.get());
  command->footer(kFooter);
  command->callback([=] { *exit_code = Run(*arguments, terminal); });
}

}  // namespace cashmatch
