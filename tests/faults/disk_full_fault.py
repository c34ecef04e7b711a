#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The disk fills up under load, again and again: readers notice nothing, saving is refused and works again by itself, nothing is lost."""
import contextlib
import os

import fault
import mounts
from readers import Readers
from site_model import Model
from stoppress_site import Site


def fill(path):
    """All of it but a part of a page, a step at a time."""
    with open(path, "wb", buffering=0) as filler:
        for step in (1 << 20, 4096):
            with contextlib.suppress(OSError):
                while True:
                    filler.write(b"x" * step)


def check(full):
    fault.need_sqlite()
    fills = 30 if full else 4
    # The log alone may take 64 MiB before it is moved into the database, where there is no moment's rest.
    with mounts.tmpfs(400 if full else 48) as disk:
        site = Site(folder=os.path.join(disk, "site"), settings={"views.repeat_minutes": 0, "log.level": "warning"})
        try:
            model = Model(site.start(), site.token("editor"))
            readers = Readers(site, ["/", "/latest", "/feed.xml", "/healthz"])
            longest = 0
            for number in range(fills):
                load = model.load()
                fault.wait_for_saves(model)
                refused = model.counts["refused"]
                fill(os.path.join(disk, "filler"))
                fault.eventually(lambda: model.counts["refused"] > refused, 20, "a full disk refuses nothing: is it full?")
                fault.wait_for_answers(model)
                fault.wait_for_reads(readers)
                if number % 2:
                    load.stop()  # with nobody who tries, it finds out by itself
                os.unlink(os.path.join(disk, "filler"))
                seconds = fault.eventually(lambda: site.get("/readyz").status == 200, 5, "it is not ready again 5 s after there was room")
                longest = max(longest, seconds)
                saved = model.counts["saved"]
                if number % 2:
                    load = model.load()
                fault.eventually(lambda: model.counts["saved"] > saved, 5, "saving does not work again")
                load.stop()
            said = readers.stop().must_be_served()
            site.kill()
            site.start()
            done = site.run("check")
            fault.holds(done.returncode == 0, done.stdout + done.stderr)
            model.check(every=True)
            return (f"{fills} times full: {said}; {model.counts['saved']} saves kept, {model.counts['refused']} refused, "
                    f"ready again after {longest:.1f} s at the most; lost 0")
        finally:
            site.close()


if __name__ == "__main__":
    fault.main(check)
