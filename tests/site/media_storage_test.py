#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that pictures can be kept in a shared folder or in an S3-compatible store: taken in, served by every node, checked, backed up and restored;
and that one that is away costs readers the pictures and nothing else."""
import hashlib
import os
import random
import shutil
import struct
import tempfile
import threading
import unittest
import zlib

from import_media_test import UPLOADS, attachment, chunk, png
from import_wxr_test import export, item
from postgres_server import PostgresServer
from s3_server import SECRET_KEY, S3Server, canonical_request, signature
from stoppress_site import Site, binary, eventually, not_under_a_sanitizer, run

FILES = 12  # of three drawings: the original, and PNG, WebP and JPEG of each


class Kept(unittest.TestCase):
    """A site with three pictures and a story, in `self.folder`; where they are kept is the subclass's."""
    site_taken = None  # a folder with a copy of it, and its pictures, once a test has asked for them

    @classmethod
    def tearDownClass(cls):
        if cls.site_taken:
            shutil.rmtree(cls.site_taken[0], ignore_errors=True)

    def setUp(self):
        binary()
        self.temporary = tempfile.mkdtemp(prefix="stoppress-storage-")
        self.addCleanup(shutil.rmtree, self.temporary, ignore_errors=True)
        self.folder = self.path("site")
        self.file = self.path("export.xml")
        self.uploads = self.path("uploads")
        os.makedirs(os.path.join(self.uploads, "2020", "01"))
        for shade in range(3):
            with open(os.path.join(self.uploads, "2020", "01", f"{shade}.png"), "wb") as picture:
                picture.write(png(60, 40, shade))
        with open(self.file, "w", encoding="utf-8") as file:
            file.write(export(item(1, content="".join(f'<p><img src="{UPLOADS}{shade}.png"></p>' for shade in range(3))),
                              *(attachment(20 + shade, f"{shade}.png") for shade in range(3))))
        self.settings = self.place()

    def path(self, *parts):
        return os.path.join(self.temporary, *parts)

    def environment(self, settings=None):
        return {"STOPPRESS_" + key.upper().replace(".", "_"): str(value) for key, value in (settings or self.settings).items()}

    def run_with(self, *arguments, site=None, settings=None, **options):
        return run(*arguments, site=site or self.folder, env=self.environment(settings), **options)

    def take(self, check=True, **options):
        return self.run_with("import", "wxr", self.file, "--media", self.uploads, check=check, **options)

    def taken(self):
        """As take(), for tests of what comes after it: the pictures are made once for all of them."""
        if type(self).site_taken is None:
            self.take()
            copy = tempfile.mkdtemp(prefix="stoppress-storage-")
            shutil.copytree(self.folder, copy, dirs_exist_ok=True)
            type(self).site_taken = copy, self.pictures()
            return
        copy, pictures = self.site_taken
        shutil.copytree(copy, self.folder)
        self.put_back(pictures)

    def site(self, folder=None, settings=None, **more):
        site = Site(folder=folder or self.folder, settings={**(settings or self.settings), **more})
        self.addCleanup(site.close)
        return site.start()

    def addresses(self, site):
        page = site.get("/2020/01/1/")
        self.assertEqual(page.status, 200, page)
        found = sorted({part.split('"')[0] for part in page.text.split('src="')[1:] if part.startswith("/media/")})
        self.assertEqual(len(found), 3, page.text)
        return found


