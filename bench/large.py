# SPDX-License-Identifier: GPL-3.0-or-later
"""make bench-large: what a site costs at 1,000, 10,000, 100,000 and 1,000,000 stories, and whether the largest keeps the goals of a small one. Prints
the table, draws docs/growth.svg with --record, and writes everything measured to build/bench/large.json. Generated sites are kept for the next run."""
import argparse
import json
import pathlib
import random
import shutil
import threading
import time

import growth
import sources
from bench import TOP, machine, print_table, row
from chart import draw
from hot import LOAD_CORE, published, warm
from load import median, wrk

PANELS = (("hot page: requests/s", "hot_rate", None), ("cold page: p99 ms", "cold_p99_ms", 10),
          ("published: visible everywhere, p99 ms", "visible_after_acknowledged_p99_ms", 20), ("start: seconds", "start_s", 5),
          ("memory: MiB", "resident_mib", 1536), ("first view in the ranking: worst ms", "view_to_ranking_worst_ms", 1000))


def arguments():
    parser = argparse.ArgumentParser(prog="bench/large", description=__doc__)
    parser.add_argument("--sizes", default="1000,10000,100000,1000000", help="numbers of stories, smallest first")
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--import-stories", type=int, default=5000)
    parser.add_argument("--fresh", action="store_true", help="generate the sites anew")
    parser.add_argument("--program", default=str(TOP / "build/release/stoppress"))
    parser.add_argument("--record", metavar="NAME", help="keep the figures as bench/results/NAME.json and draw docs/growth.svg")
    return parser.parse_args()


class Publisher(threading.Thread):
    """Publishes a story a second, and notes how long it took until another story's page showed it."""

    def __init__(self, server, token, page):
        super().__init__(daemon=True)
        self.client, self.page, self.server = growth.Client(server, token), page, server
        self.visible, self.ended, self.failure = [], threading.Event(), None

    def run(self):
        try:
            reader = growth.Client(self.server)
            while not self.ended.wait(1.0):
                headline = f"Meanwhile {time.monotonic_ns()}"
                made = json.loads(self.client.ask("POST", "/api/v1/stories", {"headline": headline, "body": {"format": "markdown", "content": "x"}}, 201)[0])
                self.client.ask("POST", f"/api/v1/stories/{made['id']}/publish", {})
                began = time.perf_counter()
                while headline.encode() not in reader.ask("GET", self.page)[0]:
                    pass
                self.visible.append((time.perf_counter() - began) * 1000)
        except BaseException as failure:
            self.failure = failure

    def end(self):
        self.ended.set()
        self.join()
        if self.failure:
            raise self.failure


def usual_page(server, stories):
    """The path of the page of middling length among the hundred that are asked for most often: a shorter one would cost less by itself."""
    paths = [path for _, path in stories[:100]]
    return sorted(paths, key=lambda path: len(server.get(path)[2]))[len(paths) // 2]


def zipf(program, folder, size, rounds, seconds):
    """10,000 pages by Zipf's law while views pour in and a story is published every second, against one page by a script of the same kind."""
    site = folder / f"site-{size}"
    token = growth.token_of(program, site)
    server, _ = growth.start(program, site)
    try:
        stories = published(server, 10000)
        # The newest are short ones that were published while measuring.
        random.Random(7).shuffle(stories)
        many, one = folder / "zipf.txt", folder / "zipf-one.txt"
        many.write_text("".join(path + "\n" for _, path in stories))
        one.write_text(usual_page(server, stories) + "\n")
        warm(server, stories)
        single, spread, visible = [], [], []
        for _ in range(rounds):
            single.append(wrk(server, "/", seconds, 32, LOAD_CORE, script="zipf", paths=one))
            publisher = Publisher(server, token, stories[1][1])
            publisher.start()
            spread.append(wrk(server, "/", seconds, 32, LOAD_CORE, script="zipf", paths=many))
            publisher.end()
            visible += publisher.visible
        return single, spread, visible
    finally:
        server.stop()


def import_at(program, folder, size, stories):
    """Stories a second into a site that has so many already; on a copy, which stays as it is."""
    import subprocess
    site = folder / "site-importing"
    shutil.rmtree(site, ignore_errors=True)
    subprocess.run(["cp", "-r", "--reflink=auto", str(folder / f"site-{size}"), str(site)], check=True)
    source = folder / "hugo-large"
    sources.make_hugo(source, stories)
    began = time.monotonic()
    subprocess.run([program, "import", "hugo", str(source), "--site", str(site)], check=True, capture_output=True, stdin=subprocess.DEVNULL)
    took = time.monotonic() - began
    shutil.rmtree(site)
    return stories / took


def table_of(results, first, last, sides, zipfs, imported):
    name = f"{last:,} stories"
    single, spread, visible = zipfs
    return [*(row(*line) for line in growth.lines(results, first, last, sides)),
            row(f"import into {name}, 600 words: stories/s", imported, 5000.0, ">=", 1.0),
            row(f"10,000 pages by Zipf, a story a second, {name}: requests/s against one page", median(spread, "rate"), median(single, "rate"), ">=", 0.9),
            row("  the same: p99 ms against one page", median(spread, "p99"), median(single, "p99"), "<=", 1.2),
            row("  the same: published until on every page, worst ms", max(visible), 20.0, "<=", 1.0)]


def main():
    options = arguments()
    sizes = [int(size) for size in options.sizes.split(",")]
    folder = TOP / "build/bench"
    folder.mkdir(parents=True, exist_ok=True)
    results = {}
    for size in sizes:
        began = time.monotonic()
        results[size] = growth.measure(options.program, folder, size, options.fresh)
        print(f"{size:,} stories: measured in {time.monotonic() - began:.0f} s", flush=True)
    first, last = sizes[0], sizes[-1]
    sides = growth.side_by_side(options.program, folder, first, last, options.rounds, options.seconds)
    zipfs = zipf(options.program, folder, last, options.rounds, options.seconds)
    imported = import_at(options.program, folder, last, options.import_stories)
    rows = table_of(results, first, last, sides, zipfs, imported)
    columns = [key for key in results[first] if key not in ("lists_ms", "one_publication")]
    for key in columns:
        print(f"{key:36}" + "".join(f"{results[size][key]:14,.2f}" for size in sizes))
    for size in sizes:
        print(f"{size:,}: lists, ms: " + ", ".join(f"{name} {value:.2f}" for name, value in results[size]["lists_ms"].items()))
        print(f"{size:,}: one publication: {results[size]['one_publication']}")
    print_table(rows)
    record = {"machine": machine(), "options": {**vars(options), "program": "build/release/stoppress"}, "by_size": results, "table": rows,
              "side_by_side": [[run.record() for run in runs] for runs in sides],
              "zipf": {"one": [run.record() for run in zipfs[0]], "many": [run.record() for run in zipfs[1]], "visible_ms": zipfs[2]}, "import_rate": imported}
    text = json.dumps(record, indent=1) + "\n"
    (folder / "large.json").write_text(text)
    if options.record:
        (TOP / "bench/results" / f"{options.record}.json").write_text(text)
        chart = draw("What a site costs as it grows, by number of stories", sizes, [(title, [results[size][key] for size in sizes], goal) for title, key, goal in PANELS])
        pathlib.Path(TOP / "docs/growth.svg").write_text(chart)


if __name__ == "__main__":
    main()
