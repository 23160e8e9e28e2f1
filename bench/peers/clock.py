# SPDX-License-Identifier: Apache-2.0
"""clock: how a peer measures its stages, and what it prints at its end."""
import json
import time


class Clock:
    """Seconds of wall clock and of CPU of each stage.

    `cpu` returns the CPU seconds spent so far, all threads together; a peer
    that works in another process gives its own.
    """

    def __init__(self, cpu=time.process_time):
        self.cpu = cpu
        self.stages = {}

    def run(self, stage, work):
        """Adds what `work` takes to a stage; returns what it returns."""
        wall, cpu = time.perf_counter(), self.cpu()
        answer = work()
        spent = self.stages.setdefault(stage, [0.0, 0.0])
        spent[0] += time.perf_counter() - wall
        spent[1] += self.cpu() - cpu
        return answer

    def tell(self, version, **facts):
        """Prints what the harness reads."""
        print(json.dumps({"version": version, "stages": self.stages, **facts}))
