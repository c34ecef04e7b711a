#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of a WordPress site move in with its stories: made anew, served by the hash of their content, found under their old addresses."""
import hashlib
import os
import re
import shutil
import sqlite3
import struct
import subprocess
import tempfile
import time
import unittest
import zlib

import recordings
from imports import accounts, balanced
from import_wxr_test import export, item
from stoppress_site import WAITS, Site, binary, eventually, not_under_a_sanitizer, run

UPLOADS = "https://paper.test/wp-content/uploads/2020/01/"
ADDRESS = re.compile(r"/media/([0-9a-f]{64})\.(jpg|png|webp)")


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, shade=0):
    """A picture of stripes; `shade` makes it another one."""
    rows = b"".join(b"\0" + bytes([(row * 3 + shade) % 256, row % 256, shade]) * width for row in range(height))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows))
            + chunk(b"IEND", b""))


def attachment(number, name, parent=0, alt="", caption="", file=None, url=None):
    return item(number, kind="attachment", status="inherit", more=f"""<wp:post_parent>{parent}</wp:post_parent>
<wp:attachment_url>{url or UPLOADS + name}</wp:attachment_url>
<wp:postmeta><wp:meta_key>_wp_attached_file</wp:meta_key><wp:meta_value><![CDATA[{file or "2020/01/" + name}]]></wp:meta_value></wp:postmeta>
<wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value><![CDATA[{alt}]]></wp:meta_value></wp:postmeta>""").replace(
        "<excerpt:encoded><![CDATA[]]>", f"<excerpt:encoded><![CDATA[{caption}]]>")


# As WordPress writes it for two sizes of boat.png.
SIZES = """<wp:postmeta><wp:meta_key>_wp_attachment_metadata</wp:meta_key><wp:meta_value><![CDATA[a:3:{s:5:"width";i:40;s:4:"file";s:16:"2020/01/boat.png";s:5:"sizes";a:2:{s:6:"medium";a:2:{s:4:"file";s:16:"boat-300x225.png";s:5:"width";i:300;}s:9:"thumbnail";a:1:{s:4:"file";s:16:"boat-150x150.png";}}}]]></wp:meta_value></wp:postmeta>"""


