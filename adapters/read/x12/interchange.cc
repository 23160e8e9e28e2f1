// SPDX-License-Identifier: Apache-2.0
// interchange.cc - the outermost level: who sends what to whom, by which
// number. Tested by tests/unit/adapters/read/x12/structure_test.cc
#include "adapters/read/x12/walker.h"

namespace cashmatch::x12 {

void Walker::OpenInterchange(const Segment& segment) {
  LeaveInterchange();
  Open(segment, segment[13], &interchange_);
  sets_ = 0;
  interchange_id_ = PartId({segment[6], segment[8], segment[9], segment[13]});
  test_ = segment[15] != "P" && segment[15] != "I";
  if (++interchanges_ == 1) file_->summary.version = segment[12].substr(0, 5);
  if (!test_) return;
  Finding finding = At(segment, "X12-TEST");
  finding.found = Quote(segment[15]);
  finding.expected = "P, production, in ISA15";
  finding.done = "a test: no receipts made";
  if (segment[15] != "T") finding.severity = Severity::kHeld;
  Report(std::move(finding));
}

/// Control numbers begin anew now and then; the day tells them apart.
void Walker::NumberPart() {
  if (!interchange_.open || test_ || set_.number.empty()) return;
  file_->AddPart(PartId({"x12", interchange_id_, group_.number, set_.number}),
                 set_.line, set_first_row_);
}

/// Holds a set that its group brought before, to the byte: its number is its
/// own there.
void Walker::JudgeRepeat(const Segment& segment) {
  if (sink_->made() == set_.first_receipt) return;
  const uint32_t line = repeats_.SeenBefore(
      PartId({interchange_id_, group_.number}),
      bytes_.substr(set_.offset, segment.offset - set_.offset), set_.line);
  if (line == 0) return;
  Finding finding;
  finding.place = {set_.line, set_.offset, "set " + std::to_string(sets_)};
  finding.code = "X12-TWICE";
  finding.severity = Severity::kHeld;
  finding.found = "the set again, the same as in line " + std::to_string(line);
  finding.expected = "each set of a group once";
  finding.done = "set held";
  if (Report(std::move(finding)) == Severity::kHeld && set_held_.empty()) {
    set_held_ = "X12-TWICE";
  }
}

}  // namespace cashmatch::x12
