# SPDX-License-Identifier: GPL-3.0-or-later
"""The hot page against nginx and h2o, many pages in turn under a changing ranking, and beacons. All with every request counted."""
import json
import re
import threading
import time

from load import median, wrk
from servers import USER_AGENT, start_h2o, start_nginx, start_stoppress
import http.client

SERVER_CORE = 0
LOAD_CORE = 1
LEADER = re.compile(r'data-box="most-viewed".*?<a href="([^"]+)"', re.S)
EVERY_VIEW = {"STOPPRESS_VIEWS_REPEAT_MINUTES": "0", "STOPPRESS_BOXES_MOST_VIEWED_WINDOW": "day", "STOPPRESS_LOG_LEVEL": "warning"}


def published(server, wanted):
    """Ids and paths of published stories, newest first."""
    stories = []
    cursor = ""
    while len(stories) < wanted:
        status, _, body = server.get(f"/api/v1/stories?limit=100{cursor}")
        if status != 200:
            raise SystemExit(f"GET /api/v1/stories answered {status}: {body[:300]!r}")
        page = json.loads(body)
        stories += [(story["id"], "/" + story["url"].split("//", 1)[-1].partition("/")[2]) for story in page["stories"]]
        if page["next"] is None:
            break
        cursor = "&cursor=" + page["next"]
    return stories[:wanted]


def views(server, story):
    return json.loads(server.get(f"/api/v1/stories/{story}")[2])["views"]["all"]


def settled_views(server, story):
    """The story's views, once the last batch is in."""
    seen = views(server, story)
    while True:
        time.sleep(0.3)
        now = views(server, story)
        if now == seen:
            return now
        seen = now


class Counted:
    """Checks over a block of runs that every request was counted: acknowledged <= counted <= acknowledged + what was in flight."""

    def __init__(self, server, stories):
        self.server = server
        self.stories = stories
        self.before = sum(settled_views(server, story) for story in stories)

    def check(self, what, acknowledged, in_flight):
        time.sleep(0.5)
        counted = sum(settled_views(self.server, story) for story in self.stories) - self.before
        if not acknowledged <= counted <= acknowledged + in_flight:
            raise SystemExit(f"{what}: {acknowledged} answered, but {counted} counted; the figures are worth nothing")
        return {"answered": acknowledged, "counted": counted}


def hot_page(server, static, story, path, options):
    """Both forms of one page, the servers in turn, so that whatever else the machine does falls on all. `static`: name: server of files."""
    runs = {(who, form): [] for who in (*static, "stoppress") for form in ("plain", "gzip")}
    counted = Counted(server, [story])
    for form in ("plain", "gzip"):
        for other in static.values():
            wrk(other, "/page.html", 1, options.connections, LOAD_CORE, gzip=form == "gzip")
        warm = wrk(server, path, 1, options.connections, LOAD_CORE, gzip=form == "gzip")
        counted.before += warm.requests
    slack = 2 * options.connections
    for _ in range(options.rounds):
        for form in ("plain", "gzip"):
            for who, target, address in (*((name, other, "/page.html") for name, other in static.items()), ("stoppress", server, path)):
                runs[who, form].append(wrk(target, address, options.seconds, options.connections, LOAD_CORE, gzip=form == "gzip"))
                slack += options.connections
    answered = sum(run.requests for form in ("plain", "gzip") for run in runs["stoppress", form])
    account = counted.check("hot page", answered, slack)
    return runs, account


class Ranker(threading.Thread):
    """Once a second makes another story the most viewed one, and looks at a page for who leads."""

    def __init__(self, server, stories):
        super().__init__(daemon=True)
        self.server = server
        self.stories = stories
        self.leaders = []
        self.ended = threading.Event()

    def run(self):
        turn = 0
        lead = max(views(self.server, story) for story, _ in self.stories[:5])
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        while not self.ended.wait(1.0):
            story = self.stories[turn % len(self.stories)][0]
            turn += 1
            wanted = max(0, lead - views(self.server, story)) + 50
            for _ in range(min(wanted, 400)):
                connection.request("POST", "/api/v1/views", json.dumps({"story": story}),
                                   {"Content-Type": "text/plain", "User-Agent": USER_AGENT})
                connection.getresponse().read()
            lead = max(lead, views(self.server, story))
            leader = LEADER.search(self.server.get("/latest")[2].decode())
            if leader and (not self.leaders or self.leaders[-1] != leader[1]):
                self.leaders.append(leader[1])

    def end(self):
        self.ended.set()
        self.join()


