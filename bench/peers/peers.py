# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures Stoppress beside WordPress, Ghost and Hugo with the same stories: each on its own on one core, the load on the other. Prints
one table and writes everything measured to build/bench/peers.json; --record keeps it in bench/results. Nothing of the system's is
touched: all servers run from a temporary folder, on ports and sockets of their own."""
import argparse
import json
import os
import pathlib
import shutil
import signal
import sys
import tempfile
import time

import table
from bench import TOP, machine
from ghost import Ghost, installed
from hugo import Hugo
from measure import measure
from stoppress import Stoppress
from wordpress import CachedWordPress, WordPress


def arguments():
    parser = argparse.ArgumentParser(prog="bench/peers/run", description=__doc__)
    parser.add_argument("--stories", type=int, default=1000, help="stories of each site, and pages asked for in turn (1000)")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each measurement; the median counts (3)")
    parser.add_argument("--seconds", type=int, default=10, help="length of a run (10)")
    parser.add_argument("--connections", type=int, default=32, help="connections of the runs (32)")
    parser.add_argument("--samples", type=int, default=5, help="stories published to see how soon they are seen (5)")
    parser.add_argument("--cache-seconds", type=int, default=60, help="how long nginx keeps a page of WordPress's (60)")
    parser.add_argument("--only", help="measure only these, by comma: stoppress, wordpress, ghost, hugo")
    parser.add_argument("--program", default=os.environ.get("STOPPRESS_BINARY", str(TOP / "build/release/stoppress")),
                        help="Stoppress (STOPPRESS_BINARY, or build/release/stoppress)")
    parser.add_argument("--record", metavar="NAME", help="keep the figures as bench/results/NAME.json")
    return parser.parse_args()


def chosen(options, folder):
    """The peers that are asked for and can be had, and why others cannot."""
    wanted = options.only.split(",") if options.only else ["stoppress", "wordpress", "ghost", "hugo"]
    peers, missing = [], {}
    if "wordpress" in wanted:
        wordpress = WordPress(folder)
        peers += [wordpress, CachedWordPress(wordpress, options.cache_seconds)]
    if "ghost" in wanted:
        program = TOP / "build/ghost"
        why = installed(program)
        if why:
            missing["Ghost"] = why
        else:
            peers.append(Ghost(folder, program))
    if "hugo" in wanted:
        peers.append(Hugo(folder))
    return peers, missing


def load_and_measure(peer, stories, file, folder, options):
    began = time.monotonic()
    try:
        peer.load(stories, file)
    finally:
        peer.stop()
    loaded = time.monotonic()
    print(f"{peer.name}: loaded in {loaded - began:.0f} s", file=sys.stderr, flush=True)
    record = measure(peer, stories, folder, options)
    print(f"{peer.name}: measured in {time.monotonic() - loaded:.0f} s", file=sys.stderr, flush=True)
    return {"load_s": round(loaded - began, 1), **record}


def run(options, folder):
    record = {"machine": machine(), "options": {**vars(options), "program": pathlib.Path(options.program).name}, "load_average": os.getloadavg(), "peers": {}, "failed": {}}
    stoppress = Stoppress(folder, options.program)
    file = folder / "stories.jsonl"
    stories = stoppress.generate(options.stories, file)
    peers, record["missing"] = chosen(options, folder)
    if not options.only or "stoppress" in options.only:
        peers.insert(0, stoppress)
    for peer in peers:
        # One that fails leaves the others' figures standing.
        try:
            record["peers"][peer.name] = {"counts": peer.counts, **load_and_measure(peer, stories, file, folder, options)}
        except SystemExit as failure:
            print(failure, file=sys.stderr)
            record["failed"][peer.name] = str(failure)
    return record


def terminated(*_):
    raise KeyboardInterrupt


def main():
    options = arguments()
    if (os.cpu_count() or 1) < 2:
        raise SystemExit("The bench needs two cores: one for the servers, one for the load.")
    signal.signal(signal.SIGTERM, terminated)
    # Short, for sockets, and open to the accounts that servers change to.
    folder = pathlib.Path(tempfile.mkdtemp(prefix="stoppress-peers-"))
    folder.chmod(0o755)
    os.chdir(TOP)
    began = time.monotonic()
    try:
        record = run(options, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    record["seconds"] = round(time.monotonic() - began)
    print(json.dumps(record["machine"], indent=1))
    for name, why in {**record["missing"], **record["failed"]}.items():
        print(f"{name} is not in the table: {why}")
    print(f"\n{table.markdown(record['peers'])}")
    text = json.dumps(record, indent=1) + "\n"
    (TOP / "build/bench").mkdir(parents=True, exist_ok=True)
    (TOP / "build/bench/peers.json").write_text(text)
    if options.record:
        (TOP / "bench/results" / f"{options.record}.json").write_text(text)
    return 1 if record["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
