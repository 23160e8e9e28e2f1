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

}  // namespace cashmatch::x12
