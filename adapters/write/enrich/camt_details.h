// SPDX-License-Identifier: Apache-2.0
// camt_details.h - document numbers in the RmtInf of the details they belong
// to.
#pragma once

#include <span>
#include <string_view>

#include "adapters/write/enrich/enrichment.h"

namespace cashmatch {

/// Adds Strd/RfrdDocInf with the number in Nb (CINV, or CREN for a credit memo)
/// to each TxDtls that `wanted` names, in the place that the message's sequence
/// asks for; a number of more than 35 letters, and in version 1 each, becomes
/// an Ustrd. An entry without details gets one, unless it is a batch: whose
/// detail would that be? From version 3 on it has the amount and the side of
/// the entry; in version 1 no NtryDtls is around it. Nothing else changes.
///
/// `version` is that of the message; 0, unknown, is taken for the newest.
/// Source: ISO 20022 camt.052 to .054, EntryTransaction and
/// RemittanceInformation, versions .01 to .14.
void EnrichCamt(std::string_view bytes, int version,
                std::span<const Enrichment> wanted, Enriched* out);

}  // namespace cashmatch
