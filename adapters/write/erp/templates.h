// SPDX-License-Identifier: Apache-2.0
// templates.h - every template; each stands in the file of its name.
#pragma once

#include "adapters/write/erp/erp_format.h"

namespace cashmatch::erp {

extern const ErpFormat kJournalCsv, kJournalNdjson;
extern const ErpFormat kSapMulticash;
extern const ErpFormat kOracleAutolockbox;
extern const ErpFormat kDynamics365;
extern const ErpFormat kNetsuite;
extern const ErpFormat kQuickbooks;
extern const ErpFormat kXero;

}  // namespace cashmatch::erp
