#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sound and film: taken if browsers play it, sent in ranges, shown by stories with captions, and kept by whatever copies a site."""
import hashlib
import html
import os
import re
import socket
import sqlite3
import tempfile
import time
import unittest
import zipfile

import pictures
import postgres_server
import recordings
from media_test import MediaTest
from s3_server import S3Server
from stoppress_site import Site, eventually, run, shared_database_of

MEGABYTE = 1 << 20
# A sanitizer keeps memory that was freed.
SANITIZED = bool(os.environ.get("STOPPRESS_SANITIZE"))


class RecordingsTest(MediaTest):
    settings = {"views.repeat_minutes": 0, "site.url": "https://paper.test", "media.largest_recording": 60}

    def record(self, name="film.mp4", **words):
        return self.send(recordings.made(name), "application/octet-stream", expect=None, filename=name, **words)

    def wav(self, seconds=1, **words):
        RecordingsTest.count = getattr(RecordingsTest, "count", 0) + 1
        return self.send(recordings.wav(seconds, seed=RecordingsTest.count), "audio/wav", expect=201, filename="sound.wav", **words).json()

    def publish_body(self, *blocks):
        story = self.make(body={"format": "document", "content": {"blocks": list(blocks)}})
        return self.ask("POST", f"/stories/{story['id']}/publish", {}, self.tokens["editor"], expect=200).json()

    def caption(self, medium, language="en", text=None, expect=200, **words):
        query = "?" + "&".join(f"{key}={value}" for key, value in words.items()) if words else ""
        text = recordings.captions("Hello", "سلام") if text is None else text
        return self.ask("PUT", f"/media/{medium['id']}/captions/{language}{query}", body=text if isinstance(text, bytes) else text.encode(),
                        token=self.tokens["editor"], headers={"Content-Type": "text/vtt"}, expect=expect)

    def memory(self):
        with open(f"/proc/{self.site.process.pid}/status", encoding="ascii") as file:
            status = file.read()
        return int(re.search(r"RssAnon:\s+(\d+) kB", status)[1]) * 1024

    def files(self):
        """Of the library, with the originals."""
        return {name for _, _, names in os.walk(os.path.join(self.site.folder, "media")) for name in names}


