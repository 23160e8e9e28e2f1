// SPDX-License-Identifier: Apache-2.0
// readers.cc - one function for each reader.
// Tested by tests/fuzz/readers_test.cc.
#include "tests/fuzz/readers.h"

#include <array>
#include <cstring>
#include <set>
#include <vector>

#include "adapters/bytes/inflate.h"
#include "adapters/bytes/unzip.h"
#include "adapters/read/advice_input/advice_input.h"
#include "adapters/read/bank_file.h"
#include "adapters/read/book_input/book_input.h"
#include "adapters/read/detect/detect.h"
#include "adapters/read/mail/mail.h"
#include "adapters/read/mapped_csv/mapped_csv.h"
#include "adapters/read/rules/rules.h"
#include "tests/fuzz/forms.h"
#include "tests/fuzz/oracle.h"
#include "tests/fuzz/parts.h"
#include "tests/fuzz/planted.h"
#include "tests/fuzz/rewrite.h"
#include "tests/fuzz/seeds.h"

namespace cashmatch::fuzz {
namespace {

constexpr InputLimits kLimits = {
    .bytes_max = 1 << 20, .ratio_max = 100, .ratio_free_bytes = 1 << 18};
/// One input in so many is printed and read again; one in so many is read a
/// second time, in two ways.
constexpr size_t kRoundTrip = 4, kReadAgain = 16;
constexpr size_t kPartMost = 512;  // bytes of the parts it is then cut into

Verdict VerdictOf(FileStatus status) {
  if (status == FileStatus::kRejected) return Verdict::kRejected;
  return status == FileStatus::kHeld ? Verdict::kHeld : Verdict::kAccepted;
}

Verdict VerdictOf(const Findings& findings) {
  return findings.rejected() ? Verdict::kRejected : Verdict::kAccepted;
}

size_t FreeReceipts(const BankFile& file) {
  size_t count = 0;
  for (const Receipt& it : file.receipts.receipts) count += it.held.empty();
  return count;
}

std::string Said(const BankFile& file) {
  std::string said = Printed(file);
  for (const Finding& finding : file.findings.list()) {
    said += Describe("input", finding) + "\n";
  }
  return said;
}

/// Reads with `read` and asks the oracle about what comes.
template <class Read>
Reading JudgeFile(std::string_view bytes, const Read& read) {
  BankFile file;
  read(bytes, ReadOptions(), &file);
  PlantIn(&file);
  Reading reading{VerdictOf(file.summary.status),
                  file.receipts.receipts.size() + file.advice.receipts.size(),
                  FaultOf(file)};
  std::string* const fault = &reading.fault;
  const std::string& format = file.summary.format;
  const bool lines = format == "bai2" || format == "ndjson" ||
                     format == "csv" || format.starts_with("camt") ||
                     format.starts_with("mt94");
  if (fault->empty()) *fault = FaultOfPlaces(file.findings, bytes, !lines);
  if (fault->empty() && bytes.size() % kRoundTrip == 0) {
    *fault = FaultOfRoundTrip(file);
  }
  if (!fault->empty() || bytes.size() % kReadAgain != 0) return reading;
  const std::string moved = "x" + std::string(bytes) + "1234567890";
  BankFile again, strict;
  read(std::string_view(moved).substr(1, bytes.size()), ReadOptions(), &again);
  PlantIn(&again);
  if (Said(again) != Said(file)) *fault = "read again, it says something else";
  BankFile whole;
  Parts parts(&whole);
  read(bytes, ReadOptions(), &whole);
  parts.PutTogether();
  PlantIn(&whole);
  if (Said(whole) != Said(file)) *fault = "in parts, it says something else";
  BankFile cut;
  ReadOptions small;
  small.part_bytes = 1 + bytes.size() / kReadAgain % kPartMost;
  read(bytes, small, &cut);
  PlantIn(&cut);
  if (Said(cut) != Said(file)) *fault = "cut up, it says something else";
  ReadOptions options;
  options.strictness = Strictness::kStrict;
  read(bytes, options, &strict);
  if (FreeReceipts(strict) > FreeReceipts(file)) {
    *fault = "--strict lets through what the normal reading holds";
  }
  return reading;
}

/// A bank format, whatever the content seems to be.
template <const char* kFormat>
Reading ReadAs(std::string_view bytes) {
  return JudgeFile(bytes, [](std::string_view text, const ReadOptions& options,
                             BankFile* file) {
    ReadBankFile(Source{"input", text}, kFormat, options, file);
  });
}

constexpr char kBai2[] = "bai2", kLockbox[] = "lockbox", kCamt[] = "camt.053",
               kRemt[] = "remt.001", kMt940[] = "mt940", kX12[] = "x12.820",
               kNacha[] = "nacha", kNdjson[] = "ndjson";

Reading ReadSomeAdvice(std::string_view bytes) {
  Reading reading = JudgeFile(
      bytes,
      [](std::string_view text, const ReadOptions& options, BankFile* file) {
        ReadAdvice(Source{"input", text}, {}, options, file);
        if (file->receipts.receipts.empty()) return;
        file->receipts.receipts[0].amount = -1;  // a fault: advice is no money
      });
  return reading;
}

std::string FaultOfItems(const OpenItemBlock& block, const Findings& findings) {
  if (findings.rejected() && !block.items.empty()) {
    return "a rejected file with items";
  }
  std::set<std::string_view> ids;
  for (const OpenItem& item : block.items) {
    const std::string id(item.item_id);
    if (id.empty()) return "an item without id";
    if (!ids.insert(item.item_id).second) return id + ": twice";
    if (item.currency == Currency::kNone) return id + ": no currency";
    if (item.amount < -kAmountMax || item.amount > kAmountMax) {
      return id + ": amount out of range";
    }
  }
  return "";
}

Reading JudgeItems(std::string_view bytes, const OpenItemBlock& block,
                   const Findings& findings) {
  Reading reading{VerdictOf(findings), block.items.size(),
                  FaultOfItems(block, findings)};
  if (reading.fault.empty()) reading.fault = FaultOfPlaces(findings, bytes);
  if (reading.fault.empty() && bytes.size() % kRoundTrip == 0) {
    reading.fault = FaultOfRewrite(block);
  }
  return reading;
}

Reading ReadMapped(std::string_view bytes) {
  const size_t cut = bytes.find(kMappedCut);
  CsvMapping mapping;
  std::vector<std::string> errors;
  if (cut == std::string_view::npos) return {};
  if (!ReadCsvMapping(bytes.substr(0, cut), "input", &mapping, &errors)) {
    return {Verdict::kRejected, 0,
            errors.empty() ? "refused without a message" : ""};
  }
  const std::string_view rows = bytes.substr(cut + kMappedCut.size());
  if (mapping.kind == MappingKind::kOpenItems) {
    OpenItemBlock block;
    Findings findings;
    ReadMappedOpenItems(Source{"input", rows}, mapping, nullptr, &block,
                        &findings);
    return JudgeItems(rows, block, findings);
  }
  return JudgeFile(rows, [&](std::string_view text, const ReadOptions& options,
                             BankFile* file) {
    ReadMappedCsv(Source{"input", text}, mapping, options, file);
  });
}

Reading ReadSomeMail(std::string_view bytes) {
  Mail mail;
  std::string fault;
  if (!ReadMail(bytes, &mail, &fault)) {
    return {Verdict::kRejected, 0,
            fault.empty() ? "refused without a message" : ""};
  }
  if (mail.parts.size() > kMailPartsMax) return {{}, 0, "too many parts"};
  size_t sum = 0;
  for (const MailPart& part : mail.parts) {
    if (part.content.size() > bytes.size()) {
      return {{}, 0, "a part larger than the mail"};
    }
    sum += part.content.size();
  }
  if (sum > bytes.size() * kMailDepthMax) return {{}, 0, "parts that repeat"};
  const bool again = bytes.size() % kRoundTrip == 0;
  return {Verdict::kAccepted, mail.parts.size(),
          again ? FaultOfRewrite(mail) : ""};
}

Reading ReadInside(std::string_view bytes) {
  return JudgeFile(bytes, [](std::string_view text, const ReadOptions& options,
                             BankFile* file) {
    ReadBankFile(Source{"input", text}, "", options, file);
  });
}

Reading ReadPacked(std::string_view bytes) {
  const Compression compression = CompressionOf(bytes);
  std::vector<ArchiveMember> members;
  std::string error;
  if (compression == Compression::kNone) return {};
  if (compression != Compression::kZip) {
    GrowingMapping unpacked;
    if (Inflate(bytes, compression, "input", kLimits, &unpacked, &error)) {
      if (unpacked.bytes().size() > MostFor(bytes.size(), kLimits)) {
        return {{}, 0, "unpacked beyond the limit"};
      }
      return ReadInside(unpacked.bytes());
    }
  } else if (Unzip(bytes, "input", kLimits, &members, &error)) {
    Reading reading{{}, 0, members.empty() ? "an archive without files" : ""};
    for (const ArchiveMember& member : members) {
      const Reading one = ReadInside(member.content.bytes());
      reading.verdict = one.verdict;
      reading.receipts += one.receipts;
      if (reading.fault.empty()) reading.fault = one.fault;
    }
    return reading;
  }
  return {Verdict::kRejected, 0,
          error.empty() ? "refused without a message" : ""};
}

Reading ReadItems(std::string_view bytes) {
  OpenItemBlock block;
  Findings findings;
  ReadOpenItems(Source{"input", bytes}, nullptr, &block, &findings);
  return JudgeItems(bytes, block, findings);
}

Reading ReadSomeCustomers(std::string_view bytes) {
  CustomerBlock block;
  Findings findings;
  ReadCustomers(Source{"input", bytes}, &block, &findings);
  Reading reading{VerdictOf(findings), block.customers.size(),
                  FaultOfPlaces(findings, bytes)};
  if (findings.rejected() && !block.customers.empty()) {
    reading.fault = "a rejected file with customers";
  }
  if (reading.fault.empty() && bytes.size() % kRoundTrip == 0) {
    reading.fault = FaultOfRewrite(block);
  }
  return reading;
}

Reading ReadSomeRules(std::string_view bytes) {
  Policy policy;
  ReadOptions options;
  std::vector<std::string> errors;
  const bool good = ReadRules(bytes, "input", &policy, &options, &errors);
  Reading reading{good ? Verdict::kAccepted : Verdict::kRejected, 0, ""};
  if (good != errors.empty()) reading.fault = "answer and errors disagree";
  for (const std::string& error : errors) {
    if (!error.starts_with("input")) reading.fault = "an error without a place";
  }
  if (good && reading.fault.empty() && bytes.size() % kRoundTrip == 0) {
    reading.fault = FaultOfRewrite(policy, options);
  }
  return reading;
}

constexpr Reader Of(std::string_view name, std::string_view endings,
                    Reading (*read)(std::string_view)) {
  return {name, FormOf(name), endings, read};
}

constexpr std::array<Reader, 15> kReaders = {{
    Of("bai2", ".bai", ReadAs<kBai2>),
    Of("lockbox", ".lbx", ReadAs<kLockbox>),
    Of("camt", ".xml", ReadAs<kCamt>),
    Of("remt.001", ".xml", ReadAs<kRemt>),
    Of("mt940", ".sta", ReadAs<kMt940>),
    Of("x12", ".edi", ReadAs<kX12>),
    Of("nacha", ".ach", ReadAs<kNacha>),
    Of("ndjson", ".ndjson", ReadAs<kNdjson>),
    Of("mapped", ".csv", ReadMapped),
    Of("mail", ".eml", ReadSomeMail),
    Of("advice", ".eml .csv .ndjson .edi .xml", ReadSomeAdvice),
    Of("packed", ".gz .zst .zip", ReadPacked),
    Of("open_items", ".csv .ndjson", ReadItems),
    Of("customers", ".csv .ndjson", ReadSomeCustomers),
    Of("rules", ".toml", ReadSomeRules),
}};

}  // namespace

std::span<const Reader> AllReaders() { return kReaders; }

const Reader* FindReader(std::string_view name) {
  for (const Reader& reader : kReaders) {
    if (reader.name == name) return &reader;
  }
  return nullptr;
}

Reading Feed(const Reader& reader, std::string_view bytes) {
  const std::vector<char> exact(bytes.begin(), bytes.end());
  return reader.read({exact.data(), exact.size()});
}

}  // namespace cashmatch::fuzz
