#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""SIGTERM under full load, again and again: what was begun is answered, it ends within ten seconds and in order, nothing is lost.
(Requests one by one on raw connections: tests/site/http_limits_test.py.)"""
import random
import time

import fault
from site_model import Model
from stoppress_site import Site


def check(full):
    times = 60 if full else 8
    chosen = random.Random(2)
    site = Site(settings={"views.repeat_minutes": 0, "log.level": "error"})
    longest = 0
    try:
        model = Model(site.start(), site.token("editor"))
        for number in range(times):
            load = model.load(writers=3, viewers=4)
            time.sleep(chosen.uniform(0.1, 0.6))
            began = time.monotonic()
            status = site.terminate()
            longest = max(longest, time.monotonic() - began)
            load.stop()
            fault.holds(status == 0, f"it ended with {status}")
            fault.holds(longest < 10, f"it took {longest:.1f} s to end")
            # All that was begun was answered: nothing that was not acknowledged has happened. A request that met the closed door is none.
            begun = [story for story in model.stories if story.maybe is not None]
            site.start(port=site.port)
            for story in begun:
                found = site.get(f"/api/v1/stories/{story.id}", token=model.token).json()
                fault.holds((found["status"], found["revision"]) == (story.status, story.revision) or
                            story.status == "scheduled" and found["status"] == "published",
                            f"{story.name()} was changed to {found['status']}, {found['revision']}, and nobody was told")
            made = {story["slug"] for story in site.get("/api/v1/stories?limit=100", token=model.token).json()["stories"]}
            fault.holds(not made & set(model.unanswered), f"{made & set(model.unanswered)} were made and nobody was told")
            model.check(every=number == times - 1)
        done = site.run("check")
        fault.holds(done.returncode == 0, done.stdout + done.stderr)
        return (f"{times} restarts: {model.counts['saved']} saves, {model.counts['views']} views; 0 done without an answer, lost 0, "
                f"{longest:.1f} s to end at the most")
    finally:
        site.close()


if __name__ == "__main__":
    fault.main(check)
