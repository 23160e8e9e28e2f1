// SPDX-License-Identifier: Apache-2.0
// work_queue_test.cc - lanes take turns, full lanes say so.
#include "adapters/serve/work_queue.h"

#include <gtest/gtest.h>

#include <future>
#include <string>
#include <vector>

namespace cashmatch::serve {
namespace {

/// A queue whose thread is held up until Open.
class WorkQueueTest : public testing::Test {
 protected:
  void HoldUp() {
    std::promise<void> begun;
    queue_.Add("0", [&] {
      begun.set_value();
      open_.get_future().wait();
    });
    begun.get_future().wait();
  }

  void Note(const std::string& lane, const std::string& what) {
    ASSERT_TRUE(queue_.Add(lane, [this, what] { done_.push_back(what); }));
  }

  /// Lets all go on and returns what was done, in order.
  std::vector<std::string> Done() {
    std::promise<void> last;
    // The last of the lane with the most, so that all others are done.
    queue_.Add("a", [&last] { last.set_value(); }, true);
    open_.set_value();
    last.get_future().wait();
    queue_.Stop();
    return done_;
  }

  WorkQueue queue_{3};
  std::promise<void> open_;
  std::vector<std::string> done_;
};

TEST_F(WorkQueueTest, LanesTakeTurns) {
  HoldUp();
  Note("a", "a1");
  Note("a", "a2");
  Note("a", "a3");
  Note("b", "b1");
  Note("c", "c1");
  Note("c", "c2");
  EXPECT_EQ(queue_.waiting(), 6U);
  EXPECT_EQ(Done(),
            (std::vector<std::string>{"a1", "b1", "c1", "a2", "c2", "a3"}));
}

TEST_F(WorkQueueTest, AFullLaneSaysSoAndOthersAreOpen) {
  HoldUp();
  for (int i = 0; i < 3; ++i) Note("a", "a");
  EXPECT_FALSE(queue_.Add("a", [] {}));
  EXPECT_TRUE(queue_.Add("a", [] {}, true));
  EXPECT_TRUE(queue_.Add("b", [] {}));
  Done();
}

TEST_F(WorkQueueTest, AStoppedQueueTakesNothing) {
  queue_.Stop();
  EXPECT_FALSE(queue_.Add("a", [] {}, true));
}

}  // namespace
}  // namespace cashmatch::serve
