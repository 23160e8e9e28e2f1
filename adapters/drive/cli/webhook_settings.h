// SPDX-License-Identifier: Apache-2.0
// webhook_settings.h - who is told of jobs, and the secrets, which stand in
// files.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "adapters/serve/webhook.h"

namespace cashmatch {

/// What the command line says of webhooks.
struct WebhookSettings {
  std::vector<std::string> urls;     // [TENANT=]URL
  std::vector<std::string> secrets;  // [TENANT=]FILE
};

void AddWebhooks(CLI::App* command, WebhookSettings* to);

/// Reads the secrets: from the files named, else from the credentials that
/// systemd hands over, `webhook-secret` or `webhook-secret.TENANT`. What names
/// no tenant is of `tenant`.
/// Errors: false, with `*error` told.
bool ReadWebhooks(const WebhookSettings& settings, const std::string& tenant,
                  serve::WebhookOptions* webhooks, std::string* error);

}  // namespace cashmatch
