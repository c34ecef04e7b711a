#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Some of the rounds of rounds.py with every change; `make crash` runs as many as asked for."""
import glob
import os
import shutil
import unittest

import rounds
from site_model import Model, Wrong
from stoppress_site import Site, binary, eventually

ROUNDS, LEAST = (10, 0) if os.environ.get("STOPPRESS_SANITIZE") else (60, 6)
SEED = int(os.environ.get("STOPPRESS_CRASH_SEED", "20260301"))


class Rounds(unittest.TestCase):
    def test_nothing_that_was_acknowledged_is_lost_and_nothing_doubled(self):
        binary()
        told = rounds.run(ROUNDS, SEED)
        for what in ("saved", "published", "scheduled", "withdrawn", "views", "unanswered"):
            self.assertGreater(told[what], LEAST, f"{what}: too few to prove anything")


class TheModel(unittest.TestCase):
    """The model is worth what it notices."""

    def setUp(self):
        binary()
        if os.environ.get("STOPPRESS_TEST_POSTGRES"):
            self.skipTest("puts SQLite's files back")
        self.site = Site(settings={"views.repeat_minutes": 0})
        self.addCleanup(self.site.close)
        self.model = Model(self.site.start(), self.site.token("editor"))
        self.work()
        self.site.kill()

    def acknowledged(self):
        return self.model.counts["saved"], sum(story.views_acknowledged for story in self.model.stories)

    def work(self):
        """Until some more saves and views were acknowledged."""
        least = [count + 5 for count in self.acknowledged()]
        load = self.model.load(writers=1, viewers=1)
        eventually(lambda: all(now >= enough for now, enough in zip(self.acknowledged(), least)), 60, "nothing is acknowledged")
        load.stop()

    def tables(self):
        return glob.glob(os.path.join(self.site.folder, "stoppress.db*"))

    def test_it_notices_what_is_gone(self):
        kept = os.path.join(self.site.folder, "kept")
        os.mkdir(kept)
        for file in self.tables():
            shutil.copy(file, kept)
        self.site.start()
        self.model.check(every=True)
        self.work()
        self.site.kill()
        for file in self.tables():
            os.remove(file)
        for file in os.listdir(kept):
            shutil.copy(os.path.join(kept, file), self.site.folder)
        self.site.start()
        with self.assertRaisesRegex(Wrong, "acknowledged"):
            self.model.check(every=True)

    def test_it_notices_what_nobody_sent_and_views_that_are_too_many_or_too_few(self):
        self.site.start()
        story = next(story for story in self.model.stories if story.views_acknowledged)
        self.model.check(every=True)
        story.views_acknowledged += story.views_sent
        with self.assertRaisesRegex(Wrong, "views"):
            self.model.check(every=True)
        story.views_acknowledged = story.views_sent = 0
        with self.assertRaisesRegex(Wrong, "views"):
            self.model.check(every=True)
        self.model.stories.remove(story)
        with self.assertRaisesRegex(Wrong, "nobody sent"):
            self.model.check(every=True)


if __name__ == "__main__":
    unittest.main()