class Both:
    """What holds wherever they are kept."""

    def test_a_site_is_taken_in_served_checked_backed_up_and_restored(self):
        self.take()
        kept = self.kept()
        self.assertEqual((len(kept), len([name for name in kept if name.startswith("originals/")])), (FILES, 3))
        self.assertFalse(os.path.exists(os.path.join(self.folder, "media")))
        site = self.site()
        shown = {address: site.get(address) for address in self.addresses(site)}
        for address, answer in shown.items():
            self.assertEqual((answer.status, answer.headers["content-type"]), (200, "image/png"), address)
        self.assertEqual(site.get("/media/" + "0" * 64 + ".webp").status, 404)
        self.assertIn("3 pictures", self.run_with("check", check=True).stdout)
        self.run_with("backup", self.path("backup"), check=True)
        site.close()
        self.assertIn("unchanged", self.take().stdout)
        self.assertEqual(self.kept(), kept)
        # All is lost, and comes back to where it was.
        self.lose_all()
        self.assertEqual(self.run_with("check").returncode, 1)
        restored = self.path("restored")
        done = self.run_with("restore", self.path("backup"), site=restored, check=True)
        self.assertIn(self.settings["media.store"], done.stdout)
        self.assertEqual(self.kept(restored), kept)
        self.assertEqual([name for _, _, names in os.walk(os.path.join(restored, "media")) for name in names], [])
        self.assertIn("3 pictures", self.run_with("check", site=restored, check=True).stdout)
        again = self.site(restored)
        for address, answer in shown.items():
            self.assertEqual(again.get(address).body, answer.body)
        # The same file with the pictures in the site's own folder.
        own = self.path("own")
        run("restore", self.path("backup"), site=own, check=True)
        self.assertIn("3 pictures", run("check", site=own, check=True).stdout)

    def test_what_is_kept_in_the_folder_moves_by_a_backup(self):
        run("import", "wxr", self.file, "--media", self.uploads, site=self.folder, check=True)
        run("backup", self.path("backup"), site=self.folder, check=True)
        restored = self.path("restored")
        self.run_with("restore", self.path("backup"), site=restored, check=True)
        self.assertEqual(len(self.kept(restored)), FILES)
        self.assertIn("3 pictures", self.run_with("check", site=restored, check=True).stdout)

    def test_a_damaged_or_lost_picture_is_found_and_made_again(self):
        self.taken()
        kept = self.kept()
        self.damage(kept[0])
        self.lose(kept[1])
        found = self.run_with("check")
        self.assertEqual(found.returncode, 1)
        self.assertIn(kept[0], found.stdout)
        self.assertIn(kept[1], found.stdout)
        self.assertNotIn(kept[2], found.stdout)
        # An import looks whether each is there, and makes those anew that are not.
        self.lose(kept[0])
        self.take()
        self.assertEqual(self.kept(), kept)
        self.run_with("check", check=True)

    def test_a_dry_run_writes_nothing(self):
        self.run_with("import", "wxr", self.file, "--media", self.uploads, "--dry-run", check=True)
        self.assertEqual(self.kept(), [])

    def test_while_it_is_away_pages_go_on_and_pictures_come_back_by_themselves(self):
        self.taken()
        site = self.site(**{"server.threads": 1})  # what is at hand is at hand on the one loop
        addresses = self.addresses(site)
        self.assertEqual(site.get(addresses[0]).status, 200)
        self.go_away()
        self.assertEqual(site.get(addresses[0]).status, 200, "what is at hand is served on")
        for _ in range(3):
            answer = site.get(addresses[1])
            self.assertEqual(answer.status, 503, answer)
            self.assertGreaterEqual(int(answer.headers["retry-after"]), 1)
            self.assertIn("no-store", answer.headers["cache-control"])
        for path in ("/2020/01/1/", "/latest", "/authors/nobody", "/feed.xml"):
            self.assertIn(site.get(path).status, (200, 404), path)
        token = site.token()
        self.assertEqual(site.publish(token)["status"], "published", "saving goes on")
        ready = site.get("/readyz")
        self.assertEqual((ready.status, ready.text), (200, "ready\nPictures cannot be read at the moment.\n"))
        self.assertIn('stoppress_ready{part="pictures"} 0', site.get("/metrics").text)
        log = site.log_text()
        self.assertEqual(log.count("pictures cannot be read, requests for them are answered with 503"), 1, log)
        self.assertNotIn(SECRET_KEY, log)
        done = self.run_with("check", timeout=300)
        self.assertEqual(done.returncode, 1)
        self.assertIn("not all pictures could be checked", done.stderr)
        self.come_back()
        eventually(lambda: site.get(addresses[1]).status == 200, 10)
        self.assertEqual(site.get("/readyz").text, "ready\n")
        self.assertIn("pictures can be read again", site.log_text())

    def test_two_nodes_show_the_same_pictures(self):
        with PostgresServer() as server:
            url = server.create_database("site")
            self.settings["database.url"] = url
            self.take()
            a = self.site(self.folder)
            b = self.site(self.path("other"))
            addresses = self.addresses(a)
            self.assertEqual(self.addresses(b), addresses)
            for address in addresses:
                self.assertEqual((a.get(address).status, a.get(address).body), (200, b.get(address).body))
            # Of a server's site everything is in one file too.
            self.run_with("backup", self.path("backup"), check=True)
            a.close()
            b.close()
            self.settings["database.url"] = "sqlite:stoppress.db"
            self.lose_all()
            self.run_with("restore", self.path("backup"), site=self.path("restored"), check=True)
            self.assertIn("3 pictures", self.run_with("check", site=self.path("restored"), check=True).stdout)


