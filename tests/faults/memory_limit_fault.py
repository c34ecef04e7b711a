#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""In 256 MiB, enforced by the kernel: thousands of idle connections beside readers of thousands of pages and writers, then an import with
pictures. Nothing is killed. As a control, a program that takes more is."""
import os
import resource
import shutil
import socket
import subprocess
import tempfile

import fault
from memory import limited
from power_loss_fault import old_site
from readers import Readers
from site_model import Model
from stoppress_site import Site, binary, run

MEGABYTES = 256
STORIES = 3000


def control(limit):
    done = subprocess.run([*limit.wrapper(), "/usr/bin/python3", "-c", f"x = bytearray({2 * MEGABYTES} << 20); x[::4096] = x[::4096]"],
                          capture_output=True)
    fault.holds(done.returncode != 0 and limit.kills() > 0, "the limit does not limit")
    return limit.kills()


def check(full):
    if fault.SANITIZED:
        raise fault.Skip("a sanitizer's own memory would be measured")
    count = 10_000 if full else 3000
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < count + 200:
        raise fault.Skip(f"only {hard} files may be open here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (count + 200, hard))
    folder = tempfile.mkdtemp(prefix="stoppress-memory-")
    idle = []
    site = None
    with limited(MEGABYTES) as limit:
        try:
            killed = control(limit)
            run("generate", "--stories", STORIES, site=os.path.join(folder, "site"), check=True)
            site = Site(folder=os.path.join(folder, "site"), wrapper=limit.wrapper(),
                        settings={"views.repeat_minutes": 0, "log.level": "error", "press.cache_bytes": 64 << 20})
            # A story that is not the model's would be a finding of it: only its own part is checked.
            model = Model(site.start(), site.token("editor"))
            urls, cursor = [], ""
            while cursor is not None:
                part = site.get("/api/v1/stories?order=newest&limit=100" + (f"&cursor={cursor}" if cursor else "")).json()
                urls += [story["url"] for story in part["stories"]]
                cursor = part["next"]
            for _ in range(count):
                idle.append(socket.create_connection((site.host, site.port), timeout=30))
                idle[-1].sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
            readers = Readers(site, urls, readers=3, pause=0)
            load = model.load()
            fault.eventually(lambda: len(readers.times) >= STORIES or readers.errors, 60, "pages are not read")
            load.stop()
            said = readers.stop().must_be_served()
            for connection in idle:
                connection.close()
            fault.holds(site.terminate() == 0, "it did not end in order")
            old_site(os.path.join(folder, "old"), pictures=20)
            done = subprocess.run([*limit.wrapper(), binary(), "import", "wxr", os.path.join(folder, "old", "export.xml"), "--media",
                                   os.path.join(folder, "old"), "--site", site.folder], capture_output=True, text=True)
            fault.holds(done.returncode == 0, f"the import: {done.stdout}{done.stderr}")
            fault.holds(limit.kills() == killed, "something was killed for its memory")
            return f"{count} idle connections, {said}, an import of 20 pictures in {MEGABYTES} MiB: 0 killed (control: 1)"
        finally:
            for connection in idle:
                connection.close()
            if site is not None:
                site.kill()
            shutil.rmtree(folder, ignore_errors=True)
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


if __name__ == "__main__":
    fault.main(check)
