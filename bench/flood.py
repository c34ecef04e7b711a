# SPDX-License-Identifier: GPL-3.0-or-later
"""What a flood of unknown addresses costs the newsroom: how long a save and a list of 50 stories take while 64 and while 1,000 connections ask for
addresses that there are not, against idle; and how many such addresses are answered a second, against the hot page. On SQLite and PostgreSQL.

Where an earlier build is given, both take turns within each round, so that whatever else the machine does falls on both. Server on one core,
load on the other; PostgreSQL and the newsroom's client on either. Figures of ours are refused where a view was lost or a request was answered 5xx."""
import http.client
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import threading
import time

from counted import settled, total
from hot import LOAD_CORE, SERVER_CORE, published, warm
from load import median, wrk
from servers import start_stoppress

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "tests/support"))
from postgres_server import PostgresServer  # only now does the path have it

STORIES = 20000
FLOODS = (64, 1000)
UNKNOWN = 50000  # distinct addresses; each looks like a story's
WORK = ("save", "list")
IDLE_TURNS = 100
PAUSE = 0.005  # between two requests of the newsroom's, which is no load itself
BEGINS, ENDS = 0.3, 0.1  # seconds of a run that are left out
SERVER_ERRORS = re.compile(r'^stoppress_http_responses_total\{class="5xx"\} ([0-9.e+]+)$', re.M)
TO_REACH = {64: 2.0, 1000: 4.0}


class Newsroom(threading.Thread):
    """Saves a story and lists 50 in turn, until it has done `turns` of each or is ended; keeps when each began, and how long it took in ms."""

    def __init__(self, server, token, story, turns=None):
        super().__init__(daemon=True)
        self.server, self.story, self.turns = server, story, turns
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self.taken = {work: [] for work in WORK}
        self.ended = threading.Event()
        self.failure = None
        self.start()

    def ask(self, connection, method, path, body=None, headers=None):
        connection.request(method, path, body and json.dumps(body), {**self.headers, **(headers or {})})
        response = connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise RuntimeError(f"{method} {path} answered {response.status}: {body[:300]!r}")
        return response

    def work(self):
        if os.geteuid() == 0:
            # It measures: it must not wait for the load's core itself.
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), -10)
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        etag = self.ask(connection, "GET", f"/api/v1/stories/{self.story}").getheader("ETag")
        number = 0
        while not self.ended.is_set() and number != self.turns:
            number += 1
            began = time.perf_counter()
            etag = self.ask(connection, "PATCH", f"/api/v1/stories/{self.story}", {"standfirst": f"Saved {number} {time.time()}"}, {"If-Match": etag}).getheader("ETag")
            saved = time.perf_counter()
            self.taken["save"].append((began, (saved - began) * 1000))
            time.sleep(PAUSE)
            began = time.perf_counter()
            self.ask(connection, "GET", "/api/v1/stories?limit=50")
            self.taken["list"].append((began, (time.perf_counter() - began) * 1000))
            time.sleep(PAUSE)
        connection.close()

    def run(self):
        try:
            self.work()
        except (RuntimeError, OSError, http.client.HTTPException) as failure:
            self.failure = failure

    def end(self):
        self.ended.set()
        return self.result()

    def result(self):
        self.join()
        if self.failure:
            raise SystemExit(f"the newsroom could not work: {self.failure}")
        return self.taken


