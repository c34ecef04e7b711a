#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Killed at the n-th call that makes something durable (fdatasync, fsync, pwrite64, rename, unlink …), for each n: a new site, its newsroom
and readers, an import of pictures and an upgrade go on after it as if nothing had been."""
import os
import pathlib
import random
import shutil
import subprocess
import tempfile

import fault
import tracing
from crashes import Connection
from power_loss_fault import old_site
from site_model import Model
from stoppress_site import Site, binary, run
from upgrading import make_older, migrations, stories_of

CALLS = ("fdatasync", "fsync", "pwrite64", "?rename,?renameat,?renameat2", "?unlink,?unlinkat", "ftruncate")
POINTS = {False: 30, True: 400}  # quick, full


class Work:
    """A site on which something is done, by a program that may be killed at any call."""

    def __init__(self, folder):
        self.folder = os.path.join(folder, "site")

    def killed(self, wrapper):
        """Does it; the program is started by the wrapper."""
        raise NotImplementedError

    def recovered(self):
        """Goes on without a wrapper; raises where something is lost."""
        raise NotImplementedError


class Newsroom(Work):
    """From an empty folder: stories are made, changed, scheduled, withdrawn, and viewed."""

    def killed(self, wrapper):
        self.site = Site(folder=self.folder, settings={"views.repeat_minutes": 0, "log.level": "off"}, wrapper=wrapper)
        self.model = None
        try:
            self.site.start()
            self.site.wrapper = []
            self.model = Model(self.site, self.site.token("editor"))
            connection = Connection(self.site)
            chosen = random.Random(3)
            for _ in range(8):
                if not self.model.create(connection, chosen):
                    break
                if not all(self.model.write(connection, chosen) and self.model.view(connection, chosen) for _ in range(2)):
                    break
            self.site.wrapper = wrapper
            tracing.terminate(self.site.process)
            self.site.wait(30)
        except (AssertionError, OSError, subprocess.TimeoutExpired) as failure:
            # It was killed at the point that was chosen, and its connections may end a moment before its process.
            try:
                self.site.process.wait(10)
            except subprocess.TimeoutExpired:
                raise failure from None
        self.site.kill()

    def recovered(self):
        self.site.wrapper = []
        self.site.start()
        try:
            if self.model is None:
                self.model = Model(self.site, self.site.token("editor"))
                self.model.write(Connection(self.site), random.Random(1))
            self.model.check(every=True)
        finally:
            self.site.kill()


class Import(Work):
    """Pictures and stories of another site."""

    def __init__(self, folder):
        super().__init__(folder)
        self.old = os.path.join(os.path.dirname(folder), "old")
        if not os.path.exists(self.old):
            old_site(self.old, pictures=4)

    def command(self):
        return [binary(), "import", "wxr", os.path.join(self.old, "export.xml"), "--media", self.old, "--site", self.folder]

    def killed(self, wrapper):
        subprocess.run([*wrapper, *self.command()], capture_output=True, timeout=60)

    def recovered(self):
        done = subprocess.run(self.command(), capture_output=True, text=True, timeout=60)
        fault.holds(done.returncode == 0, f"the import again: {done.stdout}{done.stderr}")
        checked = run("check", site=self.folder)
        fault.holds("checked 4 pictures" in checked.stdout, f"the import again: {checked.stdout}")


class Upgrade(Work):
    """The first start of this program on a site of an older one."""

    def __init__(self, folder):
        super().__init__(folder)
        self.older = os.path.join(os.path.dirname(folder), "older")
        if not os.path.exists(self.older):
            run("generate", "--stories", 60, "--seed", 7, site=self.older, check=True)
            Upgrade.stories = stories_of(os.path.join(self.older, "stoppress.db"))
            make_older(os.path.join(self.older, "stoppress.db"), 1)
        shutil.copytree(self.older, self.folder)

    def killed(self, wrapper):
        site = Site(folder=self.folder, settings={"log.level": "off"}, wrapper=wrapper)
        try:
            site.start()
            tracing.terminate(site.process)
            site.wait(30)
        except (AssertionError, OSError):
            pass
        site.kill()

    def recovered(self):
        site = Site(folder=self.folder, settings={"log.level": "off"})
        site.start()
        site.kill()
        backups = list(pathlib.Path(self.folder, "backups").glob("before-*.db"))
        fault.holds(backups, "there is no copy from before")
        for database in (os.path.join(self.folder, "stoppress.db"), *map(str, backups)):
            fault.holds(stories_of(database) == self.stories, f"{database} is not what it was")


def points_of(kind, folder):
    """For each kind of call the numbers that a thread reaches, by a run that kills nothing."""
    found = []
    log = os.path.join(folder, "log")
    for calls in CALLS:
        work = kind(tempfile.mkdtemp(dir=folder))
        work.killed(tracing.wrapper(calls, None, log))
        counts = {}
        with open(log, encoding="utf-8", errors="replace") as lines:
            for line in lines:
                if "(" in line and "resumed" not in line:
                    counts[line.split()[0]] = counts.get(line.split()[0], 0) + 1
        found.append([(kind, calls, number) for number in range(1, max(counts.values(), default=0) + 1)])
    return [group for group in found if group]


def chosen_from(groups, count):
    """Of each group alike, as far as it goes: there are a thousand writes to one rename. The last of a group are not reached by every run,
    as it depends on the moment what goes into one commit."""
    chosen = random.Random(6)
    groups = [chosen.sample(group, len(group)) for group in ([*group[:1], *group[1:len(group) * 3 // 4]] for group in groups)]
    points = []
    while len(points) < count and any(groups):
        points += [group.pop() for group in groups if group]
    return points[:count]


def check(full):
    fault.need_sqlite()
    tracing.need_strace()
    folder = tempfile.mkdtemp(prefix="stoppress-points-")
    try:
        groups = [group for kind in (Newsroom, Import, Upgrade) for group in points_of(kind, folder)]
        reached = sum(map(len, groups))
        points = chosen_from(groups, POINTS[full])
        kills = 0
        for kind, calls, number in points:
            place = tempfile.mkdtemp(dir=folder)
            work = kind(place)
            log = os.path.join(folder, "log")
            work.killed(tracing.wrapper(calls, f"signal=KILL:when={number}", log))
            with open(log, encoding="utf-8", errors="replace") as lines:
                kills += "killed by SIGKILL" in lines.read()
            try:
                work.recovered()
                done = run("check", site=work.folder)
                fault.holds(done.returncode == 0, done.stdout + done.stderr)
            except BaseException as lost:
                raise AssertionError(f"{kind.__name__} killed at {calls} number {number}: {lost}") from lost
            shutil.rmtree(place)
        fault.holds(kills > len(points) * 0.7, f"only {kills} of {len(points)} points were reached: nothing was killed at the others")
        return f"{kills} kills at {len(points)} of {reached} points of {len(CALLS)} kinds of call, lost 0"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    fault.main(check)
