# SPDX-License-Identifier: GPL-3.0-or-later
"""Rounds that kill the first start after an upgrade, or the first of all: the next start goes on, and every story is there."""
import glob
import os
import shutil
import sqlite3
import tempfile
import time

from older_database import make_older, migrations
from site_model import Wrong
from stoppress_site import Site, run

STORIES = 400
KILLS = 3  # in a row, before the start that is let be


def stories_of(database):
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as opened:
        found = opened.execute("SELECT id, headline, status FROM story ORDER BY id").fetchall()
        sound = opened.execute("PRAGMA integrity_check").fetchone()[0]
    opened.close()
    if sound != "ok":
        raise Wrong(f"{database}: {sound}")
    return found


class UpgradeRound:
    name = "upgrade"

    def __init__(self, serving, settings, chosen):
        self.settings = settings
        self.on_sqlite = serving.site.env.get("STOPPRESS_DATABASE_URL", "sqlite:").startswith("sqlite:")
        self.chosen = chosen
        self.folder = tempfile.mkdtemp(prefix="stoppress-upgrades-")
        self.kills = self.upgrades = self.first_starts = self.copies = 0
        self.stories = None

    def older_site(self, version):
        """A copy of a site that was last served by a program of that version."""
        made = os.path.join(self.folder, f"version-{version}")
        if not os.path.exists(made):
            run("generate", "--stories", STORIES, "--seed", 7, site=made, check=True)
            self.stories = stories_of(os.path.join(made, "stoppress.db"))
            make_older(os.path.join(made, "stoppress.db"), version)
        copy = os.path.join(self.folder, "copy")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(made, copy)
        return copy

    def crash(self, moment):
        version = self.chosen.randrange(len(migrations()))
        if version == 0 or not self.on_sqlite:
            self.first_start(moment)
        else:
            self.upgrade(version, moment)

    def killed_at_start(self, site, moment):
        """Several times in a row: each start finds what the last one left."""
        for kill in range(KILLS):
            site.launch()
            time.sleep(moment / (4 * (kill + 1)))
            site.kill()
            self.kills += 1

    def first_start(self, moment):
        site = Site(folder=os.path.join(self.folder, "first"), settings=self.settings)
        try:
            self.killed_at_start(site, moment)
            site.start()
            token = site.token("editor")
            site.publish(token, headline="The first of all")
            site.kill()
            self.check(site)
            self.first_starts += 1
        finally:
            site.close()
            shutil.rmtree(site.folder, ignore_errors=True)

    def upgrade(self, version, moment):
        site = Site(folder=self.older_site(version), settings=self.settings)
        try:
            self.killed_at_start(site, moment)
            site.start()
            site.kill()
            self.check(site)
            if stories_of(os.path.join(site.folder, "stoppress.db")) != self.stories:
                raise Wrong(f"an upgrade from schema {version} that was killed has changed stories")
            backups = glob.glob(os.path.join(site.folder, "backups", "before-*.db"))
            if not backups:
                raise Wrong("an upgrade has left no backup")
            for backup in backups:
                if stories_of(backup) != self.stories:
                    raise Wrong(f"{backup} is not what was there before")
                self.copies += 1
            self.upgrades += 1
        finally:
            site.close()

    def check(self, site):
        done = site.run("check")
        if done.returncode != 0:
            raise Wrong(f"check after a killed start: {done.stdout}{done.stderr}")

    def end(self):
        pass

    def told(self):
        return (f"starts: {self.kills} killed; {self.upgrades} upgrades and {self.first_starts} new sites went on to their end, "
                f"{self.copies} copies from before looked into")

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)