class Uploads(RecordingsTest):
    def test_what_browsers_play_is_taken_and_read(self):
        cases = {"film.mp4": ("video/mp4", "H.264", "AAC", 320), "silent.mp4": ("video/mp4", "H.264", None, 320), "film.webm": ("video/webm", "VP8", "Opus", 320),
                 "sound.weba": ("audio/webm", None, "Opus", None), "sound.m4a": ("audio/mp4", None, "AAC", None), "sound.mp3": ("audio/mpeg", None, "MP3", None),
                 "sound.ogg": ("audio/ogg", None, "Vorbis", None), "sound.opus": ("audio/ogg", None, "Opus", None), "sound.flac": ("audio/flac", None, "FLAC", None),
                 "sound.aac": ("audio/aac", None, "AAC", None)}
        for name, (kind, video, audio, width) in cases.items():
            with self.subTest(name=name):
                medium = self.record(name).json()
                said = medium["recording"]
                self.assertEqual((medium["type"], said["video"], said["audio"], said["width"], said["captions"]), (kind, video, audio, width, []))
                self.assertEqual((medium["width"], medium["renditions"], medium["size"]), (None, [], len(recordings.made(name))))
                if name != "sound.aac":
                    self.assertAlmostEqual(said["duration"], 2, delta=0.1)
        listed = self.ask("GET", "/media?type=video", token=self.tokens["editor"], expect=200).json()["media"]
        self.assertEqual(sorted(medium["filename"] for medium in listed), ["film.mp4", "film.webm", "silent.mp4"])
        self.assertEqual(self.record("film.mp4").status, 200, "the same bytes are one file")

    def test_what_browsers_do_not_play_is_refused_with_what_to_export(self):
        cases = {"hevc.mp4": ("recording-codec", {"codec": "H.265 (HEVC)"}), "deep.mp4": ("recording-codec", {"codec": "H.264 High 4:2:2"}),
                 "alac.m4a": ("recording-codec", {"codec": "ALAC"}), "theora.ogg": ("recording-codec", {"codec": "Theora"}),
                 "film.mov": ("recording-format", {"format": "QuickTime"}), "film.mkv": ("recording-format", {"format": "Matroska"}),
                 "film.avi": ("recording-format", {"format": "AVI"})}
        for name, (code, values) in cases.items():
            with self.subTest(name=name):
                answer = self.record(name)
                self.assertEqual((answer.status, answer.json()["code"], answer.json()["values"]), (415, code, values))
                self.assertIn("MP4 with H.264", answer.json()["detail"])
        answer = self.send(b"x" * 100, "video/quicktime", expect=415)
        self.assertEqual(answer.json()["code"], "recording-format")

    def test_what_is_broken_or_something_else_is_refused(self):
        film = recordings.made("film.mp4")
        cases = {"cut before its index": (film[:8000], 422, "recording-cut-off"), "a head alone": (b"\0\0\0\x20ftypisom" + bytes(20), 422, "file-broken"),
                 "noise behind a head": (b"\x1a\x45\xdf\xa3\x01webm" + os.urandom(9000), 422, "file-broken"), "Ogg without a stream": (b"OggS\0\x02" + bytes(4000), 422, "file-broken"),
                 "markup": (b"ID3<script>alert(1)</script>" + recordings.made("sound.mp3"), 422, "file-ambiguous"),
                 "a page": (b"<html><video>", 415, "file-type"), "a list": (b"#EXTM3U\nhttp://127.0.0.1/x.ts\n", 415, "file-type")}
        for name, (data, status, code) in cases.items():
            with self.subTest(name=name):
                answer = self.send(data, "application/octet-stream")
                self.assertIn(answer.status, (415, 422), answer.text)
                if name != "markup":
                    self.assertEqual((answer.status, answer.json()["code"]), (status, code), answer.text)

    def test_one_larger_than_memory_is_streamed_to_the_disk(self):
        before = self.memory()
        data = recordings.wav(28 * MEGABYTE / 16000, seed=77)
        medium = self.send(data, "audio/wav", expect=201, filename="long.wav").json()
        self.assertEqual((medium["size"], medium["recording"]["audio"]), (len(data), "PCM"))
        self.assertEqual(hashlib.sha256(self.site.get(medium["url"]).body).hexdigest(), hashlib.sha256(data).hexdigest())
        self.assertEqual(self.send(data, "audio/wav", expect=200).json()["id"], medium["id"])
        if not SANITIZED:
            self.assertLess(self.memory() - before, 20 * MEGABYTE, "neither reading nor sending holds it")
        eventually(lambda: not self.open_spools(), 20, "what it was spooled to is gone")

    def test_a_large_file_that_is_no_recording_has_the_limit_of_pictures(self):
        png = pictures.png(40, 30, 8100) + bytes(26 * MEGABYTE)
        answer = self.send(png, "application/octet-stream", expect=422)
        self.assertEqual((answer.json()["code"], answer.json()["values"]), ("file-too-large", {"limit": 25}))

    def test_a_length_beyond_the_limit_is_refused_by_the_head_and_the_limit_said(self):
        for kind, length, limit in (("video/mp4", 5 << 30, 60), ("application/octet-stream", 61 * MEGABYTE, 60), ("image/png", 26 * MEGABYTE, 25)):
            with self.subTest(kind=kind), socket.create_connection(("127.0.0.1", self.site.port), timeout=20) as client:
                client.sendall(f"POST /api/v1/media HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {self.tokens['editor']}\r\nContent-Type: {kind}\r\n"
                               f"Content-Length: {length}\r\n\r\n".encode())
                answer = client.recv(65536).decode()
                self.assertTrue(answer.startswith("HTTP/1.1 413"), answer)
                self.assertIn(f'"limit":{limit}', answer)
        answer = self.send(b"", "video/mp4", token="wrong")
        self.assertEqual(answer.status, 401)

    def test_an_upload_that_breaks_off_leaves_nothing(self):
        data, before = recordings.wav(30 * MEGABYTE / 16000, seed=78), self.files()
        with socket.create_connection(("127.0.0.1", self.site.port), timeout=20) as client:
            client.sendall(f"POST /api/v1/media HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {self.tokens['editor']}\r\nContent-Type: audio/wav\r\n"
                           f"Content-Length: {len(data)}\r\n\r\n".encode() + data[:MEGABYTE])
            eventually(self.open_spools, 20)
            self.assertEqual(len(self.open_spools()), 1, "it is being written")
        eventually(lambda: not self.open_spools(), 20)
        self.assertTrue(self.site.alive())
        self.assertEqual(self.files(), before)

    def open_spools(self):
        """Files of uploads that are open: they have no name, with O_TMPFILE as without."""
        folder = f"/proc/{self.site.process.pid}/fd"
        found = []
        for name in os.listdir(folder):
            try:
                target = os.readlink(os.path.join(folder, name))
            except FileNotFoundError:
                continue
            if "(deleted)" in target and self.site.folder in target:
                found.append(target)
        return found


