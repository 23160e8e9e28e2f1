// SPDX-License-Identifier: Apache-2.0
// referred_documents.h - document numbers as elements of ISO 20022.
#pragma once

#include <string>
#include <string_view>

#include "adapters/write/enrich/enrichment.h"

namespace cashmatch {

/// What goes into a RmtInf: Ustrd elements, then Strd elements.
struct Documents {
  std::string prefix;  // of the namespace, "ns2:", or empty
  std::string texts, structured;
};

/// Writes the documents; those with more than 35 letters, and with `plain` all,
/// as texts. What is not ASCII becomes a character reference, good in any
/// encoding.
Documents ReferredDocuments(const Enrichment& wanted, std::string_view prefix,
                            bool plain);

/// The prefix of the tag that begins at `offset`, with its colon.
std::string_view PrefixAt(std::string_view bytes, size_t offset);

/// "<p:name>content</p:name>".
std::string Wrapped(std::string_view prefix, std::string_view name,
                    std::string_view content);

}  // namespace cashmatch
