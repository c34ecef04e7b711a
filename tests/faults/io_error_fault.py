#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writing or syncing fails with EIO under load: what was not made durable is not acknowledged, readers notice nothing, and saving works
again by itself within five seconds; after a kill all that was acknowledged is there."""
import random

import fault
import tracing
from readers import Readers
from site_model import Model
from stoppress_site import Site

# Of each thread the third, or every one for as long as it lasts; a checkpoint's calls are among them.
SHOTS = (("fdatasync", "error=EIO:when=3"), ("fdatasync", "error=EIO:when=1+2"), ("pwrite64", "error=EIO:when=2"),
         ("pwrite64", "error=ENOSPC:when=5+3"), ("fdatasync,fsync,pwrite64,ftruncate", "error=EIO"), ("fdatasync", "error=EIO"))
RESUME_SECONDS = 5


def shot(site, model, calls, what):
    """One fault under load. How long saving took to come back, after it had been refused."""
    load = model.load()
    fault.wait_for_saves(model)
    refused = model.counts["refused"]
    with tracing.injected(site.process, calls, what):
        fault.wait_for_answers(model, 20)
    saved = model.counts["saved"]
    seconds = fault.eventually(lambda: model.counts["saved"] > saved + 3, RESUME_SECONDS, f"saving does not come back after {what} of {calls}")
    load.stop()
    fault.eventually(lambda: site.get("/readyz").status == 200, RESUME_SECONDS, "it does not say that it is ready again")
    return seconds, model.counts["refused"] - refused


def credentials(site):
    """A token whose commit could not be synced may be there after a kill: the answer does not say that nothing was done."""
    admin = site.token("admin")
    with tracing.injected(site.process, "fdatasync", "error=EIO"):
        answer = site.post("/api/v1/tokens", {"name": "unsynced", "role": "reporter"}, token=admin)
    fault.holds(answer.status == 504 and answer.json()["type"] == "outcome-unknown", f"{answer.status} {answer.text}")
    fault.holds("Retry-After" not in answer.headers, "an unknown outcome is not to be tried again as it is")
    fault.eventually(lambda: site.post("/api/v1/tokens", {"name": "synced", "role": "reporter"}, token=admin).status == 201, RESUME_SECONDS,
                     "no token can be made")


def check(full):
    fault.need_sqlite()
    tracing.need_strace()
    times = 8 if full else 1
    site = Site(settings={"views.repeat_minutes": 0, "log.level": "warning"})
    longest = refused = 0
    try:
        credentials(site.start())
        model = Model(site, site.token("editor"))
        readers = Readers(site, ["/", "/latest", "/feed.xml", "/healthz"])
        chosen = random.Random(5)
        for number in range(times):
            for calls, what in SHOTS:
                seconds, more = shot(site, model, calls, what)
                longest, refused = max(longest, seconds), refused + more
            if chosen.random() < 0.5 or number == times - 1:
                said = readers.stop().must_be_served()
                load = model.load()
                with tracing.injected(site.process, "fdatasync", "error=EIO:when=4+4"):
                    fault.wait_for_answers(model)
                    site.process.kill()  # while it fails
                site.kill()
                load.stop()
                site.start(port=site.port)
                done = site.run("check")
                fault.holds(done.returncode == 0, done.stdout + done.stderr)
                model.check(every=True)
                readers = Readers(site, ["/", "/latest", "/feed.xml", "/healthz"])
        readers.stop()
        fault.holds(refused > 0, "nothing was ever refused: the errors did not reach it")
        return (f"{times * len(SHOTS)} faults of write and sync: {said}; {refused} requests refused, {model.counts['saved']} saves kept, "
                f"saving again after {longest:.1f} s at the most; lost 0")
    finally:
        site.close()


if __name__ == "__main__":
    fault.main(check)