class InASharedFolder(Both, Kept):
    @classmethod
    def setUpClass(cls):
        not_under_a_sanitizer()
        super().setUpClass()

    def place(self):
        self.shared = self.path("mount", "media")
        os.makedirs(self.shared)
        return {"media.store": self.shared}

    def kept(self, folder=None):
        found = [os.path.relpath(os.path.join(at, name), self.shared) for at, _, names in os.walk(self.shared) for name in names]
        return sorted(name for name in found if not name.startswith("incoming/"))

    def pictures(self):
        copy = {}
        for name in self.kept():
            with open(os.path.join(self.shared, name), "rb") as file:
                copy[name] = file.read()
        return copy

    def put_back(self, pictures):
        for name, data in pictures.items():
            os.makedirs(os.path.dirname(os.path.join(self.shared, name)), exist_ok=True)
            with open(os.path.join(self.shared, name), "wb") as file:
                file.write(data)

    def lose(self, name):
        os.remove(os.path.join(self.shared, name))

    def lose_all(self):
        shutil.rmtree(self.shared)
        os.makedirs(self.shared)

    def damage(self, name):
        with open(os.path.join(self.shared, name), "ab") as file:
            file.write(b"x")

    def go_away(self):
        os.rename(self.path("mount"), self.path("unmounted"))

    def come_back(self):
        os.rename(self.path("unmounted"), self.path("mount"))

    def test_an_import_does_not_write_where_nothing_is_mounted(self):
        self.go_away()
        done = self.take(check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn("does not exist", done.stderr)
        self.assertFalse(os.path.exists(self.path("mount")))


class InAnotherFolderOfTheSite(Kept):
    def place(self):
        return {"media.store": "data/pictures"}

    def test_it_is_in_a_backup_once_and_comes_back_there(self):
        self.take()
        self.assertEqual(len([name for _, _, names in os.walk(os.path.join(self.folder, "data", "pictures")) for name in names]), FILES)
        self.run_with("backup", self.path("backup"), check=True)
        restored = self.path("restored")
        self.run_with("restore", self.path("backup"), site=restored, check=True)
        self.assertEqual(len([name for _, _, names in os.walk(os.path.join(restored, "data", "pictures")) for name in names]), FILES)
        self.assertIn("3 pictures", self.run_with("check", site=restored, check=True).stdout)


class InAnS3Store(Both, Kept):
    def place(self):
        self.store = S3Server().start()
        self.addCleanup(self.store.close)
        self.store.most_listed = 2
        return self.store.settings()

    @property
    def objects(self):
        return self.store.buckets["news"]

    def kept(self, folder=None):
        return [name.removeprefix("paper/") for name in self.store.names("paper/")]

    def pictures(self):
        return dict(self.objects)

    def put_back(self, pictures):
        self.objects.update(pictures)

    def lose(self, name):
        del self.objects["paper/" + name]

    def lose_all(self):
        self.objects.clear()

    def damage(self, name):
        data, kind = self.objects["paper/" + name]
        self.objects["paper/" + name] = (data[:-1] + bytes([data[-1] ^ 1]), kind)

    def go_away(self):
        self.store.stop()

    def come_back(self):
        self.store.start()

    def test_the_store_says_what_a_picture_is(self):
        self.taken()
        self.assertEqual({kind for name, (_, kind) in self.objects.items() if "originals" not in name}, {"image/png", "image/webp", "image/jpeg"})
        self.assertEqual({kind for name, (_, kind) in self.objects.items() if "originals" in name}, {"image/png"})

    def test_connections_are_used_again(self):
        self.taken()
        site = self.site()
        before = self.store.connected
        for address in self.addresses(site):
            self.assertEqual(site.get(address).status, 200)
        self.assertEqual(self.store.connected - before, 1)

    def test_a_wrong_key_is_told_from_a_store_that_is_away(self):
        for key, value, told in (("media.s3_secret_key", "wrong", "media.s3_secret_key does not belong"), ("media.s3_access_key", "AKOTHER", "does not accept media.s3_access_key"),
                                 ("media.s3_region", "us-east-1", "media.s3_region"), ("media.store", "s3://other-bucket", "the bucket does not exist")):
            done = self.take(check=False, settings={**self.settings, key: value})
            self.assertEqual(done.returncode, 1, (key, done.stderr))
            self.assertIn(told, done.stderr)
            self.assertNotIn(SECRET_KEY, done.stdout + done.stderr)
        self.assertEqual(self.objects, {})

    def test_a_store_that_is_busy_is_asked_again(self):
        self.store.busy = 3
        self.take()
        self.assertEqual(len(self.kept()), FILES)
        site = self.site()
        addresses = self.addresses(site)
        self.store.busy = 2
        self.assertEqual(site.get(addresses[0]).status, 200)
        self.store.busy = 1000
        self.assertEqual(site.get(addresses[1]).status, 503)
        asked = len(self.store.asked)
        for _ in range(10):
            self.assertEqual(site.get(addresses[1]).status, 503)
        self.assertLess(len(self.store.asked) - asked, 10, "it is left alone for a while")
        self.store.busy = 0
        eventually(lambda: site.get(addresses[1]).status == 200, 5)

    def test_one_that_hangs_holds_up_pictures_alone(self):
        self.taken()
        site = self.site()
        addresses = self.addresses(site)
        self.store.hanging = 30
        asked = len(self.store.asked)
        statuses = []
        readers = [threading.Thread(target=lambda: statuses.append(site.get(addresses[number % 3]).status)) for number in range(12)]
        for reader in readers:
            reader.start()
        eventually(lambda: len(self.store.asked) > asked, message="the store is not asked")
        for path in ("/2020/01/1/", "/latest?page=1", "/archive/2020/01", "/sitemap.xml"):
            self.assertEqual(site.get(path).status, 200, path)
        self.assertLess(len(statuses), 12, "the pages came no sooner than the pictures")
        for reader in readers:
            reader.join(30)
        self.assertEqual(statuses, [503] * 12)
        self.store.hanging = 0
        eventually(lambda: site.get(addresses[0]).status == 200, 10)
        self.assertEqual(site.terminate(), 0)

    def test_no_other_host_is_ever_asked(self):
        self.taken()
        with S3Server() as other:
            other.buckets["news"].update(self.objects)
            self.store.elsewhere = other.endpoint
            site = self.site()
            self.assertEqual(site.get(self.addresses(site)[0]).status, 503)
            done = self.run_with("check")
            self.assertIn("the bucket is at another address", done.stderr)
            self.assertEqual(other.asked, [])
            self.store.elsewhere = None
            # Nor a proxy of the environment.
            env = {**self.environment(), "http_proxy": other.endpoint, "ALL_PROXY": other.endpoint}
            self.assertEqual(run("check", site=self.folder, env=env).returncode, 0)
            self.assertEqual(other.asked, [])

    def test_what_is_not_the_picture_is_not_handed_out(self):
        self.taken()
        site = self.site()
        addresses = self.addresses(site)
        names = ["paper/" + address.removeprefix("/media/") for address in addresses]
        self.damage(names[0].removeprefix("paper/"))
        self.objects[names[1]] = (b"x" * (17 << 20), "image/webp")
        self.assertEqual(site.get(addresses[0]).status, 500)
        self.assertEqual(site.get(addresses[1]).status, 500)
        self.assertEqual(site.get(addresses[2]).status, 200)
        self.assertIn("does not match its hash", site.log_text())
        self.assertIn("is too large", site.log_text())

    def test_a_certificate_that_nobody_vouches_for_is_refused_before_anything_is_sent(self):
        with S3Server(tls=True) as other:
            done = self.take(check=False, settings=other.settings())
            self.assertEqual(done.returncode, 1)
            self.assertIn("certificate", done.stderr)
            self.assertEqual(other.asked, [])

    def test_a_restore_without_the_store_leaves_the_pictures_in_the_folder(self):
        self.taken()
        self.run_with("backup", self.path("backup"), check=True)
        self.store.stop()
        restored = self.path("restored")
        done = self.run_with("restore", self.path("backup"), site=restored, timeout=300)
        self.assertEqual(done.returncode, 1)
        self.assertIn('media.store = "media"', done.stderr)
        self.assertIn("3 pictures", run("check", site=restored, check=True).stdout)

    def test_a_picture_larger_than_a_packet_goes_there_and_back(self):
        not_under_a_sanitizer()
        noise = random.Random(7)
        rows = b"".join(b"\0" + noise.randbytes(3 * 1500) for _ in range(900))
        with open(os.path.join(self.uploads, "2020", "01", "0.png"), "wb") as file:
            file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1500, 900, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows, 1)) +
                       chunk(b"IEND", b""))
        self.take()
        self.assertGreater(max(len(data) for data, _ in self.objects.values()), 3 << 20)
        self.run_with("check", check=True)

    def test_the_secret_is_printed_nowhere(self):
        done = self.run_with("config", check=True)
        self.assertIn('media.s3_secret_key = "(hidden)"', done.stdout)
        self.assertNotIn(SECRET_KEY, done.stdout + done.stderr)
        self.assertIn("media.s3_access_key", done.stdout)


class TheStoreOfTheTests(unittest.TestCase):
    def test_it_signs_as_the_examples_of_the_specification(self):
        headers = {"host": "examplebucket.s3.amazonaws.com", "x-amz-content-sha256": hashlib.sha256(b"").hexdigest(), "x-amz-date": "20130524T000000Z"}
        for target, more, wanted in (("/test.txt", {"range": "bytes=0-9"}, "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"),
                                     ("/?max-keys=2&prefix=J", {}, "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")):
            signed = {**headers, **more}
            canonical = canonical_request("GET", target, signed, sorted(signed), headers["x-amz-content-sha256"])
            self.assertEqual(signature("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "20130524", "us-east-1", "20130524T000000Z", canonical), wanted)


if __name__ == "__main__":
    unittest.main()
