// SPDX-License-Identifier: Apache-2.0
// inputs.cc - list, load, read; findings in the order of the list.
// Tested by tests/unit/adapters/workspace/bank_inputs_test.cc
#include "adapters/workspace/inputs.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "adapters/bytes/input.h"
#include "adapters/bytes/input_list.h"
#include "adapters/bytes/sha256.h"

namespace cashmatch {
namespace {

// One file to be read: an input, or a file of an archive.
struct Part {
  std::string_view bytes;
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

Part* AddPart(std::string name, std::string_view bytes, Work* work) {
  Part& part = work->parts.emplace_back();
  part.bytes = bytes;
  part.result.name = std::move(name);
  return &part;
}

void RejectUnreadable(std::string why, BankFile* file) {
  Finding finding;
  finding.code = "UNREADABLE";
  finding.severity = Severity::kRejected;
  finding.found = std::move(why);
  finding.done = "file rejected";
  file->findings.Add(std::move(finding));
  FinishBankFile(file);
}

// Hidden files of an archive are what its maker's system left there.
bool IsHidden(std::string_view name) {
  return name.starts_with('.') || name.find("/.") != std::string_view::npos;
}

void Load(const RunWatch& watch, bool hashed, Work* work) {
  const auto name_of = [hashed](std::string_view bytes) {
    return hashed ? Sha256Hex(bytes) : std::string();
  };
  std::string error;
  work->input = std::make_shared<Input>();
  const Input& input = *work->input;
  if (!LoadInputs(work->at.path, InputLimits{}, watch.interrupted,
                  work->input.get(), &error)) {
    RejectUnreadable(error, &AddPart(work->at.name, {}, work)->result.file);
    return;
  }
  if (input.members.empty()) {
    Part* const part = AddPart(work->at.name, input.bytes(), work);
    part->result.sha256 = name_of(input.stored.bytes());
    return;
  }
  for (const ArchiveMember& member : input.members) {
    const std::string name = work->at.name + "/" + member.name;
    if (IsHidden(member.name)) {
      work->hidden.push_back(name);
      continue;
    }
    const std::string_view bytes = member.content.bytes();
    AddPart(name, bytes, work)->result.sha256 = name_of(bytes);
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

void ReadWorks(std::vector<Work> works, const ReadOne& read, bool hashed,
               const RunWatch& watch, std::vector<ReadInput>* files) {
  for (Work& work : works) {
    if (IsStream(work.at.path) && !watch.Interrupted()) {
      Load(watch, hashed, &work);
    }
  }
  tbb::parallel_for(size_t{0}, works.size(), [&](size_t i) {
    if (watch.Interrupted()) return;
    Work& work = works[i];
    if (!IsStream(work.at.path)) Load(watch, hashed, &work);
    ReadAll(read, &work);
    work.input.reset();  // receipts keep their own texts, unless plain
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
