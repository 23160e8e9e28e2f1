// SPDX-License-Identifier: Apache-2.0
// cmd_watch.cc - `cashmatch watch`: files that are dropped into a folder.
// Tested by tests/system/watch_test.py
#include <time.h>

#include <memory>
#include <string>

#include "adapters/drive/cli/commands.h"
#include "adapters/drive/cli/place.h"
#include "adapters/drive/cli/version.h"
#include "adapters/workspace/watch_folder.h"

namespace cashmatch {
namespace {

constexpr const char* kFooter =
    R"(DIR holds in, processing, done, rejected and out; what is missing is made. Files
dropped into in are submitted and end in done or rejected; out tells what became
of each (NAME.json) and has the tables of each run (NAME.results). A file is taken
once two looks, a pause apart, find it unchanged; to be sure, write it under a
hidden name (.NAME) or in another folder of the disk, and rename it. After a crash
start it again: a file is in one folder at any instant and is applied once.

Example:
  cashmatch watch --store cash.db drop

Exit: 130 when it is told to stop; with --once 0; 1 the folder cannot be used or
another process watches it; 2 the command line is wrong.)";

struct Arguments {
  WatchRequest request;
  int milliseconds = 2000;
  bool strict = false, lenient = false;
};

int Run(Arguments arguments, Terminal* terminal) {
  WatchRequest& request = arguments.request;
  request.submit.strictness = StrictnessOf(arguments.strict, arguments.lenient);
  request.submit.version = kVersion;
  request.now = [] {
    Actor actor;
    StampNow(&actor);
    return actor.at;
  };
  const timespec pause{arguments.milliseconds / 1000,
                       arguments.milliseconds % 1000 * 1'000'000L};
  // A signal ends the pause.
  request.pause = [pause] { nanosleep(&pause, nullptr); };
  return ExitCodeOf(WatchFolder(request, WatchOn(terminal)));
}

}  // namespace

void AddWatch(CLI::App* app, Terminal* terminal, int* exit_code) {
  CLI::App* const command = app->add_subcommand(
      "watch", "submit what is dropped into a folder, each file once");
  const auto arguments = std::make_shared<Arguments>();
  WatchRequest& request = arguments->request;
  AddPlace(command, &request.submit.place);
  AddActor(command, &request.submit.actor);
  command
      ->add_option("--pause", arguments->milliseconds,
                   "milliseconds between two looks, 2000")
      ->check(CLI::Range(10, 3'600'000))
      ->type_name("MS");
  command->add_flag("--once", request.once, "end after what is there now");
  AddStrictness(command, &arguments->strict, &arguments->lenient);
  command->add_option("DIR", request.folder, "the folder to watch")
      ->required()
      ->type_name("");
  command->footer(kFooter);
  command->callback([=] { *exit_code = Run(*arguments, terminal); });
}

}  // namespace cashmatch
