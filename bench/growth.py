# SPDX-License-Identifier: GPL-3.0-or-later
"""What a site costs as it grows: everything that might depend on how many stories there are, measured at one size."""
import contextlib
import http.client
import json
import pathlib
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time

from fresh import freshness
from hot import EVERY_VIEW, LOAD_CORE, SERVER_CORE, published
from load import median, wrk
from servers import USER_AGENT, start_stoppress

PUBLICATIONS = 100
COLD_PAGES = 400


def site_of(program, folder, stories, fresh=False):
    """A generated site of that size; an earlier run's is taken again."""
    site = folder / f"site-{stories}"
    mark = site / "whole"
    if fresh or not mark.exists():
        shutil.rmtree(site, ignore_errors=True)
        subprocess.run([program, "generate", "--stories", str(stories), "--seed", "1", "--site", str(site)], check=True, stdin=subprocess.DEVNULL,
                       stdout=sys.stderr)
        mark.touch()
    forget_views(site)
    return site


def forget_views(site):
    """Those of an earlier run: nobody writes to the site now, and a first view has to be one."""
    with contextlib.closing(sqlite3.connect(site / "stoppress.db")) as database, database:
        database.execute("DELETE FROM view_log")
        database.execute("DELETE FROM view_hour")
        database.execute("UPDATE view_total SET views = 0, robots = 0 WHERE views > 0 OR robots > 0")


def p99(values):
    return sorted(values)[max(0, int(len(values) * 0.99 + 0.5) - 1)]


class Client:
    """One kept-alive connection; answers with how long they took, in milliseconds."""

    def __init__(self, server, token=None):
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        self.headers = {"User-Agent": USER_AGENT}
        self.token = token

    def ask(self, method, path, body=None, expect=200, content_type="application/json"):
        headers = dict(self.headers)
        if body is not None:
            headers["Content-Type"] = content_type
            body = json.dumps(body)
        if self.token and path.startswith("/api/"):
            headers["Authorization"] = "Bearer " + self.token
        began = time.perf_counter()
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        content = response.read()
        took = (time.perf_counter() - began) * 1000
        if response.status != expect:
            raise SystemExit(f"{method} {path} answered {response.status}: {content[:300]!r}")
        return content, took

    def timed(self, path):
        return self.ask("GET", path)[1]


def read_bytes(server):
    """What the process has read so far, from the page cache or the disk."""
    return int(re.search(r"rchar: (\d+)", pathlib.Path(f"/proc/{server.process.pid}/io").read_text())[1])


def written_bytes(server):
    return int(re.search(r"wchar: (\d+)", pathlib.Path(f"/proc/{server.process.pid}/io").read_text())[1])


def pages_at_hand(client):
    return int(float(re.search(r"^stoppress_pages (\S+)", client.ask("GET", "/metrics")[0].decode(), re.M)[1]))


def start(program, site):
    began = time.perf_counter()
    server = start_stoppress(program, site, SERVER_CORE, EVERY_VIEW)
    return server, time.perf_counter() - began


def token_of(program, site):
    name = f"bench-{time.monotonic_ns()}"
    return subprocess.run([program, "token", "create", "--name", name, "--role", "editor", "--site", str(site)], check=True, capture_output=True,
                          text=True).stdout.strip()


def publishing(client, reader, page):
    """Publishes stories; how long each acknowledgement took, and how long after it another story's page showed the headline."""
    acknowledged, visible = [], []
    for number in range(PUBLICATIONS):
        headline = f"Bench {time.monotonic_ns()} {number}"
        made = json.loads(client.ask("POST", "/api/v1/stories", {"headline": headline, "body": {"format": "markdown", "content": "A paragraph."}}, 201)[0])
        acknowledged.append(client.ask("POST", f"/api/v1/stories/{made['id']}/publish", {})[1])
        began = time.perf_counter()
        while headline.encode() not in reader.ask("GET", page)[0]:
            if time.perf_counter() - began > 10:
                raise SystemExit("a published story does not appear in New Articles")
        visible.append((time.perf_counter() - began) * 1000)
    return acknowledged, visible


