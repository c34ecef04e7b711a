#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The clock jumps by a day, ten years, past 2038 and back: the program goes on, a scheduled story is published once, pages that changed
have another ETag, views go on counting."""
import datetime
import os
import pathlib
import tempfile
import time

import fault
from crashes import BROWSER
from site_model import as_text
from stoppress_site import Site

LIBRARY = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"
JUMPS = ("+1d", "+0", "-1d", "+10y", "+1d", "+13y", "+0", "-1y", "+0")  # offsets from the real time, one after another
SECONDS = {"d": 86400, "y": 365 * 86400}


def seconds_of(offset):
    return int(offset[:-1]) * SECONDS[offset[-1]] if offset[-1] in SECONDS else int(offset)


def library():
    for path in (LIBRARY, *map(str, pathlib.Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))):
        if os.path.exists(path):
            return path
    raise fault.Skip("needs faketime: tools/install-packages faults")


def check(full):
    if fault.SANITIZED:
        raise fault.Skip("a preloaded library and a sanitizer do not mix")
    handle, clock = tempfile.mkstemp(prefix="stoppress-clock-")
    os.close(handle)

    def jump(offset):
        with open(clock + ".new", "w", encoding="ascii") as out:
            out.write(f"{seconds_of(offset):+d}\n")
        os.replace(clock + ".new", clock)

    def shown(offset):
        return datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds_of(offset))

    jump("+0")
    site = Site(settings={"views.repeat_minutes": 0})
    token = site.token("editor")
    site.env.update({"LD_PRELOAD": library(), "FAKETIME_TIMESTAMP_FILE": clock, "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"})
    try:
        site.start()
        story = site.publish(token, headline="Always there", section=None)
        tags, views = set(), 0
        jumps = JUMPS * (5 if full else 1)
        for number, offset in enumerate(jumps):
            jump(offset)
            day = shown(offset).strftime("%d %b %Y")
            fault.eventually(lambda day=day: day in site.get("/healthz").headers["date"] or day != shown(offset).strftime("%d %b %Y"), 5,
                             f"the clock does not jump to {day}")
            made = site.post("/api/v1/stories", {"headline": f"Scheduled {number}"}, token=token).json()
            due = shown(offset) + datetime.timedelta(seconds=0.8)
            answer = site.post(f"/api/v1/stories/{made['id']}/publish", {"at": as_text(due)}, token=token)
            fault.holds(answer.status == 200, answer)
            revision = site.get(f"/api/v1/stories/{story['id']}", token=token).json()["revision"]
            changed = site.patch(f"/api/v1/stories/{story['id']}", {"headline": f"Always there, {number}"}, token=token,
                                 headers={"If-Match": f'"{revision}"'})
            fault.holds(changed.status == 200, changed)
            page = site.get(story["url"])
            fault.holds(page.status == 200 and f"Always there, {number}" in page.text, page)
            fault.holds(page.headers["etag"] not in tags, "an ETag came back for another page")
            tags.add(page.headers["etag"])
            for _ in range(5):
                beacon = site.post("/api/v1/views", {"story": story["id"]}, headers={"User-Agent": BROWSER})
                fault.holds(beacon.status == 204, beacon)
            views += 5
            counted = site.get(f"/api/v1/stories/{story['id']}").json()["views"]["all"]
            fault.holds(counted == views, f"{counted} views are counted of {views} at {offset}")
            fault.eventually(lambda: site.get(f"/api/v1/stories/{made['id']}").status == 200, 10, f"what was scheduled at {offset} does not appear")
            fault.holds(site.alive(), "it has ended: " + site.log_text()[-300:])
        log = site.log_text()
        fault.holds(site.terminate() == 0, "it does not end in order")
        done = site.run("check")
        fault.holds(done.returncode == 0, done.stdout + done.stderr)
        for number in range(len(jumps)):
            count = log.count(f"scheduled story {number + 2} was published")
            fault.holds(count == 1, f"the scheduled story {number} was published {count} times")
        return f"{len(jumps)} jumps of up to 13 years: {len(jumps)} scheduled stories published once each, {views} of {views} views counted"
    finally:
        site.close()
        os.remove(clock)


if __name__ == "__main__":
    fault.main(check)
