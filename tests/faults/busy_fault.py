#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A foreign program holds the database's write lock, and then an old state of it: readers notice nothing, saving succeeds or is refused
with 503, and the write-ahead log stays bounded and shrinks."""
import json
import os
import sqlite3
import time

import fault
from crashes import Connection
from readers import Readers
from site_model import Model
from stoppress_site import Site

LONGEST_ANSWER = 25  # seconds: a commit waits for the database for 5; a view stands behind two batches, and each behind another commit
LOG_BYTES = 256 << 20


def write_lock(site, model, seconds):
    """Held: each save is answered in time, with 503 where it cannot be made."""
    holder = sqlite3.connect(os.path.join(site.folder, "stoppress.db"), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        readers = Readers(site, ["/", "/latest", "/feed.xml"])
        refused = model.counts["refused"]
        load = model.load(writers=2, viewers=1)
        began, longest = time.monotonic(), 0
        connection = Connection(site)
        while time.monotonic() - began < seconds:
            asked = time.monotonic()
            answer = connection.request("POST", "/api/v1/views", json.dumps({"story": 1}), {"Content-Type": "text/plain"})
            longest = max(longest, time.monotonic() - asked)
            fault.holds(answer is not None and answer[0] in (204, 404, 503), f"a beacon was answered with {answer}")
            fault.holds(longest < LONGEST_ANSWER, f"an answer took {longest:.1f} s")
        connection.close()
        said = readers.stop().must_be_served()
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    saved = model.counts["saved"]
    seconds = fault.eventually(lambda: model.counts["saved"] > saved, 5, "saving does not work again")
    load.stop()
    fault.holds(model.counts["refused"] > refused, "nothing was refused: the lock was not in the way")
    return f"{said}; refused {model.counts['refused'] - refused}, longest answer {longest:.1f} s, saving again after {seconds:.1f} s"


def old_state(site, model, seconds):
    """A reader from elsewhere that keeps a state: the log cannot be moved over it, and grows, but not for ever after."""
    log = os.path.join(site.folder, "stoppress.db-wal")
    holder = sqlite3.connect(f"file:{site.folder}/stoppress.db?mode=ro", uri=True, isolation_level=None)
    holder.execute("BEGIN")
    holder.execute("SELECT COUNT(*) FROM story").fetchone()
    try:
        load = model.load(writers=4, viewers=2)
        time.sleep(seconds)  # how far the log grows in this time is what is tested
        load.stop()
        grown = os.path.getsize(log)
    finally:
        holder.close()
    fault.holds(grown < LOG_BYTES, f"the log has grown to {grown >> 20} MiB")

    def shrinks():
        """It moves the log when it has nothing else to do, and begins it anew with what is saved next."""
        load = model.load()
        fault.wait_for_saves(model)
        load.stop()
        return os.path.getsize(log) <= max(grown, 64 << 20)

    fault.eventually(shrinks, 30, "the log does not shrink")
    return f"log {grown >> 20} MiB at the most"


def check(full):
    fault.need_sqlite()
    site = Site(settings={"views.repeat_minutes": 0, "log.level": "error"})
    try:
        model = Model(site.start(), site.token("editor"))
        first = model.load()
        fault.wait_for_saves(model)
        first.stop()
        held = 30 if full else 7
        said = write_lock(site, model, held)
        log = old_state(site, model, 60 if full else 4)
        # The beacons of this test are no part of the model.
        model.stories[0].views_sent += 1_000_000
        site.kill()
        site.start()
        done = site.run("check")
        fault.holds(done.returncode == 0, done.stdout + done.stderr)
        model.check(every=True)
        return f"write lock held {held} s: {said}; {log}; lost 0"
    finally:
        site.close()


if __name__ == "__main__":
    fault.main(check)