class Serving(RecordingsTest):
    def test_it_is_sent_whole_or_in_one_range(self):
        data = recordings.made("film.mp4")
        url = self.record("film.mp4").json()["url"]
        whole = self.site.get(url)
        self.assertEqual((whole.status, whole.body, whole.headers["content-type"], whole.headers["accept-ranges"]), (200, data, "video/mp4", "bytes"))
        self.assertEqual((whole.headers["x-content-type-options"], whole.headers["content-disposition"]), ("nosniff", "attachment"))
        self.assertIn("sandbox", whole.headers["content-security-policy"])
        self.assertIn("immutable", whole.headers["cache-control"])
        etag, size = whole.headers["etag"], len(data)
        cases = {"bytes=0-": (206, data), "bytes=0-0": (206, data[:1]), "bytes=5-9": (206, data[5:10]), "bytes=-7": (206, data[-7:]), f"bytes={size - 1}-": (206, data[-1:]),
                 f"bytes=3-{size * 9}": (206, data[3:]), f"bytes=-{size * 2}": (206, data), f"bytes={size}-": (416, b""), "bytes=-0": (416, b""),
                 f"bytes={10 ** 17}-": (416, b""), "bytes=9-5": (200, data), "bytes=a-b": (200, data), "bytes=0-1,3-4": (200, data), "bytes=": (200, data), "bytes=-": (200, data),
                 "items=0-1": (200, data), "bytes=+1-2": (200, data), "bytes=" + "9" * 40 + "-": (200, data), "Bytes = 0-1": (200, data), "bytes=0x1-2": (200, data)}
        for field, (status, body) in cases.items():
            with self.subTest(range=field):
                answer = self.site.get(url, headers={"Range": field})
                self.assertEqual(answer.status, status)
                if status != 416:
                    self.assertEqual(hashlib.sha256(answer.body).hexdigest(), hashlib.sha256(body).hexdigest())
                if status == 206:
                    self.assertEqual(int(answer.headers["content-length"]), len(body))
                    self.assertTrue(answer.headers["content-range"].endswith(f"/{size}"))
                if status == 416:
                    self.assertEqual(answer.headers["content-range"], f"bytes */{size}")
        self.assertEqual(self.site.get(url, headers={"Range": "bytes=0-1", "If-Range": etag}).status, 206)
        self.assertEqual(self.site.get(url, headers={"Range": "bytes=0-1", "If-Range": '"other"'}).status, 200)
        self.assertEqual(self.site.get(url, headers={"If-None-Match": etag}).status, 304)
        head = self.site.head(url)
        self.assertEqual((head.status, head.body, int(head.headers["content-length"])), (200, b"", size))
        self.assertEqual(self.site.head(url, headers={"Range": "bytes=0-1"}).status, 200)
        self.assertEqual(self.site.get(url.replace(".mp4", ".webm")).status, 404)
        self.assertEqual(self.site.get(url.replace(".mp4", ".html")).status, 404)
        self.assertEqual(self.site.request("POST", url).status, 405)

    def test_readers_who_stop_reading_hold_a_piece_and_no_loop(self):
        medium = self.send(recordings.wav(26 * MEGABYTE / 16000, seed=79), "audio/wav", expect=201).json()
        clients = []
        for number in range(40):
            client = socket.create_connection(("127.0.0.1", self.site.port), timeout=20)
            if number > 0:
                client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
            client.sendall(f"GET {medium['url']} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            clients.append(client)
        try:
            began = time.monotonic()
            self.assertEqual(self.site.get("/").status, 200)
            self.assertLess(time.monotonic() - began, 25, "a loop that waited for them would wait until they are given up")
            if not SANITIZED:
                self.assertLess(self.memory(), 400 * MEGABYTE)
            # The same connection goes on with what it asks next.
            whole = bytearray()
            clients[0].sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            while piece := clients[0].recv(1 << 16):
                whole += piece
            head, rest = whole.split(b"\r\n\r\n", 1)
            self.assertIn(f"Content-Length: {medium['size']}".encode(), head)
            self.assertTrue(rest[medium["size"]:].startswith(b"HTTP/1.1 200"), rest[medium["size"]:][:60])
        finally:
            for client in clients:
                client.close()

    def test_a_film_is_replaced_by_film_alone_and_the_old_address_leads_on(self):
        medium = self.record("silent.mp4").json()
        replace = f"/media/{medium['id']}/replace"
        self.assertEqual(self.send(recordings.made("sound.mp3"), "audio/mpeg", to=replace).json()["code"], "recording-kind")
        self.assertEqual(self.send(pictures.png(9, 9, 8200), "image/png", to=replace).status, 422)
        changed = self.send(recordings.made("film.webm", 3), "video/webm", to=replace, expect=200).json()
        self.assertEqual((changed["type"], changed["recording"]["video"]), ("video/webm", "VP8"))
        self.assertEqual(self.site.get(medium["url"]).headers.get("location"), changed["url"])


    def test_sound_that_was_stored_unread_is_read_when_it_is_replaced_by_itself(self):
        data = recordings.made("sound.mp3", 4)
        medium = self.send(data, "audio/mpeg", expect=201, filename="old.mp3").json()
        self.publish_body({"type": "audio", "source": medium["url"]})
        forget = f"DELETE FROM recording WHERE medium_id = {medium['id']}"
        if postgres_server.shared():
            shared_database_of(self.site.folder).sql(forget)
        else:
            with sqlite3.connect(os.path.join(self.site.folder, "stoppress.db"), timeout=60) as database:
                database.execute(forget)
            database.close()
        self.assertIsNone(self.ask("GET", f"/media/{medium['id']}", token=self.tokens["editor"], expect=200).json()["recording"])
        self.caption(medium, expect=409)
        again = self.send(data, "audio/mpeg", to=f"/media/{medium['id']}/replace", expect=200).json()
        self.assertAlmostEqual(again["recording"]["duration"], 4, delta=0.1)
        self.assertEqual((again["url"], again["recording"]), (medium["url"], medium["recording"]))
        self.assertEqual((self.site.get(medium["url"]).status, self.site.get(medium["url"]).body), (200, data))
        self.caption(medium)

    def test_what_is_refused_leaves_no_file(self):
        film, other = self.record("silent.mp4").json(), self.send(recordings.made("film.mp4", 5), "video/mp4", expect=201).json()
        own = self.send(recordings.wav(seed=8300), "audio/wav", token=self.tokens["contributor"], expect=201).json()
        self.publish_body({"type": "audio", "source": own["url"]})
        before = self.files()
        replace = f"/media/{film['id']}/replace"
        # A picture and MP3 cannot be film; MP4 can, so that is seen when it has been read and stored.
        self.assertEqual(self.send(pictures.png(9, 9, 8201), "image/png", to=replace, expect=422).json()["code"], "recording-kind")
        self.assertEqual(self.send(recordings.made("sound.mp3", 6), "audio/mpeg", to=replace, expect=422).json()["code"], "recording-kind")
        self.assertEqual(self.send(recordings.made("sound.m4a", 6), "video/mp4", to=replace, expect=422).json()["code"], "recording-kind")
        self.send(recordings.wav(seed=8301), "audio/wav", token=self.tokens["contributor"], to=f"/media/{own['id']}/replace", expect=403)
        self.ask("PUT", f"/media/{own['id']}/captions/en", body=recordings.captions("Refused").encode(), token=self.tokens["contributor"], headers={"Content-Type": "text/vtt"}, expect=403)
        self.assertEqual(self.files(), before)
        # The files of another medium stay.
        self.assertEqual(self.send(recordings.made("film.mp4", 5), "video/mp4", to=replace, expect=409).json()["code"], "file-duplicate")
        self.assertEqual(self.files(), before)
        self.assertEqual(self.site.get(other["url"]).status, 200)

    def test_captions_beyond_the_limit_leave_no_file(self):
        medium = self.wav()
        for first in "abcd":
            for second in "abcdefghij":
                self.caption(medium, f"q{first}{second}", recordings.captions("The same"))
        before = self.files()
        answer = self.caption(medium, "de", recordings.captions("One too many"), expect=None)
        self.assertIn("40 languages", answer.text)
        self.assertGreaterEqual(answer.status, 400)
        self.assertEqual(self.files(), before)


class CaptionFiles(RecordingsTest):
    def test_captions_are_checked_written_anew_and_served(self):
        medium = self.wav()
        text = "\ufeffWEBVTT\n\nNOTE secret\n\n" + recordings.captions("Hello <b>you</b>").split("\n\n", 1)[1]
        changed = self.caption(medium, "PT-br", text, label="Portugu%C3%AAs").json()
        track = changed["recording"]["captions"][0]
        self.assertEqual((track["language"], track["label"]), ("pt-BR", "Português"))
        answer = self.site.get(track["url"])
        self.assertEqual((answer.status, answer.headers["content-type"], answer.headers["x-content-type-options"]), (200, "text/vtt", "nosniff"))
        self.assertEqual(answer.text, "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nHello <b>you</b>\n")
        former = next(one for one in self.caption(medium, "fa", recordings.captions("Former")).json()["recording"]["captions"] if one["language"] == "fa")
        self.assertEqual([one["language"] for one in self.caption(medium, "fa", recordings.captions("Other")).json()["recording"]["captions"]], ["fa", "pt-BR"])
        left = self.ask("DELETE", f"/media/{medium['id']}/captions/pt-BR", token=self.tokens["editor"], expect=200).json()
        self.assertEqual([one["language"] for one in left["recording"]["captions"]], ["fa"])
        # Nobody has asked for the former ones, so no loop has them at hand; the others may be for a minute.
        self.assertEqual(self.site.get(former["url"]).status, 404)
        self.assertFalse(os.path.exists(os.path.join(self.site.folder, track["url"][1:])))
        self.ask("DELETE", f"/media/{medium['id']}/captions/pt-BR", token=self.tokens["editor"], expect=404)

    def test_captions_that_are_none_are_refused_with_the_line(self):
        medium = self.wav()
        problem = self.caption(medium, text="1\n00:00:01,000 --> 00:00:02,000\nSubRip", expect=422).json()
        self.assertEqual((problem["code"], problem["values"]), ("captions-broken", {"line": 1}))
        self.caption(medium, text=b"WEBVTT\n\n00:00.000 --> 00:01.000\n\xff", expect=422)
        self.caption(medium, text=b"WEBVTT\n" + bytes(3 * MEGABYTE), expect=413)
        self.caption(medium, language="e", expect=400)
        self.caption(self.add(20, 20), expect=409)
        self.ask("PUT", f"/media/{medium['id']}/captions/en", body=b"WEBVTT", token=self.tokens["editor"], headers={"Content-Type": "text/html"}, expect=415)


class Stories(RecordingsTest):
    def test_a_page_plays_them_with_captions_and_feeds_carry_them(self):
        film, sound, poster = self.record("film.mp4").json(), self.wav(2), self.add(640, 360)
        self.caption(film, "fa", label="%D9%81%D8%A7%D8%B1%D8%B3%DB%8C")
        blocks = [{"type": "video", "source": film["url"], "title": "The bridge", "caption": [{"text": "It opened"}], "poster": poster["url"], "layout": "wide"},
                  {"type": "audio", "source": sound["url"], "caption": [{"text": "A talk"}]}]
        story = self.publish_body(*blocks)
        self.assertEqual(story["body"]["content"]["blocks"], blocks)
        for form in ("html", "markdown"):
            self.assertEqual(self.make(body={"format": form, "content": story["body_html"]})["body"], story["body"], form)
        page = self.site.get(story["url"])
        self.assertIn("media-src 'self'", page.headers["content-security-policy"])
        video = re.search(r'<figure class="video wide">.*?</figure>', page.text, re.S)[0]
        for part in (f'<video controls preload="none" playsinline src="{film["url"]}"', 'width="320" height="180"', f'poster="{poster["url"]}"', 'aria-label="The bridge"',
                     'kind="captions"', 'srclang="fa"', 'label="فارسی"', f'<a href="{film["url"]}" download>The bridge</a>', "<figcaption>It opened</figcaption>"):
            self.assertIn(part, video)
        self.assertIn(f'<audio controls preload="none" src="{sound["url"]}">', page.text)
        self.assertNotIn("<track", story["body_html"])
        for feed in ("/feed.xml", "/atom.xml", "/feed.json"):
            text = html.unescape(self.site.get(feed).text).replace('\\"', '"')
            self.assertIn(f'src="https://paper.test{film["url"]}"', text, feed)
            self.assertIn(f'poster="https://paper.test{poster["url"]}"', text, feed)
        # Captions that change are on the page with the next request.
        self.ask("DELETE", f"/media/{film['id']}/captions/fa", token=self.tokens["editor"], expect=200)
        self.assertNotIn("<track", self.site.get(story["url"]).text)

    def test_what_stories_show_is_used_and_cannot_be_deleted(self):
        sound, poster, film = self.wav(), self.add(30, 20), self.record("film.webm").json()
        self.publish_body({"type": "audio", "source": sound["url"]}, {"type": "video", "source": film["url"], "poster": poster["url"]})
        for medium in (sound, film, poster):
            self.assertGreaterEqual(self.ask("GET", f"/media/{medium['id']}", token=self.tokens["editor"], expect=200).json()["used_by"], 1)
            self.ask("DELETE", f"/media/{medium['id']}", token=self.tokens["editor"], expect=409)
        unused = self.wav()
        track = self.caption(unused).json()["recording"]["captions"][0]
        gone = self.ask("DELETE", f"/media/{unused['id']}", token=self.tokens["editor"])
        self.assertLess(gone.status, 300)
        entry = next(one for one in self.ask("GET", "/trash?kind=medium", token=self.tokens["admin"], expect=200).json()["trash"] if one["name"] == "sound.wav")
        self.ask("DELETE", f"/trash/{entry['number']}", token=self.tokens["admin"])
        self.assertEqual(self.site.get(unused["url"]).status, 404)
        files = os.listdir(os.path.join(self.site.folder, "media"))
        self.assertNotIn(track["url"].split("/")[-1], files)
        self.assertNotIn(unused["url"].split("/")[-1], files)

    def test_a_source_elsewhere_is_refused(self):
        for block in ({"type": "audio", "source": "https://elsewhere.test/a.mp3"}, {"type": "video", "source": "/a.mp4"}, {"type": "video", "source": "/media/a.mp4", "poster": "#a"},
                      {"type": "audio", "source": "/media/a.mp3", "width": 4}, {"type": "video"}):
            problem = self.ask("POST", "/stories", {"headline": "x", "body": {"format": "document", "content": {"blocks": [block]}}}, self.tokens["editor"], expect=422).json()
            self.assertIn("/blocks/0", str(problem["errors"]), block)
        read = self.make(body={"format": "html", "content": '<video src="https://elsewhere.test/a.mp4"></video><audio src=/a.mp3></audio>'})["body"]["content"]["blocks"]
        self.assertEqual([block["type"] for block in read], ["embed", "paragraph"])


class Copies(RecordingsTest):
    def test_archives_checks_and_exports_keep_them(self):
        film = self.record("film.mp4").json()
        track = self.caption(film).json()["recording"]["captions"][0]
        story = self.publish_body({"type": "video", "source": film["url"], "title": "Kept", "caption": [{"text": "Kept too"}]})
        with tempfile.TemporaryDirectory(prefix="stoppress-copies-") as folder:
            archive, site, static = (os.path.join(folder, name) for name in ("archive", "site", "static"))
            self.site.run("check", check=True)
            self.site.run("export", "archive", archive, check=True)
            for url in (film["url"], track["url"]):
                self.assertTrue(os.path.exists(archive + url), url)
            run("import", "archive", archive, site=site, check=True)
            with Site(folder=site) as other:
                self.assertEqual(other.get(film["url"]).body, recordings.made("film.mp4"))
                self.assertIn(track["url"], other.get(story["url"]).text)
                self.assertEqual(other.get(film["url"], headers={"Range": "bytes=1-4"}).body, recordings.made("film.mp4")[1:5])
            self.site.run("export", "static", static, check=True)
            found = [os.path.join(place, name) for place, _, names in os.walk(static) for name in names]
            for url in (film["url"], track["url"]):
                self.assertTrue(any(path.endswith(url) for path in found), url)
            for kind in ("wxr", "ghost", "hugo"):
                out = os.path.join(folder, kind)
                self.site.run("export", kind, out, check=True)
                texts = ""
                files = []
                for place, _, names in os.walk(out):
                    files += names
                    for name in names:
                        if name.endswith(".zip"):
                            with zipfile.ZipFile(os.path.join(place, name)) as packed:
                                files += [os.path.basename(one.filename) for one in packed.infolist() if one.file_size > 0]
                        if name.endswith((".xml", ".json", ".md", ".html")):
                            with open(os.path.join(place, name), encoding="utf-8") as file:
                                texts += file.read()
                self.assertIn(film["url"].split("/")[-1], texts, kind)
                self.assertIn("Kept too", texts, kind)
                self.assertIn(film["url"].split("/")[-1], files, kind)


class OnS3(unittest.TestCase):
    def test_ranges_and_large_files_come_from_a_store(self):
        with S3Server() as store, Site(store.settings()) as site:
            token = site.token("editor")
            data = recordings.wav(26 * MEGABYTE / 16000, seed=80)
            medium = site.request("POST", "/api/v1/media", body=data, token=token, headers={"Content-Type": "audio/wav"}).json()
            self.assertEqual(site.get(medium["url"], headers={"Range": "bytes=100-200100"}).body, data[100:200101])
            self.assertEqual(hashlib.sha256(site.get(medium["url"]).body).hexdigest(), hashlib.sha256(data).hexdigest())
            self.assertEqual(site.get("/media/" + "0" * 64 + ".mp4").status, 404)
            store.stop()
            for _ in range(3):
                self.assertEqual(site.get(medium["url"]).status, 503)
            away = "recordings cannot be read, requests for them are answered with 503"
            self.assertEqual(site.log_text().count(away), 1, site.log_text())
            store.start()
            deadline = time.monotonic() + 20
            while site.get(medium["url"], headers={"Range": "bytes=0-9"}).status != 206:
                self.assertLess(time.monotonic(), deadline)
                time.sleep(0.2)
            self.assertIn(away + ": recovered", site.log_text())


if __name__ == "__main__":
    unittest.main()
