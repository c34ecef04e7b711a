# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether every view is counted at full speed: one hot page and many pages in turn, with and without repeats, on one core.

Where an earlier build is given, both take turns within each round, so that whatever else the machine does falls on both. Every request is
either a view or a repeat: answered <= views + repeats <= answered + what was in flight when wrk stopped, and nothing is lost. The figures of
a run of ours that lost a view are refused; an earlier build's losses are reported."""
import re
import shutil
import subprocess
import time

from hot import LOAD_CORE, SERVER_CORE, published, warm
from load import median, wrk
from servers import start_stoppress

FIGURE = re.compile(r"^stoppress_(views|repeated_views|robot_views|views_waiting|views_lost)(?:_total)? ([0-9.e+]+)$", re.M)
SETTLE_SECONDS = 30


def figures(server):
    text = server.get("/metrics")[2].decode()
    return {name: int(float(value)) for name, value in FIGURE.findall(text)}


def settled(server):
    """The figures once nothing waits to be stored and nothing changes any more."""
    end = time.monotonic() + SETTLE_SECONDS
    before = figures(server)
    while time.monotonic() < end:
        time.sleep(0.3)
        now = figures(server)
        if now == before and now["views_waiting"] == 0:
            return now
        before = now
    raise SystemExit(f"views still wait after {SETTLE_SECONDS} s: {before}")


def total(figure):
    return figure["views"] + figure["repeated_views"] + figure["robot_views"]


class Side:
    """One program on the site, and what became of its views."""

    def __init__(self, name, program, site, environment):
        self.name = name
        self.server = start_stoppress(program, site, SERVER_CORE, environment)
        self.runs = {}
        self.answered = 0
        self.before = settled(self.server)

    def run(self, kind, options, *arguments, **named):
        made = wrk(self.server, *arguments, options.seconds, options.connections, LOAD_CORE, **named)
        self.runs.setdefault(kind, []).append(made)
        self.answered += made.requests
        return made

    def account(self):
        after = settled(self.server)
        return {"answered": self.answered, "counted": total(after) - total(self.before), "lost": after["views_lost"] - self.before["views_lost"]}


def site_of_earlier(base, folder, options):
    """The same stories as in this build's site, made by the earlier build: it cannot open a database that this one has upgraded."""
    if options.database:
        raise SystemExit("--base and --database: an earlier build cannot share a database with this one; measure them one by one with --program")
    site = folder / "earlier-site"
    shutil.rmtree(site, ignore_errors=True)
    subprocess.run([base, "generate", "--stories", str(options.pages), "--seed", "1", "--site", str(site)], check=True, stdin=subprocess.DEVNULL)
    return site


def one_after_the_other(programs, sites, repeat_minutes, folder, options):
    """Each program has its turn with all kinds, round by round."""
    environment = {"STOPPRESS_VIEWS_REPEAT_MINUTES": str(repeat_minutes), "STOPPRESS_LOG_LEVEL": "warning",
                   "STOPPRESS_DATABASE_URL": options.database or "sqlite:stoppress.db"}
    runs = {name: {} for name in programs}
    accounts = {name: {"answered": 0, "counted": 0, "lost": 0, "in_flight": 0} for name in programs}
    for _ in range(options.rounds):
        for name, program in programs.items():
            side = Side(name, program, sites[name], environment)
            try:
                stories = published(side.server, options.pages)
                one, many = folder / "one-path.txt", folder / "paths.txt"
                one.write_text(stories[0][1] + "\n")
                many.write_text("".join(path + "\n" for _, path in stories))
                warm(side.server, stories)
                side.before = settled(side.server)
                path = stories[len(stories) // 2][1]
                side.run("one page", options, path)
                side.run("one page, gzip", options, path, gzip=True)
                side.run("one page by script", options, "/", script="pages", paths=one, gzip=True)
                side.run("many pages by script", options, "/", script="pages", paths=many, gzip=True)
                account = side.account()
            finally:
                side.server.stop()
            for kind, made in side.runs.items():
                runs[name].setdefault(kind, []).extend(made)
            account["in_flight"] = len(side.runs) * options.connections
            for what, number in account.items():
                accounts[name][what] += number
    return runs, accounts


def measure(program, base, site, folder, options):
    programs = {"this build": program, **({"earlier build": base} if base else {})}
    sites = {"this build": site, **({"earlier build": site_of_earlier(base, folder, options)} if base else {})}
    results, rows = {}, []
    for repeat_minutes in (0, 30):
        runs, accounts = one_after_the_other(programs, sites, repeat_minutes, folder, options)
        account = accounts["this build"]
        if account["lost"] or not account["answered"] <= account["counted"] <= account["answered"] + account["in_flight"]:
            raise SystemExit(f"repeat_minutes = {repeat_minutes}: {accounts}; the figures are worth nothing")
        results[f"repeat_minutes {repeat_minutes}"] = {
            "accounts": accounts, "runs": {name: {kind: [run.record() for run in made] for kind, made in kinds.items()} for name, kinds in runs.items()}}
        for kind, made in runs["this build"].items():
            against = runs["earlier build"][kind] if base else made
            rows.append((f"every view, repeats {repeat_minutes} min, {kind}: requests/s against {'an earlier build' if base else 'itself'}",
                         median(made, "rate"), median(against, "rate"), ">=", 0.95))
    return results, rows