def touched_by_one(client, server, warm):
    """What one publication writes, and how many of the pages at hand fall."""
    for path in warm:
        client.timed(path)
    made = json.loads(client.ask("POST", "/api/v1/stories", {"headline": "One more", "body": {"format": "markdown", "content": "A paragraph."}}, 201)[0])
    time.sleep(0.3)
    pages, written = pages_at_hand(client), written_bytes(server)
    client.ask("POST", f"/api/v1/stories/{made['id']}/publish", {})
    time.sleep(0.3)
    return {"kib_written": round((written_bytes(server) - written) / 1024, 1), "pages_at_hand": pages, "pages_fallen": pages - pages_at_hand(client)}


def measure(program, folder, stories, fresh=False):
    site = site_of(program, folder, stories, fresh)
    start(program, site)[0].stop()  # A site that an earlier program made is brought up to date first.
    token = token_of(program, site)
    database = sum(file.stat().st_size for file in site.glob("stoppress.db*"))
    server, ready = start(program, site)
    try:
        result = {"stories": stories, "database_mib": database >> 20, "start_s": ready, "start_read_mib": read_bytes(server) / 2**20,
                  "start_resident_mib": server.resident_bytes() / 2**20}
        client = Client(server, token)
        known = published(server, 3000)
        paths = [path for _, path in known]
        chance = random.Random(7)
        last = max(1, stories // 20)
        lists = {"latest page 1": ["/latest"] * 20, f"latest page {min(10000, last):,}": [f"/latest?page={max(2, min(10000, last) - turn)}" for turn in range(20)],
                 "archive month": ["/archive/" + "/".join(path.split("/")[1:3]) for path in paths[::150]],
                 "feed": ["/feed.xml"], "sitemap": ["/sitemap.xml"]}
        result["lists_ms"] = {name: statistics.median(client.timed(path) for path in asked) for name, asked in lists.items()}
        cold = chance.sample(paths, min(COLD_PAGES, len(paths) // 2))
        taken = [client.timed(path) for path in cold]
        result["cold_p50_ms"], result["cold_p99_ms"] = statistics.median(taken), p99(taken)
        result["one_publication"] = touched_by_one(client, server, cold)
        acknowledged, visible = publishing(client, Client(server), cold[0])
        result["publish_acknowledged_p99_ms"], result["publish_acknowledged_p50_ms"] = p99(acknowledged), statistics.median(acknowledged)
        result["visible_after_acknowledged_p99_ms"] = p99(visible)
        result["view_to_ranking_worst_ms"] = freshness(server)[-1]
        run = wrk(server, cold[0], 3, 32, LOAD_CORE)
        result["hot_rate"], result["hot_p99_ms"] = run.rate, run.p99
        result["resident_mib"] = server.resident_bytes() / 2**20
        return result
    finally:
        server.stop()


def side_by_side(program, folder, small, large, rounds, seconds):
    """The same hot page at two sizes in turn, so that whatever else the machine does falls on both."""
    servers = [start(program, folder / f"site-{size}")[0] for size in (small, large)]
    try:
        paths = [published(server, 10)[5][1] for server in servers]
        runs = [[], []]
        for turn in range(rounds + 1):
            for which, server in enumerate(servers):
                run = wrk(server, paths[which], seconds if turn else 1, 32, LOAD_CORE)
                if turn:
                    runs[which].append(run)
        return runs
    finally:
        for server in servers:
            server.stop()


def lines(results, first, last, sides):
    """The table: what, our figure, the goal's or the other's, and whether more or less is better."""
    large, name = results[last], f"{last:,} stories"
    return [(f"hot page: requests/s at {name} against {first:,}", median(sides[1], "rate"), median(sides[0], "rate"), ">=", 0.95),
            (f"cold page, {name}: p99 ms", large["cold_p99_ms"], 10.0, "<=", 1.0),
            (f"published, {name}: until on every page, p99 ms", large["visible_after_acknowledged_p99_ms"], 20.0, "<=", 1.0),
            (f"view, {name}: until ranked, worst ms", large["view_to_ranking_worst_ms"], 1000.0, "<=", 1.0),
            (f"start, {name}: seconds", large["start_s"], 5.0, "<=", 1.0),
            (f"memory, {name}: MiB", large["resident_mib"], 1536.0, "<=", 1.0)]
