#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Descriptors run out: who is connected goes on reading and saving, the program does not spin, and others are served again soon after.
(That nothing spins with fewer still: tests/site/http_limits_test.py.)"""
import os
import resource
import socket
import time

import fault
from crashes import Connection
from site_model import Model
from stoppress_site import Site

FILES = 256


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def open_files(site):
    return len(os.listdir(f"/proc/{site.process.pid}/fd"))


def check(full):
    count = 5000 if full else 1000
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < count + 100:
        raise fault.Skip(f"only {hard} files may be open here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (count + 100, hard))
    site = Site(settings={"views.repeat_minutes": 0, "log.level": "error"}, wrapper=["prlimit", f"--nofile={FILES}"])
    crowd = []
    try:
        model = Model(site.start(), site.token("editor"))
        # Those who were there before keep their connections.
        load = model.load(writers=2, viewers=2)
        fault.wait_for_saves(model)
        for _ in range(count):
            connection = socket.socket()
            connection.setblocking(False)
            connection.connect_ex((site.host, site.port))
            crowd.append(connection)
        # Only once: whoever asks for nothing is closed where connections are scarce, so that there is room again after a while.
        fault.eventually(lambda: FILES // 2 < open_files(site), 20, "the descriptors do not run out")
        saved = model.counts["saved"]
        fault.eventually(lambda: model.counts["saved"] > saved + 5, 60, "saving has ended with the descriptors")
        fault.holds(open_files(site) <= FILES, "more descriptors are in use than there are")
        load.stop()
        before = cpu_seconds(site.process.pid)
        time.sleep(2)  # what it uses while time goes by is what is tested
        used = (cpu_seconds(site.process.pid) - before) / 2
        fault.holds(fault.SANITIZED or used < 0.2, f"it spins: {used:.0%} of a core")
        for connection in crowd:
            connection.close()

        def answers():
            connection = Connection(site)
            answer = connection.request("GET", "/healthz")
            connection.close()
            return answer is not None and answer[0] == 200

        seconds = fault.eventually(answers, 60 if fault.SANITIZED else 10, "it does not answer after the crowd has gone")
        model.check(every=True)
        return f"{count} connections, {FILES} descriptors: those connected save and read, {used:.0%} of a core, others served {seconds:.1f} s later"
    finally:
        for connection in crowd:
            connection.close()
        site.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


if __name__ == "__main__":
    fault.main(check)
