// SPDX-License-Identifier: Apache-2.0
// rewrite.h - what was read as a text that says the same: the write of
// parse(write(parse(x))) = parse(x), for readers whose product has no writer.
#pragma once

#include <string>

#include "adapters/read/bank_file.h"
#include "adapters/read/mail/mail.h"
#include "engine/model/customer.h"
#include "engine/model/open_item.h"
#include "engine/model/policy.h"

namespace cashmatch::fuzz {

/// CSV with all columns, every cell in quotes. Every field is in it.
std::string ItemsCsv(const OpenItemBlock& block);
std::string CustomersCsv(const CustomerBlock& block);

/// A rules file that states every key, defaults too.
std::string RulesToml(const Policy& policy, const ReadOptions& options);

/// A mail of one container, its parts in base64.
std::string MailText(const Mail& mail);

// Each reads again what it writes, and says what is then another; "" if
// nothing is.  Requires: the file was not rejected.
std::string FaultOfRewrite(const OpenItemBlock& block);
std::string FaultOfRewrite(const CustomerBlock& block);
std::string FaultOfRewrite(const Policy& policy, const ReadOptions& options);
std::string FaultOfRewrite(const Mail& mail);

}  // namespace cashmatch::fuzz
