// SPDX-License-Identifier: Apache-2.0
// camt_details.cc - where RmtInf stands, or has to.
// Tested by tests/unit/adapters/write/enrich/camt_details_test.cc
#include "adapters/write/enrich/camt_details.h"

#include <algorithm>
#include <array>
#include <string>

#include "adapters/read/camt/xml_pull.h"
#include "adapters/write/enrich/edits.h"
#include "adapters/write/enrich/referred_documents.h"

namespace cashmatch {
namespace {

constexpr size_t kNone = std::string_view::npos;

// What may follow RmtInf inside TxDtls, in any version.
constexpr auto kBehindRemittance = std::to_array<std::string_view>(
    {"RltdDts", "RltdPric", "RltdQties", "FinInstrmId", "Tax", "RtrInf",
     "CorpActn", "SfkpgAcct", "CshDpst", "CardTx", "AddtlTxInf",
     "SplmtryData"});

/// The open TxDtls or Ntry that is to be written into.
struct Target {
  const Enrichment* wanted = nullptr;
  bool entry = false;
  size_t depth = 0;
  size_t before = kNone;   // the first child that has to stand behind
  bool done = false;       // written, or noted why not
  size_t inside = 0;       // depth of the open RmtInf or NtryDtls; 0: none
  size_t inside_head = 0;  // behind its start tag
  bool batch = false;
  size_t child = 0;  // where the child that is open begins
  std::string amount, side;
};

class CamtEnricher {
 public:
  CamtEnricher(std::string_view bytes, int version,
               std::span<const Enrichment> wanted, Enriched* out)
      : bytes_(bytes),
        xml_(bytes, true),
        version_(version),
        wanted_(wanted),
        out_(*out) {}

  void Run();

 private:
  void Start();
  void StartChild();
  void End();
  void EndInside();
  void EndTarget();
  void LeaveBatch();
  void Write(size_t offset, std::string text);
  void WriteBeforeEnd(std::string text);
  std::string Detail() const;

  std::string_view bytes_;
  XmlPull xml_;
  int version_;
  std::span<const Enrichment> wanted_;
  Enriched& out_;
  Edits edits_;
  size_t next_ = 0;  // into wanted_
  Target target_;
  Documents documents_;
};

void CamtEnricher::Run() {
  for (XmlEvent event = xml_.Next();
       event == XmlEvent::kStart || event == XmlEvent::kEnd;
       event = xml_.Next()) {
    event == XmlEvent::kStart ? Start() : End();
  }
  out_.bytes = edits_.Apply(bytes_);
}

void CamtEnricher::Start() {
  if (target_.wanted != nullptr) return StartChild();
  const size_t offset = xml_.offset();
  while (next_ < wanted_.size() && wanted_[next_].offset < offset) ++next_;
  if (next_ == wanted_.size() || wanted_[next_].offset != offset) return;
  const bool entry = xml_.name() == "Ntry";
  if (!entry && xml_.name() != "TxDtls") return;
  target_ = Target();
  target_.wanted = &wanted_[next_];
  target_.entry = entry;
  target_.depth = xml_.depth();
  documents_ = ReferredDocuments(*target_.wanted, PrefixAt(bytes_, offset),
                                 version_ == 1);
}

void CamtEnricher::StartChild() {
  const bool within = target_.inside != 0 || (target_.entry && version_ == 1);
  if (within && xml_.name() == "Btch") target_.batch = true;
  if (xml_.depth() != target_.depth + 1) return;
  const std::string_view name = xml_.name();
  target_.child = xml_.offset();
  if (name == (target_.entry ? "NtryDtls" : "RmtInf")) {
    target_.inside = xml_.depth();
    target_.inside_head = xml_.position();
  }
  const bool behind =
      target_.entry
          ? name == "AddtlNtryInf"
          : std::find(kBehindRemittance.begin(), kBehindRemittance.end(),
                      name) != kBehindRemittance.end();
  if (behind && target_.before == kNone) target_.before = xml_.offset();
}

void CamtEnricher::End() {
  if (target_.wanted == nullptr) return;
  // The element that ends is no longer counted.
  const size_t depth = xml_.depth() + 1;
  if (target_.entry && depth == target_.depth + 1) {
    const std::string_view whole =
        bytes_.substr(target_.child, xml_.position() - target_.child);
    if (xml_.name() == "Amt") target_.amount = whole;
    if (xml_.name() == "CdtDbtInd") target_.side = whole;
  }
  if (depth == target_.inside) EndInside();
  if (depth == target_.depth) EndTarget();
}

/// At the end of the RmtInf of a detail, or of the NtryDtls of an entry.
void CamtEnricher::EndInside() {
  target_.inside = 0;
  if (target_.done) return;
  if (target_.batch) return LeaveBatch();
  if (target_.entry) {
    WriteBeforeEnd(Detail());
    return;
  }
  const std::string& texts = documents_.texts;
  const bool empty = bytes_.substr(0, xml_.position()).ends_with("/>");
  if (empty) {
    WriteBeforeEnd(texts + documents_.structured);
    return;
  }
  // Texts stand before everything structured.
  if (!texts.empty()) edits_.Insert(target_.inside_head, texts);
  WriteBeforeEnd(documents_.structured);
}

void CamtEnricher::EndTarget() {
  if (!target_.done && target_.batch) LeaveBatch();
  if (!target_.done) {
    const std::string& prefix = documents_.prefix;
    std::string text;
    if (!target_.entry) {
      text =
          Wrapped(prefix, "RmtInf", documents_.texts + documents_.structured);
    } else {
      text = version_ == 1 ? Detail() : Wrapped(prefix, "NtryDtls", Detail());
    }
    if (target_.before == kNone) {
      WriteBeforeEnd(text);
    } else {
      Write(target_.before, text);
    }
  }
  target_ = Target();
}

void CamtEnricher::LeaveBatch() {
  target_.done = true;
  out_.LeaveOutAll(*target_.wanted, "its entry is a batch without details");
}

/// A detail for an entry that has none: from .03 to .06 it needs its own
/// amount, before it may have none.
std::string CamtEnricher::Detail() const {
  const bool amounts = version_ == 0 || version_ >= 3;
  return Wrapped(documents_.prefix, "TxDtls",
                 (amounts ? target_.amount + target_.side : std::string()) +
                     Wrapped(documents_.prefix, "RmtInf",
                             documents_.texts + documents_.structured));
}

void CamtEnricher::Write(size_t offset, std::string text) {
  edits_.Insert(offset, std::move(text));
  target_.done = true;
  out_.Write(target_.wanted->documents.size());
}

/// Writes before the end tag that was read last; "<RmtInf/>" gets one.
void CamtEnricher::WriteBeforeEnd(std::string text) {
  const size_t end = xml_.position();
  const std::string_view until = bytes_.substr(0, end);
  if (!until.ends_with("/>")) return Write(until.rfind("</"), std::move(text));
  const size_t begin = until.rfind('<');
  std::string_view name = until.substr(begin + 1);
  name = name.substr(0, name.find_first_of(" \t\r\n/"));
  edits_.Replace(end - 2, 2, ">");
  Write(end, text + "</" + std::string(name) + ">");
}

}  // namespace

void EnrichCamt(std::string_view bytes, int version,
                std::span<const Enrichment> wanted, Enriched* out) {
  CamtEnricher(bytes, version, wanted, out).Run();
}

}  // namespace cashmatch
