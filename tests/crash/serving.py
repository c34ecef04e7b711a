# SPDX-License-Identifier: GPL-3.0-or-later
"""Rounds that kill a program which serves, and those that kill a backup beside it."""
import os
import shutil
import signal
import subprocess
import tempfile
import time

import site_check
from site_model import Model, Wrong
from stoppress_site import Site, binary, run

RESTART_SECONDS = 3  # of processor time, from the start to the first answer: the same whatever else the machine does
SAVES_OF_A_ROUND = 12  # at most, of those that are waited for before the kill
WAIT_SECONDS = 1  # for them
BACKUPS_RESTORED = 8  # whole ones that are looked into; each costs as much as ten rounds


class Serving:
    """The one site of a run, and the model of it."""

    def __init__(self, settings, seed):
        self.site = Site(settings={"views.repeat_minutes": 0, "log.level": "warning", **(settings or {})})
        self.token = self.site.token("editor")
        self.site.start()
        self.model = Model(self.site, self.token, seed)
        self.restarts = []
        self.kept = False

    def restart(self):
        began = time.monotonic()
        self.site.start(port=self.site.port)
        if self.site.get("/healthz").status != 200:
            raise Wrong("it says ready and does not answer")
        self.restarts.append(time.monotonic() - began)
        with open(f"/proc/{self.site.process.pid}/stat", encoding="ascii") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        used = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        if used > RESTART_SECONDS and not os.environ.get("STOPPRESS_SANITIZE"):
            raise Wrong(f"the start took {used:.1f} s of processor time")

    def check_store(self):
        done = self.site.run("check")
        if done.returncode != 0:
            raise Wrong(f"check: {done.stdout}{done.stderr}")

    def check_all(self):
        self.model.check(every=True)
        site_check.wait_for_views(self.model)

    def end(self):
        """All of it once more, after a kill at rest and after an orderly end."""
        self.site.kill()
        self.restart()
        self.check_all()
        if (status := self.site.terminate()) != 0:
            raise Wrong(f"SIGTERM: it ended with {status}")
        self.check_store()
        self.restart()
        self.check_all()

    def keep(self):
        self.kept = True
        return self.site.folder

    def close(self):
        self.site.kill()
        if not self.kept:
            self.site.close()


class ServingRound:
    """Saves, publications, schedules, withdrawals and views from several sides, then a kill."""
    name = "serving"

    def __init__(self, serving, settings, chosen):
        self.serving = serving
        self.chosen = chosen

    def crash(self, moment):
        counts = self.serving.model.counts
        # A slow machine does little in that moment: the kill also waits until some saves were acknowledged.
        enough = counts["saved"] + self.chosen.randrange(SAVES_OF_A_ROUND)
        load = self.serving.model.load(writers=3, viewers=3)
        time.sleep(moment)
        end = time.monotonic() + WAIT_SECONDS
        while counts["saved"] < enough and time.monotonic() < end:
            time.sleep(0.002)
        self.serving.site.kill()
        load.stop()
        self.serving.restart()
        self.serving.check_store()
        self.serving.model.check()

    def end(self):
        pass

    def told(self):
        return ""

    def close(self):
        pass


class BackupRound:
    """A backup under load, of which either the backup or the program that serves is killed. A backup that ended well is whole: its site
    is sound and has what was acknowledged before the backup began; one that was killed has left no file under its name."""
    name = "backup"

    def __init__(self, serving, settings, chosen):
        self.serving = serving
        self.chosen = chosen
        self.folder = tempfile.mkdtemp(prefix="stoppress-backups-")
        self.killed = self.whole = self.restored = 0

    def crash(self, moment):
        model, site = self.serving.model, self.serving.site
        model.check(lists=False)
        before = {story.id: story.revision for story in model.stories}
        file = os.path.join(self.folder, f"{self.killed + self.whole}.stoppress")
        load = model.load(writers=2, viewers=1)
        backup = subprocess.Popen([binary(), "backup", file, "--site", site.folder], env=site.env, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.PIPE, text=True)
        if self.chosen.random() < 0.5:
            time.sleep(moment / 10)
            backup.send_signal(signal.SIGKILL)
            _, error = backup.communicate(timeout=60)
        else:
            time.sleep(moment / 10)
            site.kill()
            _, error = backup.communicate(timeout=60)
        site.kill()
        load.stop()
        self.serving.restart()
        self.serving.check_store()
        model.check()
        if backup.returncode == 0:
            self.whole += 1
            if self.restored < BACKUPS_RESTORED:
                self.restored += 1
                self.look_into(file, before)
        elif backup.returncode == -signal.SIGKILL:
            self.killed += 1
            if os.path.exists(file):  # it was killed after the last step
                self.look_into(file, before)
        else:
            raise Wrong(f"the backup ended with {backup.returncode}: {error}")

    def look_into(self, file, before):
        folder = os.path.join(self.folder, "restored")
        for done in (run("restore", file, site=folder), run("check", site=folder)):
            if done.returncode != 0:
                raise Wrong(f"{done.args}: {done.stdout}{done.stderr}")
        copy = Site(folder=folder, settings={"database.url": "sqlite:stoppress.db"})
        copy.start()
        try:
            sent = {story.id: len(story.headlines) - 1 for story in self.serving.model.stories}
            found = {}
            path = "/api/v1/stories?limit=100"
            cursor = ""
            while cursor is not None:
                part = copy.get(path + (f"&cursor={cursor}" if cursor else ""), token=self.serving.token).json()
                found.update((story["id"], story["revision"]) for story in part["stories"])
                cursor = part["next"]
            for number, revision in before.items():
                if found.get(number, 0) < revision:
                    raise Wrong(f"story {number}, revision {revision}, was acknowledged before the backup and is not in it")
            for number, revision in found.items():
                if revision > sent.get(number, 0):
                    raise Wrong(f"story {number}, revision {revision}, is in the backup and not on the site")
        finally:
            copy.kill()
            shutil.rmtree(folder)

    def end(self):
        pass

    def told(self):
        return f"backups: {self.killed} killed, {self.whole} whole, {self.restored} restored and held against the model"

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)
