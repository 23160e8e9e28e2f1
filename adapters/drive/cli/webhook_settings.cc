// SPDX-License-Identifier: Apache-2.0
// webhook_settings.cc - urls from the command line, secrets from files.
// Tested by tests/system/serve_webhook_test.py
#include "adapters/drive/cli/webhook_settings.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <utility>

namespace cashmatch {
namespace {

constexpr const char* kCredential = "webhook-secret";

/// Splits TENANT=REST where what stands before the sign is a tenant's name.
std::pair<std::string, std::string> SplitTenant(const std::string& text,
                                                const std::string& tenant) {
  const size_t sign = text.find('=');
  if (sign == std::string::npos || text.find('/') < sign) {
    return {tenant, text};
  }
  return {text.substr(0, sign), text.substr(sign + 1)};
}

/// Takes the first line of a file.
bool ReadSecret(const std::string& path, std::string* secret,
                std::string* error) {
  std::ifstream file(path);
  if (file && std::getline(file, *secret)) return true;
  *error = "--webhook-secret-file " + path + ": " +
           (errno == 0 ? "is empty" : std::strerror(errno));
  return false;
}

std::string CredentialOf(const std::string& tenant, bool named) {
  const char* const folder = std::getenv("CREDENTIALS_DIRECTORY");
  if (folder == nullptr) return {};
  return std::string(folder) + "/" + kCredential +
         (named ? "." + tenant : std::string());
}

}  // namespace

void AddWebhooks(CLI::App* command, WebhookSettings* to) {
  command
      ->add_option("--webhook", to->urls,
                   "who is told of jobs that ended; one for each tenant")
      ->type_name("[TENANT=]URL");
  command
      ->add_option("--webhook-secret-file", to->secrets,
                   "holds the secret, whsec_..., that signs; else the "
                   "credential webhook-secret or webhook-secret.TENANT of "
                   "systemd")
      ->type_name("[TENANT=]FILE");
}

bool ReadWebhooks(const WebhookSettings& settings, const std::string& tenant,
                  serve::WebhookOptions* webhooks, std::string* error) {
  std::map<std::string, std::string> files;
  for (const std::string& text : settings.secrets) {
    files.insert(SplitTenant(text, tenant));
  }
  for (const std::string& text : settings.urls) {
    const auto [of, url] = SplitTenant(text, tenant);
    const auto file = files.find(of);
    const std::string path =
        file == files.end() ? CredentialOf(of, of != tenant) : file->second;
    serve::Webhook webhook{url, ""};
    if (path.empty()) {
      *error = "--webhook: give --webhook-secret-file";
      return false;
    }
    if (!ReadSecret(path, &webhook.secret, error)) return false;
    if (serve::SignatureOf(webhook.secret, "", "", "").empty()) {
      *error = "--webhook-secret-file " + path + ": no whsec_<base64>";
      return false;
    }
    if (!webhooks->emplace(of, std::move(webhook)).second) {
      *error = "--webhook: two for the tenant " + of;
      return false;
    }
  }
  return true;
}

}  // namespace cashmatch
