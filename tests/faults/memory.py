# SPDX-License-Identifier: GPL-3.0-or-later
"""A memory limit of the kernel's (cgroup, either version) around a program, and what a process has resident."""
import contextlib
import os
import pathlib
import resource
import time

from fault import Skip, need_root

V1, V2 = pathlib.Path("/sys/fs/cgroup/memory"), pathlib.Path("/sys/fs/cgroup")


def resident(pid):
    with open(f"/proc/{pid}/statm", encoding="ascii") as statm:
        return int(statm.read().split()[1]) * resource.getpagesize()


class Limit:
    def __init__(self, folder, version):
        self.folder, self.version = folder, version

    def read(self, name):
        return (self.folder / name).read_text(encoding="ascii")

    def wrapper(self):
        """A command that moves itself below the limit and becomes the program's."""
        return ["sh", "-c", f'echo $$ > {self.folder}/cgroup.procs && exec "$@"', "sh"]

    def kills(self):
        name = "memory.oom_control" if self.version == 1 else "memory.events"
        return next(int(line.split()[1]) for line in self.read(name).splitlines() if line.startswith("oom_kill "))

    def peak(self):
        name = "memory.max_usage_in_bytes" if self.version == 1 else "memory.peak"
        try:
            return int(self.read(name))
        except FileNotFoundError:
            return 0


@contextlib.contextmanager
def limited(megabytes):
    need_root()
    version = 1 if (V1 / "memory.limit_in_bytes").exists() else 2
    folder = (V1 if version == 1 else V2) / f"stoppress-test-{os.getpid()}"
    try:
        if version == 2:
            (V2 / "cgroup.subtree_control").write_text("+memory", encoding="ascii")
        folder.mkdir()
        (folder / ("memory.limit_in_bytes" if version == 1 else "memory.max")).write_text(str(megabytes << 20), encoding="ascii")
    except OSError as refused:
        raise Skip(f"no memory limits can be set here: {refused}") from None
    try:
        yield Limit(folder, version)
    finally:
        end = time.monotonic() + 10
        while folder.exists():
            try:
                folder.rmdir()
            except OSError:  # a process that was killed has not quite gone
                if time.monotonic() > end:
                    raise
                time.sleep(0.02)
