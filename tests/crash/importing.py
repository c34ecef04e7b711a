# SPDX-License-Identifier: GPL-3.0-or-later
"""Rounds that kill an import: what it had taken stays, it can be run again, and in the end each item is there once."""
import os
import shutil
import signal
import subprocess
import tempfile
import time

from site_model import Wrong
from stoppress_site import Site, binary

ITEMS = 4000
ROUNDS_OF_ONE = 6  # then another site is begun


def old_site(folder):
    """A Hugo site of ITEMS posts."""
    os.makedirs(os.path.join(folder, "content", "news"))
    with open(os.path.join(folder, "hugo.toml"), "w", encoding="utf-8") as out:
        out.write('title = "Old"\nbaseURL = "https://old.example/"\n')
    for number in range(1, ITEMS + 1):
        with open(os.path.join(folder, "content", "news", f"story-{number}.md"), "w", encoding="utf-8") as out:
            out.write(f"---\ntitle: Story {number}\ndate: 2024-05-{number % 28 + 1:02}T10:00:00Z\ntags: [t{number % 40}]\n"
                      f"aliases: [/old/{number}/]\n---\n" + f"Paragraph of story {number}.\n\n" * (number % 30 + 1))


class ImportRound:
    name = "import"

    def __init__(self, serving, settings, chosen):
        self.settings = settings
        self.folder = tempfile.mkdtemp(prefix="stoppress-imports-")
        self.source = os.path.join(self.folder, "old")
        self.site = None
        self.of_one = self.kills = self.whole = self.kept = 0

    def crash(self, moment):
        if self.site is None:
            if not os.path.exists(self.source):
                old_site(self.source)
            self.site, self.of_one, self.kept = Site(settings=self.settings), 0, 0
        process = subprocess.Popen([binary(), "import", "hugo", self.source, "--site", self.site.folder], env=self.site.env,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        _, error = process.communicate(timeout=60)
        if process.returncode not in (0, -signal.SIGKILL):
            raise Wrong(f"the import ended with {process.returncode}: {error}")
        self.kills += process.returncode != 0
        self.of_one += 1
        self.look(ended=process.returncode == 0)
        if self.of_one == ROUNDS_OF_ONE or process.returncode == 0:
            self.finish()

    def look(self, ended):
        """What was there before is there still, and nothing that the source has not."""
        self.site.start()
        stories = self.listed()
        self.site.kill()
        if len(stories) != len(set(stories)):
            raise Wrong("an import that was killed has doubled stories")
        if len(stories) < self.kept or len(stories) > ITEMS or (ended and len(stories) != ITEMS):
            raise Wrong(f"after an import that was killed there are {len(stories)} stories; there were {self.kept} of {ITEMS}")
        self.kept = len(stories)

    def listed(self):
        urls, cursor = [], ""
        while cursor is not None:
            part = self.site.get("/api/v1/stories?order=newest&limit=100" + (f"&cursor={cursor}" if cursor else "")).json()
            urls += [story["url"] for story in part["stories"]]
            cursor = part["next"]
        return urls

    def finish(self):
        """Run to its end, and once more: all is there, and the second time nothing was to be done."""
        for _ in range(2):
            done = self.site.run("import", "hugo", self.source)
            if done.returncode != 0:
                raise Wrong(f"the import ended with {done.returncode}: {done.stdout}{done.stderr}")
        row = next(line.split() for line in done.stdout.splitlines() if line.split()[:1] == ["all"])
        columns = next(line.split() for line in done.stdout.splitlines() if line.split()[:2] == ["items", "taken"])
        if dict(zip(columns, map(int, row[1:])))["unchanged"] != ITEMS:
            raise Wrong(f"the second import of the same found something to do: {done.stdout}")
        self.look(ended=True)
        checked = self.site.run("check")
        if checked.returncode != 0:
            raise Wrong(f"check: {checked.stdout}{checked.stderr}")
        self.whole += 1
        self.site.close()
        self.site = None

    def end(self):
        if self.site is not None:
            self.finish()

    def told(self):
        return f"imports: {self.kills} killed, {self.whole} of {ITEMS} items brought to their end after it, each item there once"

    def close(self):
        if self.site is not None:
            self.site.close()
        shutil.rmtree(self.folder, ignore_errors=True)