class ImportedPictures(unittest.TestCase):
    def setUp(self):
        binary()
        self.temporary = tempfile.mkdtemp(prefix="stoppress-pictures-")
        self.addCleanup(shutil.rmtree, self.temporary, ignore_errors=True)
        self.file = os.path.join(self.temporary, "export.xml")
        self.folder = os.path.join(self.temporary, "site")
        self.report_file = os.path.join(self.temporary, "report.txt")
        self.media = os.path.join(self.temporary, "uploads")
        os.makedirs(os.path.join(self.media, "2020", "01"))

    def put(self, name, data):
        path = os.path.join(self.media, "2020", "01", name)
        with open(path, "wb") as file:
            file.write(data)
        return path

    def take(self, text, *arguments, media=True):
        with open(self.file, "w", encoding="utf-8") as file:
            file.write(text)
        more = ("--media", self.media) if media else ()
        done = run("import", "wxr", self.file, "--report", self.report_file, *more, *arguments, site=self.folder)
        table = balanced(self, done.stdout)
        with open(self.report_file, encoding="utf-8") as lines:
            return done, table, lines.read()

    def files(self, *parts):
        folder = os.path.join(self.folder, "media", *parts)
        return sorted(name for name in os.listdir(folder) if os.path.isfile(os.path.join(folder, name))) if os.path.isdir(folder) else []

    def rows(self, sql):
        with sqlite3.connect(f"file:{os.path.join(self.folder, 'stoppress.db')}?mode=ro", uri=True) as database:
            return database.execute(sql).fetchall()

    def body(self, site, number):
        return re.search(r"<div[^>]*data-body.*", site.get(f"/2020/01/{number}/").text, re.S)[0]

    def test_pictures_of_bodies_galleries_captions_and_stories_are_shown_from_here(self):
        for shade, name in enumerate(("boat.png", "quay.png", "big-scaled.png", "lead.png")):
            self.put(name, png(40 + shade, 30, shade))
        # Every size and spelling that WordPress writes, before and behind the attachments in the file.
        one = ('<p><img src="http://www.paper.test/wp-content/uploads/2020/01/boat-300x200.png" width="300" height="200" alt="Mine" /></p>'
               '<p><a href="https://paper.test/wp-content/uploads/2020/01/boat.png"><img src="//paper.test/wp-content/uploads/2020/01/boat-1024x768.png?x=1" alt=""></a></p>'
               '<p><img src="https://i0.wp.com/paper.test/wp-content/uploads/2020/01/big.png?resize=3" alt=""></p>'
               '<p><img src="https://paper.test/wp-content/uploads/2020/01/big-150x150.png" alt=""></p>'
               '<p><img src="https://elsewhere.test/wp-content/uploads/2020/01/boat.png" alt=""></p>'
               '<p><img src="https://paper.test/wp-content/uploads/2020/01/missing.png" alt=""></p>')
        two = ('[gallery ids="21,22"]\n\n[caption id="a" width="3"]<img src="/wp-content/uploads/2020/01/quay.png" /> At the <a href="https://paper.test/2020/01/1/#c">quay</a>[/caption]')
        lead = "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>24</wp:meta_value></wp:postmeta>"
        done, table, report = self.take(export(
            item(1, content=one, more=lead), attachment(21, "boat.png", alt="A boat", caption="The <b>boat</b>").replace("</item>", SIZES + "</item>"), attachment(22, "quay.png"),
            attachment(23, "big-scaled.png", alt="Big"), attachment(24, "lead.png", alt="The lead"), attachment(25, "missing.png"), item(2, content=two)))
        self.assertEqual(done.returncode, 0, report)
        self.assertEqual((table["attachments"]["taken"], table["attachments"]["skipped"]), (4, 1), report)
        self.assertIn("missing.png", report)
        named = {name: f"/media/{name_hash}.png" for name, name_hash in self.rows("SELECT file_name, hash FROM medium")}
        with Site(folder=self.folder) as site:
            body = self.body(site, 1)
            self.assertIn(f'<img src="{named["boat.png"]}" alt="Mine" width="40" height="30"', body)
            self.assertIn(f'<a href="{named["boat.png"]}"', body)
            self.assertIn(f'<img src="{named["boat.png"]}" alt="A boat"', body)
            self.assertEqual(body.count(f'src="{named["big-scaled.png"]}"'), 2, body)
            for address in ("/wp-content/uploads/2020/01/boat-300x225.png", "/wp-content/uploads/2020/01/boat-150x150.png", "/?attachment_id=21", "/2020/01/21/"):
                self.assertEqual(site.get(address).headers.get("location"), named["boat.png"], address)
            self.assertIn('src="https://elsewhere.test/wp-content/uploads/2020/01/boat.png"', body)
            self.assertIn('src="https://paper.test/wp-content/uploads/2020/01/missing.png"', body)
            self.assertIn(named["lead.png"], site.get("/2020/01/1/").text)
            self.assertRegex(site.get("/feed.xml").text, r'<media:content url="[^"]*/media/[0-9a-f]{64}\.jpg"')
            second = self.body(site, 2)
            self.assertEqual((second.count(f'src="{named["boat.png"]}"'), second.count(f'src="{named["quay.png"]}"')), (1, 2), second)
            self.assertIn('href="/2020/01/1/#c"', second)
            for old, name in (("boat.png", "boat.png"), ("big-scaled.png", "big-scaled.png")):
                answer = site.get("/wp-content/uploads/2020/01/" + old)
                self.assertEqual((answer.status, answer.headers.get("location")), (301, named[name]))

    def test_files_that_posts_show_and_that_are_no_attachments_are_taken_in_too(self):
        self.put("loose.png", png(40, 30, 7))
        self.put("hidden.png", png(41, 30, 8))
        self.put("report.pdf", b"%PDF-1.4\n%%EOF\n")
        text = export(item(1, content=f'<img src="{UPLOADS}loose-300x200.png"> <a href="{UPLOADS}report.pdf">Report</a> <img src="{UPLOADS}gone.png"> <img src="https://other.test/wp-content/uploads/2020/01/loose.png">'),
                      item(2, status="private", content=f'<img src="{UPLOADS}hidden.png">'), attachment(30, "report.pdf"))
        done, table, report = self.take(text)
        self.assertEqual((done.returncode, table["files"]["taken"]), (0, 3), done.stdout + report)
        self.assertIn(f"a file is neither an attachment of the export nor in the folder of --media; its old address stays: {UPLOADS}gone.png", report)
        with Site(folder=self.folder) as site:
            body = self.body(site, 1)
            self.assertRegex(body, r'<img src="/media/[0-9a-f]{64}\.png" alt="" width="40" height="30"')
            self.assertRegex(body, r'<a href="/media/[0-9a-f]{64}\.pdf">Report</a>')
            self.assertIn("https://other.test/wp-content/uploads/2020/01/loose.png", body)
            self.assertEqual(site.get("/wp-content/uploads/2020/01/loose-300x200.png").status, 301)
            self.assertEqual(site.get(site.get("/wp-content/uploads/2020/01/report.pdf").headers["location"]).status, 200)
            self.assertEqual(site.get("/wp-content/uploads/2020/01/hidden.png").status, 404)
        _, table, _ = self.take(text)
        self.assertEqual((table["files"]["unchanged"], table["stories"]["unchanged"]), (3, 2))

    def test_sound_and_film_of_posts_play_from_here(self):
        self.put("talk.mp3", recordings.made("sound.mp3"))
        self.put("wave.mp4", recordings.made("silent.mp4"))
        self.put("episode.mp3", recordings.made("sound.mp3", 3))
        self.put("poster.png", png(40, 30, 9))
        enclosure = f"<wp:postmeta><wp:meta_key>enclosure</wp:meta_key><wp:meta_value><![CDATA[{UPLOADS}episode.mp3\n4321\naudio/mpeg\na:0:{{}}]]></wp:meta_value></wp:postmeta>"
        text = export(
            item(1, content=f'<!-- wp:audio {{"id":31}} -->\n<figure class="wp-block-audio"><audio controls src="{UPLOADS}talk.mp3"></audio><figcaption>The <em>talk</em></figcaption></figure>\n<!-- /wp:audio -->\n\n'
                 f'<!-- wp:video -->\n<figure class="wp-block-video alignwide"><video controls poster="{UPLOADS}poster.png" src="{UPLOADS}wave.mp4"></video></figure>\n<!-- /wp:video -->\n\n'
                 f'<!-- wp:file -->\n<div class="wp-block-file"><a href="{UPLOADS}talk.mp3">Get it</a></div>\n<!-- /wp:file -->'),
            item(2, content=f'[video width="320" height="180" mp4="{UPLOADS}wave.mp4" poster="{UPLOADS}poster.png"][/video]\n\n{UPLOADS}talk.mp3\n\n[audio mp3="https://elsewhere.test/far.mp3"][/audio]\n\n[playlist ids="31,32"]'),
            item(3, content="<p>An episode.</p>", more=enclosure), item(4, content=f'<p><a href="{UPLOADS}episode.mp3">Listen</a></p>', more=enclosure),
            attachment(31, "talk.mp3"), attachment(32, "gone.mp3"))
        done, table, report = self.take(text)
        self.assertEqual((done.returncode, table["files"]["taken"]), (0, 4), done.stdout + report)
        self.assertIn("sound and film that are not in the library became cards or links to where they are: 2", report)
        with Site(folder=self.folder) as site:
            talk, wave, episode, poster = (site.get("/wp-content/uploads/2020/01/" + name).headers["location"] for name in ("talk.mp3", "wave.mp4", "episode.mp3", "poster.png"))
            self.assertEqual(site.get(talk).body, recordings.made("sound.mp3"))
            body = self.body(site, 1)
            self.assertRegex(body, rf'<figure class="audio"><audio [^>]*src="{talk}".*?<figcaption>The <em>talk</em></figcaption>')
            self.assertRegex(body, rf'<figure class="video wide"><video [^>]*src="{wave}"')
            self.assertRegex(body, rf'<a href="{talk}"[^>]*>Get it</a>')
            self.assertIn(poster.split(".")[0], body)
            body = self.body(site, 2)
            self.assertEqual(len(re.findall(rf'<audio [^>]*src="{talk}"', body)), 2, body)
            self.assertRegex(body, rf'<video [^>]*src="{wave}"')
            self.assertIn('href="https://elsewhere.test/far.mp3"', body)
            self.assertIn(f'href="{UPLOADS}gone.mp3"', body)
            self.assertRegex(self.body(site, 3), rf'(?s)An episode\..*<audio [^>]*src="{episode}"')
            self.assertEqual((self.body(site, 4).count("<audio"), self.body(site, 4).count(f'href="{episode}"')), (0, 1))
        _, table, _ = self.take(text)
        self.assertEqual((table["files"]["unchanged"], table["stories"]["unchanged"]), (4, 4))

    def test_a_picture_is_served_for_ever_and_whole(self):
        self.put("boat.png", png(3000, 20))
        self.take(export(attachment(21, "boat.png")))
        name = self.rows("SELECT hash FROM medium")[0][0] + ".png"
        with open(os.path.join(self.folder, "media", name), "rb") as file:
            data = file.read()
        self.assertEqual(name.split(".")[0], hashlib.sha256(data).hexdigest())
        with Site(folder=self.folder) as site:
            for _ in range(3):  # read from disk, and from memory
                answer = site.get("/media/" + name)
                self.assertEqual((answer.status, answer.body), (200, data))
                self.assertEqual(answer.headers["content-type"], "image/png")
                self.assertEqual(answer.headers["x-content-type-options"], "nosniff")
                self.assertIn("immutable", answer.headers["cache-control"])
            etag = answer.headers["etag"]
            self.assertEqual((site.get("/media/" + name, headers={"If-None-Match": etag}).status), 304)
            head = site.head("/media/" + name)
            self.assertEqual((head.status, head.body, int(head.headers["content-length"])), (200, b"", len(data)))
            part = site.get("/media/" + name, headers={"Range": "bytes=4-11"})
            self.assertEqual((part.status, part.body, part.headers["content-range"]), (206, data[4:12], f"bytes 4-11/{len(data)}"))
            self.assertEqual(site.post("/media/" + name, b"x").status, 405)
            original = self.files("originals")[0]
            for path in ("/media/" + "0" * 64 + ".webp", "/media/" + name.replace("png", "jpg"), "/media/" + name.upper(), "/media/", "/media/originals/" + original,
                         "/media/" + original, "/media/..%2fstoppress.toml", "/media/%2e%2e/stoppress.db", "/media/" + name + "/", "/media/" + name + "%00"):
                self.assertIn(site.get(path).status, (400, 404), path)

    def test_the_file_served_is_never_the_one_that_came(self):
        secret = chunk(b"tEXt", b"Comment\0taken at the source's house")
        made = png(20, 10)
        self.put("boat.png", made[:33] + secret + made[33:])
        self.take(export(attachment(21, "boat.png")))
        self.assertEqual(len(self.files()), 3, "a PNG for everything, a WebP, and a JPEG for link previews")
        for name in self.files():
            with open(os.path.join(self.folder, "media", name), "rb") as file:
                self.assertNotIn(b"house", file.read())
        with open(os.path.join(self.folder, "media", "originals", self.files("originals")[0]), "rb") as file:
            self.assertIn(b"house", file.read())

    def test_a_second_run_changes_nothing_and_a_new_file_changes_what_shows_it(self):
        self.put("boat.png", png(40, 30))
        text = export(item(1, content=f'<img src="{UPLOADS}boat.png">'), attachment(21, "boat.png"))
        self.take(text)
        before = self.files(), self.files("originals"), self.rows("SELECT * FROM medium")
        _, table, _ = self.take(text)
        self.assertEqual((table["attachments"]["unchanged"], table["stories"]["unchanged"], table["all"]["taken"]), (1, 1, 0))
        self.assertEqual((self.files(), self.files("originals"), self.rows("SELECT * FROM medium")), before)
        # What was taken stays taken where the file is no longer given.
        os.rename(os.path.join(self.media, "2020"), os.path.join(self.media, "elsewhere"))
        _, table, _ = self.take(text)
        self.assertEqual((table["attachments"]["unchanged"], table["stories"]["unchanged"]), (1, 1))
        os.rename(os.path.join(self.media, "elsewhere"), os.path.join(self.media, "2020"))
        self.put("boat.png", png(50, 30))
        _, table, _ = self.take(text)
        self.assertEqual((table["attachments"]["changed"], table["stories"]["changed"]), (1, 1))
        self.assertEqual(self.rows("SELECT width FROM medium"), [(50,)])
        # A file that was lost is made again.
        before = self.rows("SELECT hash FROM medium UNION SELECT hash FROM rendition ORDER BY 1")
        for name in self.files():
            os.remove(os.path.join(self.folder, "media", name))
        _, table, _ = self.take(text)
        self.assertEqual((table["attachments"]["unchanged"], [(name.split(".")[0],) for name in self.files()]), (1, before))

    def test_what_is_no_picture_is_refused_with_its_reason(self):
        whole = png(300, 300)
        bomb = whole[:8] + chunk(b"IHDR", struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)) + whole[33:]
        cases = {"page.jpg": b"<html><script>alert(1)</script></html>", "drawing.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
                 "cut.png": whole[:len(whole) // 2], "bomb.png": bomb, "mixed.png": whole[:8] + b"\xff\xd8\xff\xe0" + whole[8:], "empty.jpg": b"", "paper.pdf": b"%PDF-1.7"}
        for name, data in cases.items():
            self.put(name, data)
        text = export(*(attachment(20 + number, name) for number, name in enumerate(cases)))
        begin = time.monotonic()
        done, table, report = self.take(text)
        self.assertLess(time.monotonic() - begin, 60 * WAITS)
        self.assertEqual((done.returncode, table["attachments"]["refused"], table["attachments"]["skipped"], self.files()), (1, 6, 1, []), report)
        for name in cases:
            self.assertIn("/" + name, report)
        for reason in ("SVG", "cannot be decoded", "too many pixels", "it is empty", "not a picture"):
            self.assertIn(reason, report)

    def test_no_file_outside_of_the_folder_is_taken(self):
        outside = os.path.join(self.temporary, "secret.png")
        with open(outside, "wb") as file:
            file.write(png(10, 10))
        os.makedirs(os.path.join(self.temporary, "other"))
        shutil.copy(outside, os.path.join(self.temporary, "other", "b.png"))
        os.symlink(outside, os.path.join(self.media, "2020", "01", "link.png"))
        os.symlink(os.path.join(self.temporary, "other"), os.path.join(self.media, "2020", "02"))
        _, table, report = self.take(export(
            attachment(21, "x.png", file="../secret.png", url="https://paper.test/a.png"), attachment(22, "x.png", file=outside, url="https://paper.test/b.png"),
            attachment(23, "link.png"), attachment(24, "b.png", file="2020/02/b.png", url="https://paper.test/wp-content/uploads/2020/02/b.png"),
            attachment(25, "x.png", file="2020/01/../../../secret.png", url="https://paper.test/wp-content/uploads/%2e%2e/secret.png")))
        self.assertEqual((table["attachments"]["taken"], self.files()), (0, []), report)

    def test_a_dry_run_writes_nothing_and_tells_the_same(self):
        self.put("boat.png", png(40, 30))
        text = export(item(1, content=f'<img src="{UPLOADS}boat.png">'), attachment(21, "boat.png"))
        _, trial, _ = self.take(text, "--dry-run")
        self.assertFalse(os.path.exists(self.folder))
        _, table, _ = self.take(text)
        self.assertEqual(trial, table)
        before = self.files(), self.files("originals")
        self.put("quay.png", png(41, 30))
        _, trial, _ = self.take(text.replace("</channel>", attachment(22, "quay.png") + "</channel>"), "--dry-run")
        self.assertEqual((trial["attachments"]["unchanged"], trial["attachments"]["taken"]), (1, 1))
        self.assertEqual((self.files(), self.files("originals")), before)

    def test_without_media_pictures_stay_where_they_are(self):
        self.put("boat.png", png(40, 30))
        done, table, report = self.take(export(item(1, content=f'<img src="{UPLOADS}boat-300x200.png" width="300" height="200">'), attachment(21, "boat.png")), media=False)
        self.assertEqual((done.returncode, table["attachments"]["skipped"], self.files()), (0, 1, []), report)
        with Site(folder=self.folder) as site:
            self.assertIn(f'src="{UPLOADS}boat-300x200.png" alt="" width="300" height="200"', self.body(site, 1))

    def test_links_to_the_old_site_become_paths(self):
        links = ("https://paper.test/2020/01/2/", "http://www.paper.test/2020/01/2/?a=1&amp;b=2#here", "//paper.test", "https://paper.test/wp-content/uploads/a.pdf",
                 "https://other.test/2020/", "https://sub.paper.test/", "https://paper.test.evil.test/", "mailto:a@paper.test", "/2020/", "#here")
        self.take(export(item(1, content=" ".join(f'<a href="{link}">{number}</a>' for number, link in enumerate(links)))), media=False)
        with Site(folder=self.folder) as site:
            got = re.findall(r'<a href="([^"]*)"[^>]*>\d</a>', self.body(site, 1))
        self.assertEqual(got, ["/2020/01/2/", "/2020/01/2/?a=1&amp;b=2#here", "/", "https://paper.test/wp-content/uploads/a.pdf", "https://other.test/2020/",
                               "https://sub.paper.test/", "https://paper.test.evil.test/", "mailto:a@paper.test", "/2020/", "#here"])

    def test_check_reads_every_picture_and_a_backup_holds_them(self):
        for shade in range(3):
            self.put(f"{shade}.png", png(40, 30, shade))
        self.take(export(*(attachment(20 + shade, f"{shade}.png") for shade in range(3))))
        backup, restored = os.path.join(self.temporary, "backup.tar"), os.path.join(self.temporary, "restored")
        self.assertIn("3 pictures", run("check", site=self.folder, check=True).stdout)
        run("backup", backup, site=self.folder, check=True)
        run("restore", backup, site=restored, check=True)
        self.assertIn("3 pictures", run("check", site=restored, check=True).stdout)
        names = self.files()
        os.remove(os.path.join(self.folder, "media", names[0]))
        with open(os.path.join(self.folder, "media", names[1]), "ab") as file:
            file.write(b"x")
        done = run("check", site=self.folder)
        self.assertEqual(done.returncode, 1)
        for name in names[:2]:
            self.assertIn(name, done.stdout)
        self.assertNotIn(names[2], done.stdout)

    def test_an_import_that_is_killed_is_gone_on_with(self):
        not_under_a_sanitizer()
        for shade in range(12):
            self.put(f"{shade}.png", png(400, 300, shade))
        with open(self.file, "w", encoding="utf-8") as file:
            file.write(export(*(attachment(20 + shade, f"{shade}.png") for shade in range(12)),
                              *(item(shade + 1, content=f'<img src="{UPLOADS}{shade}.png">') for shade in range(12))))
        for pictures in (1, 4, 8):
            process = subprocess.Popen([binary(), "import", "wxr", self.file, "--media", self.media, "--site", self.folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            eventually(lambda: len(self.files("originals")) >= pictures or process.poll() is not None, message="it takes no pictures")
            process.kill()
            process.wait()
        done = run("import", "wxr", self.file, "--media", self.media, site=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        table = accounts(done.stdout)
        self.assertEqual((table["attachments"]["items"], table["attachments"]["refused"], table["stories"]["changed"]), (12, 0, 0), done.stdout)
        self.assertEqual(self.rows("SELECT count(*), count(DISTINCT hash) FROM medium"), [(12, 12)])
        self.assertEqual(len(self.files("originals")), 12)
        self.assertEqual([(name.split(".")[0],) for name in self.files()], self.rows("SELECT hash FROM medium UNION SELECT hash FROM rendition ORDER BY 1"))
        run("check", site=self.folder, check=True)


if __name__ == "__main__":
    unittest.main()
