# SPDX-License-Identifier: Apache-2.0
"""table: medians and ratios of a job in Markdown, its rounds for a file."""
import statistics

WALL, CPU = 0, 1


def median(result, stage, which):
    return statistics.median(stages[stage][which] for stages in result.stages)


def figure(job, result, stage, which, sizes):
    """Nanoseconds a line, or MB a second."""
    seconds = median(result, stage, which)
    if job.by_bytes:
        return f"{result.told['bytes'] / 1e6 / seconds:,.0f}" if seconds else "-"
    return f"{seconds * 1e9 / sizes[stage]:,.0f}"


def ratio(ours, result, which):
    """How many times the time of ours the job takes."""
    if not ours.stages or not median(ours, "job", which):
        return "-"
    return f"{median(result, 'job', which) / median(ours, 'job', which):.2f}"


def row_of(job, ours, result, sizes):
    columns = 2 * len(job.stages) + 3
    if result.missing:
        return [f"not run: {result.missing}", *[""] * (columns - 1)]
    return [*(figure(job, result, stage, which, sizes)
              for stage in job.stages for which in (CPU, WALL)),
            ratio(ours, result, CPU), ratio(ours, result, WALL), result.answer]


def table_of(job, results, sizes, rounds, threads):
    """Returns the lines of the table; `sizes` as of the job."""
    unit = "MB/s" if job.by_bytes else "nanoseconds each"
    cores = "1 thread" if job.by_bytes else f"{threads} threads"
    heads = [f"{said} {kind}" for said in job.stages.values()
             for kind in ("CPU", "wall")]
    heads += ["CPU ratio", "wall ratio", "answer"]
    lines = [f"{job.title}: {sizes['job']:,} {job.counted}, {cores}, "
             f"medians of {rounds} rounds; {unit}", "",
             "| | " + " | ".join(heads) + " |",
             "|---|" + "---:|" * (len(heads) - 1) + "---|"]
    for entrant, result in zip(job.entrants, results):
        cells = row_of(job, results[entrant.beside], result, sizes)
        lines.append(f"| {result.name} {result.version}".rstrip() + " | "
                     + " | ".join(cells) + " |")
    return lines


def benches_of(job, results):
    """Returns every round in the form of Google Benchmark's repetitions."""
    return [{"name": f"{job.name}/{result.name}/{stage}",
             "run_type": "iteration", "repetition_index": number,
             "real_time": stages[stage][WALL], "cpu_time": stages[stage][CPU],
             "time_unit": "s"}
            for result in results for number, stages in enumerate(result.stages)
            for stage in job.stages]
