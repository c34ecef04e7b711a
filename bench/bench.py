# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures Stoppress against nginx and h2o handing out the same finished page as a file: server on one core, load on the other, in turn,
medians. Prints the table of ratios and writes everything measured to build/bench/latest.json; --record keeps it in bench/results."""
import argparse
import datetime
import json
import os
import pathlib
import platform
import shutil
import subprocess
import sys

import counted
import flood
import fresh
import growth
import hot

TOP = pathlib.Path(__file__).resolve().parent.parent


def arguments():
    parser = argparse.ArgumentParser(prog="bench/run", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="runs of each measurement; the median counts (5)")
    parser.add_argument("--seconds", type=int, default=5, help="length of a run (5)")
    parser.add_argument("--connections", type=int, default=32, help="connections of the page runs (32)")
    parser.add_argument("--beacon-connections", type=int, default=1024, help="connections of the beacon runs (1024)")
    parser.add_argument("--pages", type=int, default=10000, help="stories of the site, and pages asked for in turn (10000)")
    parser.add_argument("--import-stories", type=int, default=20000, help="stories imported from each format (20000)")
    parser.add_argument("--without-open-file-cache", action="store_true", help="nginx opens its file for each request, as in figures before 2026-11-28")
    parser.add_argument("--large", type=int, default=50000, help="stories of the site that is compared with one of 1,000 (50000)")
    parser.add_argument("--only", choices=("hot", "counted", "flood", "freshness", "import", "large"), help="measure only this")
    parser.add_argument("--base", metavar="PROGRAM", help="an earlier build, measured beside this one where that is the yardstick")
    parser.add_argument("--database", metavar="URL", help="a PostgreSQL database for the part `counted`, which holds the bench's site")
    parser.add_argument("--program", default=str(TOP / "build/release/stoppress"))
    parser.add_argument("--record", metavar="NAME", help="keep the figures as bench/results/NAME.json")
    return parser.parse_args()


def output_of(*command):
    try:
        run = subprocess.run(command, capture_output=True, text=True, cwd=TOP, check=False)
    except OSError:
        return ""
    return (run.stdout + run.stderr).strip().splitlines()[0] if run.stdout + run.stderr else ""


def machine():
    model = next((line.partition(":")[2].strip() for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), "unknown")
    return {"cpu": model, "cores": os.cpu_count(), "kernel": platform.release(), "nginx": output_of("nginx", "-v"), "h2o": output_of("h2o", "--version"),
            "wrk": output_of("wrk", "-v"),
            "commit": output_of("git", "rev-parse", "--short", "HEAD"), "date": datetime.date.today().isoformat()}


def row(what, ours, theirs, sense, goal):
    ratio = ours / theirs if theirs else float("inf")
    reached = ratio >= goal if sense == ">=" else ratio <= goal
    return {"what": what, "ours": ours, "theirs": theirs, "ratio": ratio, "goal": f"{sense} {goal}", "reached": reached}


def print_table(rows):
    width = max(len(line["what"]) for line in rows)
    print(f"\n{'':{width}}  {'Stoppress':>12} {'against':>12} {'ratio':>7}  goal")
    for line in rows:
        print(f"{line['what']:{width}}  {line['ours']:12,.2f} {line['theirs']:12,.2f} {line['ratio']:7.2f}  {line['goal']:8} "
              f"{'reached' if line['reached'] else 'SHORT'}")


def main():
    options = arguments()
    if (os.cpu_count() or 1) < 2:
        raise SystemExit("The bench needs two cores: one for the server, one for the load.")
    folder = TOP / "build/bench"
    folder.mkdir(parents=True, exist_ok=True)
    site = folder / "site"
    shutil.rmtree(site, ignore_errors=True)
    subprocess.run([options.program, "generate", "--stories", str(options.pages), "--seed", "1", "--site", str(site)], check=True,
                   stdin=subprocess.DEVNULL, stdout=sys.stderr)
    record = {"machine": machine(), "options": {**vars(options), "program": os.path.relpath(options.program, TOP)}}
    rows = []
    if options.only in (None, "freshness"):
        taken = fresh.view_freshness(options.program, folder)
        record["view_freshness_ms"] = taken
        rows.append(row("view acknowledged → Most viewed of another page, worst ms of 1000", taken[-1], 1000.0, "<=", 1.0))
    if options.only in (None, "hot"):
        record["hot"] = hot.measure(options.program, folder, options)
        rows += [row(*line) for line in record["hot"]["lines"]]
    if options.only in (None, "counted"):
        record["counted"], lines = counted.measure(options.program, options.base, site, folder, options)
        rows += [row(*line) for line in lines]
        for repeats, result in record["counted"].items():
            print(f"{repeats}: {json.dumps(result['accounts'])}")
    if options.only in (None, "flood"):
        record["flood"], lines = flood.measure(options.program, options.base, folder, options)
        rows += [row(*line) for line in lines]
    if options.only in (None, "large"):
        results = {size: growth.measure(options.program, folder, size) for size in (1000, options.large)}
        sides = growth.side_by_side(options.program, folder, 1000, options.large, options.rounds, min(options.seconds, 3))
        record["large"] = {"by_size": results, "side_by_side": [[run.record() for run in runs] for runs in sides]}
        rows += [row(*line) for line in growth.lines(results, 1000, options.large, sides)]
    if options.only in (None, "import"):
        for kind in ("hugo", "wxr"):
            record[f"import_{kind}"] = fresh.import_rate(options.program, folder, kind, options.import_stories)
            rows.append(row(f"import {kind}, 600 words: stories/s of 5,000", record[f"import_{kind}"]["rate"], 5000.0, ">=", 1.0))
    record["table"] = rows
    print(json.dumps(record["machine"], indent=1))
    if "hot" in record:
        print(f"page: {record['hot']['page_bytes']:,} bytes, {record['hot']['gzip_bytes']:,} as gzip; counted: {record['hot']['counted']}; "
              f"leaders seen: {record['hot']['leaders_seen']}")
    print_table(rows)
    (folder / "latest.json").write_text(json.dumps(record, indent=1, default=str) + "\n")
    if options.record:
        (TOP / "bench/results" / f"{options.record}.json").write_text(json.dumps(record, indent=1, default=str) + "\n")


if __name__ == "__main__":
    main()
