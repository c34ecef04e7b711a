#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The write-ahead log's end is cut off or overwritten, as a disk without a battery may leave it: the site starts with a beginning of its
history, whole and sound. (That a missing database is refused: tests/site/maintenance_test.py.)"""
import json
import os
import random
import shutil
import sqlite3
import tempfile

import fault
from crashes import Connection
from stoppress_site import Site

STORIES = 60
STEPS = ("draft", "published")


def history(site, token):
    """One story after another is made and published: what a beginning of the history can look like is known exactly."""
    connection = Connection(site)
    headers = {"Authorization": "Bearer " + token, "Content-Type": "application/json"}
    for number in range(1, STORIES + 1):
        made = connection.request("POST", "/api/v1/stories", json.dumps({"headline": f"Story {number}"}), headers)
        fault.holds(made[0] == 201, made)
        done = connection.request("POST", f"/api/v1/stories/{json.loads(made[1])['id']}/publish", "{}", headers)
        fault.holds(done[0] == 200, done)
    connection.close()


def damage(log, chosen):
    """Cuts off or overwrites a part that ends at the end of the log."""
    size = os.path.getsize(log)
    length = chosen.randrange(1, size) if chosen.random() < 0.5 else chosen.randrange(1, 3 * 4120)
    kind = chosen.choice(("cut", "scrambled", "zeros"))
    with open(log, "r+b") as out:
        if kind == "cut":
            out.truncate(size - length)
        else:
            out.seek(size - length)
            out.write(chosen.randbytes(length) if kind == "scrambled" else bytes(length))
    return kind


def found_in(site, token):
    stories, cursor = {}, ""
    while cursor is not None:
        part = site.get("/api/v1/stories?limit=100" + (f"&cursor={cursor}" if cursor else ""), token=token).json()
        stories.update((story["id"], (story["headline"], story["status"])) for story in part["stories"])
        cursor = part["next"]
    return [stories.get(number) for number in range(1, STORIES + 1)]


def must_be_a_beginning(found):
    """Published ones, perhaps one that is not yet, and nothing after it."""
    count = sum(story is not None for story in found)
    wanted = [(f"Story {number}", "published") for number in range(1, count + 1)]
    if found[:count] == wanted or found[:count] == wanted[:-1] + [(f"Story {count}", "draft")]:
        return count
    raise AssertionError(f"what is left is no beginning of the history: {found}")


def check(full):
    fault.need_sqlite()
    tears = 300 if full else 30 if fault.SANITIZED else 60
    chosen = random.Random(4)
    folder = tempfile.mkdtemp(prefix="stoppress-torn-")
    whole, torn = os.path.join(folder, "whole"), os.path.join(folder, "torn")
    site = Site(folder=whole, settings={"log.level": "off"})
    reader = None
    try:
        token = site.token("editor")
        site.start()
        fault.holds(site.terminate() == 0, "it does not end")
        site.start()
        # A reader of the state before: while it reads, no checkpoint, however slow the machine, moves the history out of the log.
        reader = sqlite3.connect(f"file:{whole}/stoppress.db?mode=ro", uri=True, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM story").fetchone()
        history(site, token)
        site.kill()
        fault.holds(os.path.getsize(os.path.join(whole, "stoppress.db-wal")) > 100_000, "there is no log to tear")
        kept = set()
        for _ in range(tears):
            shutil.rmtree(torn, ignore_errors=True)
            shutil.copytree(whole, torn)
            os.remove(os.path.join(torn, "stoppress.db-shm"))
            damage(os.path.join(torn, "stoppress.db-wal"), chosen)
            site.folder = torn
            site.start()
            kept.add(must_be_a_beginning(found_in(site, token)))
            site.kill()
            done = site.run("check")
            fault.holds(done.returncode == 0, done.stdout + done.stderr)
        fault.holds(min(kept) < STORIES // 2 and len(kept) > 10, f"the tears tore little: {sorted(kept)}")
        return f"{tears} torn logs: each started with a sound beginning of {STORIES} stories, of {min(kept)} to {max(kept)}"
    finally:
        if reader is not None:
            reader.close()
        site.close()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    fault.main(check)