def warm(server, stories):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    for _, path in stories:
        connection.request("GET", path, headers={"User-Agent": USER_AGENT})
        connection.getresponse().read()
    connection.close()


def many_pages(server, stories, folder, options):
    """One page and many pages in turn, by the same script, so that the load generator's own cost cancels out."""
    one = folder / "one-path.txt"
    one.write_text(stories[0][1] + "\n")
    many = folder / "paths.txt"
    many.write_text("".join(path + "\n" for _, path in stories))
    # Each page is made once; the measured runs find them at hand.
    warm(server, stories)
    hot, turns, leaders = [], [], 0
    for _ in range(options.rounds):
        hot.append(wrk(server, "/", options.seconds, options.connections, LOAD_CORE, script="pages", paths=one))
        ranker = Ranker(server, stories[:20])
        ranker.start()
        turns.append(wrk(server, "/", options.seconds, options.connections, LOAD_CORE, script="pages", paths=many))
        ranker.end()
        leaders += len(ranker.leaders)
    return hot, turns, leaders


def beacons(server, stories, folder, options):
    ids = folder / "ids.txt"
    chosen = [story for story, _ in stories[:50]]
    ids.write_text("".join(f"{story}\n" for story in chosen))
    counted = Counted(server, chosen)
    runs = [wrk(server, "/", options.seconds, options.beacon_connections, LOAD_CORE, script="beacons", paths=ids) for _ in range(options.rounds)]
    account = counted.check("beacons", sum(run.requests for run in runs), options.beacon_connections * options.rounds)
    return runs, account


def measure(program, folder, options):
    site = folder / "site"
    server = start_stoppress(program, site, SERVER_CORE, EVERY_VIEW)
    static = {}
    try:
        stories = published(server, options.pages)
        story, path = stories[len(stories) // 2]
        status, headers, page = server.get(path)
        _, packed_headers, packed = server.get(path, **{"Accept-Encoding": "gzip"})
        if status != 200 or packed_headers.get("Content-Encoding") != "gzip":
            raise SystemExit(f"{path} answered {status} {headers} and {packed_headers} for gzip")
        static["nginx"] = start_nginx(folder / "nginx", page, packed, SERVER_CORE, not options.without_open_file_cache)
        static["h2o"] = start_h2o(folder / "h2o", page, packed, SERVER_CORE)
        for name, other in static.items():
            if other.get("/page.html")[2] != page or other.get("/page.html", **{"Accept-Encoding": "gzip"})[2] != packed:
                raise SystemExit(f"{name} does not hand out the same bytes")
        runs, hot_account = hot_page(server, static, story, path, options)
        hot, turns, leaders = many_pages(server, stories, folder, options)
        posted, beacon_account = beacons(server, stories, folder, options)
        resident = server.resident_bytes()
    finally:
        server.stop()
        for other in static.values():
            other.stop()
    return {
        "page_bytes": len(page), "gzip_bytes": len(packed), "pages": len(stories), "resident_bytes": resident,
        "counted": {"hot": hot_account, "beacons": beacon_account}, "leaders_seen": leaders,
        "runs": {**{f"{who} {form}": [run.record() for run in taken] for (who, form), taken in runs.items()},
                 "one page by script": [run.record() for run in hot], "many pages by script": [run.record() for run in turns],
                 "beacons": [run.record() for run in posted]},
        "lines": lines(runs, hot, turns, posted),
    }


def lines(runs, hot, turns, posted):
    """The table: what, our figure, theirs, ratio, goal, and whether more or less is better."""
    rows = []
    for form in ("plain", "gzip"):
        ours = runs["stoppress", form]
        for name in ("nginx", "h2o"):
            theirs = runs[name, form]
            rows += [(f"hot page, {form}: requests/s against {name}", median(ours, "rate"), median(theirs, "rate"), ">=", 1.0),
                     (f"hot page, {form}: CPU µs/request against {name}", median(ours, "cpu"), median(theirs, "cpu"), "<=", 1.0),
                     (f"hot page, {form}: p99 ms against {name}", median(ours, "p99"), median(theirs, "p99"), "<=", 1.2)]
    rows += [("many pages, changing ranking: requests/s against one page", median(turns, "rate"), median(hot, "rate"), ">=", 0.9),
             ("beacons, durable: requests/s against the hot page", median(posted, "rate"), median(runs["stoppress", "plain"], "rate"), ">=", 0.5)]
    return rows
