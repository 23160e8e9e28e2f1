// SPDX-License-Identifier: Apache-2.0
// inputs.cc - list, load, read; findings in the order of the list.
// Tested by tests/unit/adapters/workspace/bank_inputs_test.cc
#include "adapters/workspace/inputs.h"

#include <tbb/parallel_for.h>
#include <tbb/parallel_invoke.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <span>
#include <utility>

#include "adapters/bytes/input.h"
#include "adapters/bytes/input_list.h"
#include "adapters/bytes/sha256.h"
#include "adapters/bytes/sha256_lanes.h"
#include "adapters/read/read_ahead.h"
#include "engine/base/parallel.h"

namespace cashmatch {
namespace {

// One file to be read: an input, or a file of an archive.
struct Part {
  std::string_view bytes;
  std::optional<std::string_view> stored;  // what is hashed, if it was loaded
  bool passed_over = false;
  ReadInput result;
};

// An input on its way through the steps.
struct Work {
  InputFile at;
  bool named = false;  // on the command line itself, not found in a folder
  std::shared_ptr<Input> input;
  std::vector<std::string> hidden;  // files of an archive that are passed over
  std::vector<Part> parts;
};

Part* AddPart(std::string name, std::string_view bytes,
              std::optional<std::string_view> stored, Work* work) {
  Part& part = work->parts.emplace_back();
  part.bytes = bytes;
  part.stored = stored;
  part.result.name = std::move(name);
  return &part;
}

void RejectUnreadable(std::string why, BankFile* file) {
  Finding finding;
  finding.code = "UNREADABLE";
  finding.severity = Severity::kRejected;
  finding.found = std::move(why);
  finding.expected = "a whole file, plain or compressed once (gz, zst, zip)";
  finding.done = "file rejected";
  file->findings.Add(std::move(finding));
  FinishBankFile(file);
}

// Hidden files of an archive are what its maker's system left there.
bool IsHidden(std::string_view name) {
  return name.starts_with('.') || name.find("/.") != std::string_view::npos;
}

void Load(const RunWatch& watch, Work* work) {
  std::string error;
  work->input = std::make_shared<Input>();
  const Input& input = *work->input;
  if (!LoadInputs(work->at.path, InputLimits{}, watch.interrupted,
                  work->input.get(), &error)) {
    Part* const part = AddPart(work->at.name, {}, std::nullopt, work);
    RejectUnreadable(error, &part->result.file);
    return;
  }
  if (input.members.empty()) {
    AddPart(work->at.name, input.bytes(), input.stored.bytes(), work);
    return;
  }
  for (const ArchiveMember& member : input.members) {
    const std::string name = work->at.name + "/" + member.name;
    if (IsHidden(member.name)) {
      work->hidden.push_back(name);
      continue;
    }
    const std::string_view bytes = member.content.bytes();
    AddPart(name, bytes, bytes, work);
  }
}

// False: nobody knows the file.
bool Read(const ReadOne& read, bool named,
          const std::shared_ptr<const Input>& content, Part* part) {
  ReadInput& result = part->result;
  if (result.rejected()) return true;  // it could not even be loaded
  if (!read(SourceOf(result.name, part->bytes, content), named, &result.file)) {
    return false;
  }
  if (result.file.drained != 0 || !result.file.receipts.plain.empty()) {
    result.content = content;
    result.bytes = part->bytes;
  }
  return true;
}

// What lies in an archive is like what lies in a folder, but an archive that
// was named itself must hold something to be read.
void ReadAll(const ReadOne& read, Work* work) {
  const bool archive = !work->input->members.empty();
  bool any = false;
  for (Part& part : work->parts) {
    part.passed_over = !Read(read, work->named && !archive, work->input, &part);
    any = any || !part.passed_over;
  }
  if (any || !work->named) return;
  for (Part& part : work->parts) {
    part.passed_over = !Read(read, true, work->input, &part);
  }
}

// Hashes what could be loaded, file beside file.
void Hash(std::span<Work> works) {
  std::vector<std::string_view> texts;
  std::vector<Part*> parts;
  for (Work& work : works) {
    if (work.input == nullptr) continue;
    for (Part& part : work.parts) {
      if (!part.stored) continue;
      parts.push_back(&part);
      texts.push_back(*part.stored);
    }
  }
  std::vector<std::string> hashes = Sha256HexOfAll(texts);
  for (size_t i = 0; i < parts.size(); ++i) {
    parts[i]->result.sha256 = std::move(hashes[i]);
  }
}

std::vector<Work> ListInputs(const std::vector<std::string>& inputs,
                             const RunWatch& watch, bool* listed) {
  InputList list;
  std::string error;
  std::vector<Work> works;
  *listed = ExpandInputs(inputs, &list, &error);
  if (!*listed) {
    watch.Fail(error);
    return works;
  }
  for (const std::string& warning : list.warnings) watch.Say(warning);
  for (InputFile& at : list.files) {
    Work& work = works.emplace_back();
    work.named = std::ranges::find(inputs, at.path) != inputs.end();
    work.at = std::move(at);
  }
  return works;
}

bool IsStream(const std::string& path) {
  std::error_code ignored;
  return path == "-" || !std::filesystem::is_regular_file(path, ignored);
}

void Tell(const Work& work, const RunWatch& watch) {
  for (const std::string& name : work.hidden) {
    watch.Say(name + ": hidden, passed over");
  }
  for (const Part& part : work.parts) {
    const std::string& name = part.result.name;
    if (part.passed_over) {
      watch.Say(name + ": content not recognised, passed over");
    }
    for (const Finding& finding : part.result.file.findings.list()) {
      watch.Say(Describe(name, finding));
    }
  }
}

// How many inputs are hashed side by side: as many as bring something, but no
// more than leave other threads something to do.
size_t GroupSize(size_t works) {
  const size_t threads = ReadingThreads();
  return std::clamp<size_t>((2 * works + threads - 1) / threads, 1,
                            kSha256Lanes);
}

// Hashes inputs while they are read, and lets go of them: receipts keep their
// own texts, unless plain. Those without an input were read before.
void ReadLoaded(std::span<Work> works, const ReadOne& read, bool hashed) {
  tbb::parallel_invoke(
      [&] {
        if (hashed) Hash(works);
      },
      [&] {
        tbb::parallel_for(size_t{0}, works.size(), [&](size_t i) {
          if (works[i].input != nullptr) ReadAll(read, &works[i]);
        });
      });
  for (Work& work : works) work.input.reset();
}

// Loads and reads inputs. What is packed fills memory once it is loaded, so it
// is read before the thread loads another.
void ReadGroup(std::span<Work> works, const ReadOne& read, bool hashed,
               const RunWatch& watch) {
  tbb::parallel_for(size_t{0}, works.size(), [&](size_t i) {
    if (watch.Interrupted()) return;
    Work& work = works[i];
    if (work.input == nullptr) Load(watch, &work);
    if (work.input->compression == Compression::kNone) return;
    ReadLoaded(works.subspan(i, 1), read, hashed);
  });
  if (!watch.Interrupted()) ReadLoaded(works, read, hashed);
}

void ReadWorks(std::vector<Work> works, const ReadOne& read, bool hashed,
               const RunWatch& watch, std::vector<ReadInput>* files) {
  for (Work& work : works) {
    if (IsStream(work.at.path) && !watch.Interrupted()) Load(watch, &work);
  }
  ForEachChunk(works.size(), GroupSize(works.size()),
               [&](size_t, size_t begin, size_t end) {
                 ReadGroup(std::span(works).subspan(begin, end - begin), read,
                           hashed, watch);
               });
  if (watch.Interrupted()) return;
  for (Work& work : works) {
    Tell(work, watch);
    for (Part& part : work.parts) {
      if (!part.passed_over) files->push_back(std::move(part.result));
    }
  }
}

}  // namespace

Source SourceOf(const std::string& name, std::string_view bytes,
                const std::shared_ptr<const Input>& content) {
  return {name, bytes, [content] { content->LetGo(); }};
}

bool ReadInputs(const std::vector<std::string>& arguments, const ReadOne& read,
                const RunWatch& watch, std::vector<ReadInput>* files,
                bool hashed) {
  bool listed = false;
  std::vector<Work> works = ListInputs(arguments, watch, &listed);
  if (listed) ReadWorks(std::move(works), read, hashed, watch, files);
  return listed;
}

void ReadListed(std::vector<InputFile> listed, const ReadOne& read,
                const RunWatch& watch, std::vector<ReadInput>* files) {
  std::vector<Work> works(listed.size());
  for (size_t i = 0; i < listed.size(); ++i) {
    works[i].named = true;
    works[i].at = std::move(listed[i]);
  }
  ReadWorks(std::move(works), read, true, watch, files);
}

}  // namespace cashmatch
