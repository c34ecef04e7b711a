#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A full disk costs no reader anything: writes are refused with 503, nothing acknowledged is lost, and they work again when there is room."""
import contextlib
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from stoppress_site import Site, binary, eventually, only_on_sqlite

BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


@unittest.skipIf(os.geteuid() != 0 or not shutil.which("mount"), "needs root to mount a small disk")
class FullDisk(unittest.TestCase):
    def setUp(self):
        binary()
        self.mount = pathlib.Path(tempfile.mkdtemp(prefix="stoppress-disk-"))
        self.addCleanup(self.mount.rmdir)
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", self.mount], capture_output=True).returncode != 0:
            self.skipTest("cannot mount here")
        self.addCleanup(subprocess.run, ["umount", "-l", self.mount])

    def fill(self):
        with contextlib.suppress(OSError), open(self.mount / "filler", "wb", buffering=0) as filler:
            while True:
                filler.write(b"x" * 4096)

    def test_writes_are_refused_and_readers_notice_nothing(self):
        only_on_sqlite()
        site = Site(folder=self.mount / "site", settings={"views.repeat_minutes": 0})
        self.addCleanup(site.close)
        token = site.token("editor")
        site.start()
        story = site.publish(token, headline="Before the disk was full")
        saved = []

        def write(headline):
            answer = site.post("/api/v1/stories", {"headline": headline, "body": {"format": "markdown", "content": "Much text. " * 20000}}, token=token)
            if answer.status == 201:
                saved.append(answer.json()["id"])
            return answer

        self.assertEqual(write("Fits").status, 201)
        self.fill()
        refused = eventually(lambda: (answer := write("Does not fit")).status != 201 and answer, 30)
        self.assertEqual(refused.status, 503, refused)
        self.assertEqual(refused.headers["content-type"], "application/problem+json")
        self.assertIn("retry-after", refused.headers)
        # Whoever watches over it is told, and what to do; readers go on being served.
        unready = site.get("/readyz")
        self.assertEqual((unready.status, unready.headers["content-type"]), (503, "application/problem+json"), unready)
        self.assertIn("space is freed", unready.json()["detail"])
        self.assertIn("retry-after", unready.headers)
        self.assertEqual(site.get("/healthz").status, 200)
        self.assertIn('stoppress_ready{part="store"} 0', site.get("/metrics").text)
        self.assertIn('stoppress_ready{part="pages"} 1', site.get("/metrics").text)
        for path in (story["url"], "/", "/feed.xml", f"/api/v1/stories/{story['id']}"):
            self.assertEqual(site.get(path).status, 200, path)
        beacon = site.post("/api/v1/views", {"story": story["id"]}, headers=BROWSER)
        self.assertIn(beacon.status, (204, 503))
        self.assertEqual(site.get("/readyz").status, 503)
        os.unlink(self.mount / "filler")
        # It finds out by itself: nobody has to save first.
        eventually(lambda: site.get("/readyz").status == 200)
        self.assertEqual(site.get("/readyz").text, "ready\n")
        self.assertIn('stoppress_ready{part="store"} 1', site.get("/metrics").text)
        eventually(lambda: write("There is room again").status == 201)
        self.assertEqual(site.terminate(), 0)
        site.start()
        for number in saved:
            self.assertEqual(site.get(f"/api/v1/stories/{number}", token=token).status, 200)


if __name__ == "__main__":
    unittest.main()
