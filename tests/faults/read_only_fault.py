#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The file system turns read-only while the site is used, as ext4 does after an error: readers notice nothing and saving is refused; after a repair
nothing is lost. Started on a read-only disk, the program says so in one line."""
import os
import subprocess

import fault
import mounts
from readers import Readers
from site_model import Model
from stoppress_site import Site


def device_of(folder):
    with open("/proc/mounts", encoding="utf-8") as mounted:
        return next(line.split()[0] for line in mounted if line.split()[1] == folder)


def turn_read_only(folder):
    """By an error of the file system itself; a remount is refused while files are open for writing."""
    trigger = f"/sys/fs/ext4/{os.path.basename(device_of(folder))}/trigger_fs_error"
    if not os.access(trigger, os.W_OK):
        raise fault.Skip("the kernel has no ext4 error to trigger")
    with open(trigger, "w", encoding="utf-8") as out:
        out.write("a test")
    try:
        with open(os.path.join(folder, "probe"), "w", encoding="utf-8"):
            pass
    except OSError:
        return
    raise AssertionError("the file system takes writes all the same")


def check(full):
    fault.need_sqlite()
    times = 6 if full else 2
    with mounts.image(96) as image:
        site = model = None
        said = []
        try:
            for number in range(times):
                with mounts.mounted("-o", "loop,errors=remount-ro", image) as disk:
                    if site is None:
                        site = Site(settings={"views.repeat_minutes": 0, "log.level": "error"}, folder=os.path.join(disk, "site"))
                        model = Model(site.start(), site.token("editor"), seed=number)
                    else:
                        site.folder = os.path.join(disk, "site")
                        site.start()
                        done = site.run("check")
                        fault.holds(done.returncode == 0, done.stdout + done.stderr)
                        model.check(every=True)
                    load = model.load()
                    fault.wait_for_saves(model)
                    readers = Readers(site, ["/", "/latest", "/feed.xml", "/healthz"])
                    fault.wait_for_reads(readers)
                    # Nobody writes at the moment itself: ext4 lets an fdatasync that it overlaps succeed now and then (5 of 60 times,
                    # with a plain file) though the data is not on the disk. No program can know that.
                    load.stop()
                    refused = model.counts["refused"]
                    turn_read_only(disk)
                    load = model.load()
                    fault.eventually(lambda: model.counts["refused"] > refused + 5, 60, "a read-only disk refuses nothing")
                    fault.wait_for_reads(readers)
                    load.stop()
                    said.append(readers.stop().must_be_served())
                    ready = site.get("/readyz")
                    fault.holds(ready.status == 503, f"/readyz says {ready}")
                    site.kill()
                subprocess.run(["/usr/sbin/e2fsck", "-p", image], capture_output=True)
            with mounts.mounted("-o", "loop", image) as disk:
                site.folder = os.path.join(disk, "site")
                site.start()
                done = site.run("check")
                fault.holds(done.returncode == 0, done.stdout + done.stderr)
                model.check(every=True)
                site.terminate()
            with mounts.mounted("-o", "loop,ro", image) as disk:
                site.folder = os.path.join(disk, "site")
                site.env.pop("STOPPRESS_LOG_LEVEL")
                done = site.run("serve", "--listen", "127.0.0.1:0", timeout=30)
                fault.holds(done.returncode == 1 and len(done.stderr.strip().splitlines()) == 1 and "ead-only" in done.stderr,
                            f"started on a read-only disk: {done}")
            return (f"{times} times: {said[-1]}; {model.counts['refused']} requests refused, {model.counts['saved']} saves kept, lost 0; "
                    f"a start on it is refused in a line")
        finally:
            if site is not None:
                site.close()


if __name__ == "__main__":
    fault.main(check)
