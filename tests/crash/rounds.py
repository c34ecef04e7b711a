#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Crashes by the hundred: `make crash ROUNDS=200`.

Each round lets the program work at full speed, kills it (SIGKILL) at a random moment between 20 and 400 ms, starts it again and holds it
against a model: acknowledged <= kept <= sent, `stoppress check` finds nothing, lists, feeds and boxes say what the API says. What it is
doing when it is killed is drawn anew each round: serving a newsroom and its readers, a backup, an import, or the start after an upgrade.
The moments are drawn from a seed, which is printed; the same seed draws the same rounds.
"""
import argparse
import collections
import random
import statistics
import sys
import time

from importing import ImportRound
from serving import BackupRound, Serving, ServingRound
from upgrading import UpgradeRound

SHARES = {ServingRound: 14, BackupRound: 2, ImportRound: 2, UpgradeRound: 2}  # of twenty rounds


def run(rounds, seed, settings=None, say=print):
    """Returns the counts. `settings` are the sites' ("database.url" for another database)."""
    chosen = random.Random(seed)
    say(f"    {rounds} rounds, seed {seed}")
    serving = Serving(settings, seed)
    kinds = [kind(serving, settings, chosen) for kind in SHARES]
    counts = collections.Counter()
    started = time.monotonic()
    try:
        for number in range(1, rounds + 1):
            kind = chosen.choices(kinds, SHARES.values())[0]
            moment = chosen.uniform(0.02, 0.4)
            try:
                kind.crash(moment)
                if number % 25 == 0:
                    serving.check_all()
            except BaseException:
                say(f"    round {number} of seed {seed}, {kind.name}, killed after {moment * 1000:.0f} ms: the site is kept in {serving.keep()}")
                raise
            counts[kind.name] += 1
        serving.end()
        for kind in kinds:
            kind.end()
    finally:
        for kind in kinds:
            kind.close()
        serving.close()
    report(counts, kinds, serving, time.monotonic() - started, say)
    return serving.model.counts


def report(counts, kinds, serving, seconds, say):
    told = serving.model.counts
    say(f"    {sum(counts.values())} rounds in {seconds:.0f} s: " + ", ".join(f"{number} {name}" for name, number in counts.items()))
    say(f"    acknowledged: {told['saved']} saves, {told['published']} publications, {told['scheduled']} schedulings, "
        f"{told['withdrawn']} withdrawals, {told['views']} views; {told['unanswered']} requests cut off; lost 0, doubled 0")
    for kind in kinds:
        if text := kind.told():
            say(f"    {text}")
    times = sorted(serving.restarts)
    if len(times) > 1:
        say(f"    from the start to the first answer: median {statistics.median(times) * 1000:.0f} ms, "
            f"p95 {times[int(len(times) * 0.95)] * 1000:.0f} ms, most {times[-1] * 1000:.0f} ms")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    options = parser.parse_args()
    run(options.rounds, options.seed)


if __name__ == "__main__":
    sys.exit(main())