class Side:
    """One program, its site on one database, and what was measured of it."""

    def __init__(self, name, program, folder, url):
        self.name, self.program, self.folder = name, program, folder
        self.environment = {"STOPPRESS_LOG_LEVEL": "warning", "STOPPRESS_VIEWS_REPEAT_MINUTES": "0", "STOPPRESS_DATABASE_URL": url}
        shutil.rmtree(folder, ignore_errors=True)
        self.command("generate", "--stories", str(STORIES), "--seed", "1")
        self.token = self.command("token", "create", "--role", "editor", "--name", "bench").split()[-1]
        self.rates = {}
        self.taken = {}
        self.lost = 0

    def command(self, *arguments):
        done = subprocess.run([self.program, *arguments, "--site", str(self.folder)], check=True, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, env={**os.environ, **self.environment})
        return done.stdout.strip()

    def keep(self, load, taken, since=0.0, until=float("inf")):
        """Those that began in the time given: before and after it nobody else asked."""
        for work, times in taken.items():
            self.taken.setdefault((work, load), []).extend(took for began, took in times if since <= began <= until)

    def errors(self, server):
        found = SERVER_ERRORS.search(server.get("/metrics")[2].decode())
        return int(float(found[1])) if found else 0

    def round(self, folder, options):
        server = start_stoppress(self.program, self.folder, SERVER_CORE, self.environment)
        try:
            stories = published(server, 100)
            story, path = stories[50]
            one, unknown = folder / "one-path.txt", folder / "unknown-paths.txt"
            one.write_text(path + "\n")
            unknown.write_text("".join(f"{stories[number % len(stories)][1]}-{number}\n" for number in range(UNKNOWN)))
            warm(server, stories)
            server.get("/no/such/page")
            before, errors = settled(server), self.errors(server)
            self.keep("idle", Newsroom(server, self.token, story, IDLE_TURNS).result())
            hot = wrk(server, "/", options.seconds, FLOODS[0], LOAD_CORE, script="pages", paths=one)
            self.rates.setdefault("hot page", []).append(hot)
            for connections in FLOODS:
                newsroom = Newsroom(server, self.token, story)
                self.rates.setdefault(connections, []).append(
                    wrk(server, "/", options.seconds, connections, LOAD_CORE, script="pages", paths=unknown, status=404))
                ended = time.perf_counter()
                # wrk reads its paths first, and has all its connections a moment after it began.
                self.keep(connections, newsroom.end(), ended - options.seconds + BEGINS, ended - ENDS)
            after = settled(server)
            self.lost += after["views_lost"] - before["views_lost"]
            counted = total(after) - total(before)
            if self.name == "this build" and (self.lost or not hot.requests <= counted <= hot.requests + FLOODS[0]):
                raise SystemExit(f"{hot.requests} views answered, {counted} counted, {self.lost} lost; the figures are worth nothing")
            if self.name == "this build" and self.errors(server) != errors:
                raise SystemExit("some requests were answered 5xx; the figures are worth nothing")
        finally:
            server.stop()

    def median(self, work, load):
        return statistics.median(self.taken[work, load])

    def record(self):
        return {"rates": {str(kind): [run.record() for run in runs] for kind, runs in self.rates.items()}, "views_lost": self.lost,
                "ms": {f"{work}, {load}": {"median": round(statistics.median(times), 3), "times": len(times)} for (work, load), times in self.taken.items()}}


def lines(database, ours, theirs):
    rows = []
    for connections in FLOODS:
        for work in WORK:
            rows.append((f"{database}: ms for a {work} while {connections} connections ask for unknown addresses, against idle",
                         ours.median(work, connections), ours.median(work, "idle"), "<=", TO_REACH[connections]))
    flood, hot = median(ours.rates[FLOODS[0]], "rate"), median(ours.rates["hot page"], "rate")
    rows.append((f"{database}: unknown addresses/s against the hot page's", flood, hot, ">=", 0.8))
    if theirs:
        rows.append((f"{database}: unknown addresses/s against an earlier build", flood, median(theirs.rates[FLOODS[0]], "rate"), ">=", 4.0))
        rows.append((f"{database}: hot page, requests/s against an earlier build", hot, median(theirs.rates["hot page"], "rate"), ">=", 0.98))
    return rows


def beside_each_other(database, programs, url_of, folder, options):
    sides = [Side(name, program, folder / f"flood-{number}", url_of(number)) for number, (name, program) in enumerate(programs.items())]
    for _ in range(options.rounds):
        for side in sides:
            side.round(folder, options)
    for side in sides:
        for (work, load), times in side.taken.items():
            print(f"{database}, {side.name}: {work}, {load}: median {statistics.median(times):.2f} ms of {len(times)}")
    return {side.name: side.record() for side in sides}, lines(database, sides[0], sides[1] if len(sides) > 1 else None)


def measure(program, base, folder, options):
    programs = {"this build": program, **({"earlier build": base} if base else {})}
    results, rows = {}, []
    results["SQLite"], rows = beside_each_other("SQLite", programs, lambda number: "sqlite:stoppress.db", folder, options)
    with PostgresServer(durable=True) as server:
        results["PostgreSQL"], more = beside_each_other("PostgreSQL", programs, lambda number: server.create_database(f"flood_{number}"), folder, options)
    return results, rows + more
