#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Backups under full load: each is restored, sound, and holds what was acknowledged before it began and nothing that was never sent."""
import os
import shutil
import tempfile
import time

import fault
from serving import BackupRound, Serving
from stoppress_site import run


def check(full):
    times = 20 if full else 3
    folder = tempfile.mkdtemp(prefix="stoppress-backups-")
    serving = Serving(None, seed=8)
    restore = BackupRound(serving, None, None)
    seconds = size = 0
    try:
        model = serving.model
        for number in range(times):
            load = model.load()
            fault.wait_for_saves(model, 10)
            with model.lock:
                before = {story.id: story.revision for story in model.stories}
            file = os.path.join(folder, f"{number}.stoppress")
            began = time.monotonic()
            done = run("backup", file, site=serving.site.folder, env=serving.site.env)
            seconds = max(seconds, time.monotonic() - began)
            fault.holds(done.returncode == 0, done.stderr)
            load.stop()
            model.check()
            restore.look_into(file, before)
            size = os.path.getsize(file)
        serving.end()
        return (f"{times} backups while {model.counts['saved']} saves were made, up to {size >> 10} KiB in {seconds:.1f} s: all restored and "
                f"sound, lost 0")
    finally:
        restore.close()
        serving.close()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    fault.main(check)
