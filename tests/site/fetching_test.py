#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures are fetched from other sites by a process of its own, which no address leads astray: not to this machine, not without end."""
import concurrent.futures
import os
import shutil
import signal
import subprocess
import tempfile
import unittest

import other_site
import pictures
from api_test import ApiTest
from other_site import OtherSite, Page, moved
from stoppress_site import Site, eventually

MEGABYTE = 1024 * 1024
MOST = 10 * MEGABYTE


class FetchTest(ApiTest):
    """`elsewhere` may be fetched from; `inside` is a server on this machine that may not."""
    more_settings = {}

    @classmethod
    def setUpClass(cls):
        cls.elsewhere = OtherSite()
        cls.inside = OtherSite({"/": Page("secret")})
        cls.addClassCleanup(cls.elsewhere.close)
        cls.addClassCleanup(cls.inside.close)
        cls.settings = {"views.repeat_minutes": 0, "site.url": "https://paper.test", **cls.elsewhere.settings, **cls.more_settings}
        super().setUpClass()

    def fetch(self, url, token=None, expect=None, headers=None, **words):
        if url.startswith("/"):
            url = self.elsewhere.url + url
        return self.ask("POST", "/media/fetch", {"url": url, **words}, token or self.tokens["contributor"], headers, expect=expect)

    def code(self, url, **words):
        answer = self.fetch(url, **words)
        self.assertNotIn(answer.status, (200, 201), url)
        return answer.json()["code"]

    def media(self):
        return self.ask("GET", "/media?limit=100", token=self.tokens["editor"], expect=200).json()["media"]


class Fetching(FetchTest):
    def test_a_picture_becomes_one_of_the_library(self):
        self.elsewhere.pages["/2026/A%20boat.png"] = Page(pictures.png(900, 600, 9001), "image/png", Set_Cookie="a=b; Path=/")
        url = self.elsewhere.url + "/2026/A%20boat.png?size=l#top"
        self.elsewhere.pages["/2026/A%20boat.png?size=l"] = self.elsewhere.pages["/2026/A%20boat.png"]
        made = self.fetch(url, alt="A boat", caption="At sea", credit="Ann Lee", expect=201)
        medium = made.json()
        self.assertEqual(made.headers["location"], f"/api/v1/media/{medium['id']}")
        self.assertEqual((medium["alt"], medium["caption"], medium["credit"]), ("A boat", "At sea", f"Ann Lee ({url})"))
        self.assertEqual((medium["filename"], medium["created_by"], medium["width"]), ("A boat.png", "contributor", 900))
        self.assertEqual(self.site.get(medium["url"]).status, 200)
        path, headers = self.elsewhere.asked[-1]
        self.assertEqual((path, headers["User-Agent"]), ("/2026/A%20boat.png?size=l", "Stoppress (+https://paper.test)"))
        for name in ("Cookie", "Authorization", "Referer", "X-Forwarded-For"):
            self.assertNotIn(name, headers)
        again = self.fetch(url, alt="Other words", expect=200).json()
        self.assertEqual((again["id"], again["alt"]), (medium["id"], "A boat"))
        self.assertNotIn("Cookie", self.elsewhere.asked[-1][1])
        self.assertEqual([one["id"] for one in self.media() if one["filename"] == "A boat.png"], [medium["id"]])

    def test_a_picture_without_a_credit_says_where_it_came_from(self):
        self.elsewhere.pages["/b.png"] = Page(pictures.png(60, 40, 9002), "image/png")
        self.assertEqual(self.fetch("/b.png", expect=201).json()["credit"], self.elsewhere.url + "/b.png")
        long = "/c.png?" + "x" * 600
        self.elsewhere.pages[long] = Page(pictures.png(60, 40, 9003), "image/png")
        self.assertEqual(self.fetch(long, credit="Ann", expect=201).json()["credit"], f"Ann ({self.elsewhere.url}/c.png)")

    def test_the_same_key_fetches_once(self):
        self.elsewhere.pages["/once.png"] = Page(pictures.png(60, 40, 9004), "image/png")
        headers = {"Idempotency-Key": '"fetch-once"'}
        first = self.fetch("/once.png", headers=headers, expect=201).json()
        self.assertEqual(self.fetch("/once.png", headers=headers, expect=201).json(), first)
        self.assertEqual(self.elsewhere.paths().count("/once.png"), 1)

    def test_what_is_no_picture_is_refused_and_not_kept(self):
        before = self.media()
        for path, body, code in (("/page", "<html>Words</html>", "file-type"), ("/svg", "<svg xmlns='http://www.w3.org/2000/svg'/>", "file-svg"),
                                 ("/empty", "", "file-empty"), ("/broken.png", pictures.png(300, 200, 9005)[:400], "file-broken"),
                                 ("/a.pdf", b"%PDF-1.4\n" + bytes(2000), "file-type"), ("/huge.png", pictures.plain_png(20_000, 6_000), "picture-too-large")):
            self.elsewhere.pages[path] = Page(body, "image/png")
            self.assertEqual(self.code(path), code, path)
        self.assertEqual(self.media(), before)

    def test_addresses_of_this_machine_are_refused(self):
        port = self.inside.host.partition(":")[2]
        for url in (self.inside.url + "/", "http://127.0.0.1/", "http://localhost/", "https://localhost/", "http://[::1]/", "http://0.0.0.0/", "http://0/",
                    "http://127.1/", "http://2130706433/", "http://[::ffff:127.0.0.1]/", "http://10.0.0.1/", "http://192.168.1.1/", "http://169.254.169.254/latest/",
                    f"http://localhost:{port}/", "ftp://example.org/a.png", "file:///etc/passwd", "http://user:secret@example.org/", "javascript:alert(1)",
                    "http://example.org:22/", "data:image/png;base64,AAAA", "gopher://example.org/", "/relative.png"[1:], "http://", "https://exa mple.org/"):
            self.assertEqual(self.code(url), "fetch-refused", url)
        self.assertEqual(self.inside.asked, [])

    def test_each_redirect_is_checked(self):
        self.elsewhere.pages.update({"/in": moved(self.inside.url + "/"), "/local": moved("http://localhost/"), "/file": moved("file:///etc/passwd"),
                                 "/meta": moved("http://169.254.169.254/latest/meta-data/"), "/loop": moved("/loop"), "/port": moved("http://example.org:8080/"),
                                 "/name": moved("http://a:b@example.org/"), "/nowhere": Page(status=302)})
        for path in ("/in", "/local", "/file", "/meta", "/port", "/name"):
            self.assertEqual(self.code(path), "fetch-refused", path)
        self.assertEqual(self.inside.asked, [])
        before = self.elsewhere.paths().count("/loop")
        self.assertEqual(self.code("/loop"), "fetch-failed")
        self.assertEqual(self.elsewhere.paths().count("/loop") - before, 4)
        self.assertEqual(self.code("/nowhere"), "fetch-failed")
        self.elsewhere.pages.update({"/1": moved("/2", 301), "/2": moved("3", 307), "/3": moved(self.elsewhere.url + "/end.png", 308),
                                 "/end.png": Page(pictures.png(60, 40, 9006), "image/png")})
        self.fetch("/1", expect=201)

    def test_what_has_no_end_is_given_up(self):
        self.elsewhere.pages.update({"/hang": other_site.hang, "/drip": other_site.drip, "/endless": other_site.endless, "/headers": other_site.endless_headers,
                                 "/large": Page(bytes(50 * MEGABYTE), "image/png"), "/bomb": other_site.bomb(MOST + 1),
                                 "/twice": Page(other_site.gzip.compress(other_site.gzip.compress(bytes(40 * MEGABYTE))), "image/png",
                                                Content_Encoding="gzip, gzip")})
        wanted = {"/hang": "fetch-too-slow", "/drip": "fetch-too-slow", "/endless": "fetch-too-large", "/headers": "fetch-too-large",
                  "/large": "fetch-too-large", "/bomb": "fetch-too-large", "/twice": "fetch-too-large"}
        people = [self.tokens["contributor"], self.tokens["reporter"], self.tokens["editor"]]
        with concurrent.futures.ThreadPoolExecutor(len(wanted)) as pool:
            codes = dict(zip(wanted, pool.map(lambda pair: self.code(pair[1], token=people[pair[0] % 3]), enumerate(wanted))))
        self.assertEqual(codes, wanted)
        self.elsewhere.pages["/just.png"] = other_site.bomb(MOST)
        self.assertEqual(self.code("/just.png"), "file-type", "exactly as much as is allowed comes in, and is no picture")

    def test_what_is_not_there_is_said(self):
        self.elsewhere.pages.update({"/gone": Page("x", status=410), "/broken": Page("x", status=500), "/denied": Page("x", status=403),
                                 "/part": Page("x", status=206), "/odd": lambda handler: handler.wfile.write(b"What?\r\n\r\n")})
        for path, code in (("/missing", "fetch-not-found"), ("/gone", "fetch-not-found"), ("/broken", "fetch-failed"), ("/denied", "fetch-failed"),
                           ("/odd", "fetch-failed"), ("http://no-such-host.invalid/", ("fetch-not-found", "fetch-failed"))):
            self.assertIn(self.code(path), code if isinstance(code, tuple) else (code,), path)

    def test_one_person_does_not_take_all_places(self):
        self.elsewhere.pages["/wait"] = other_site.hang
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda _: self.fetch("/wait"), range(6)))
        self.assertEqual(sorted(answer.json()["code"] for answer in answers), ["fetch-busy"] * 2 + ["fetch-too-slow"] * 4)
        self.assertEqual([answer.headers["retry-after"] for answer in answers if answer.status == 503], ["5"] * 2)

    def test_the_server_goes_on_when_the_process_dies(self):
        self.elsewhere.pages["/die"] = other_site.hang
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            asking = pool.submit(self.fetch, "/die")
            eventually(lambda: "/die" in self.elsewhere.paths())
            os.kill(eventually(self.child), signal.SIGKILL)
            self.assertEqual(asking.result().json()["code"], "fetch-failed")
        self.elsewhere.pages["/after.png"] = Page(pictures.png(60, 40, 9007), "image/png")
        self.fetch("/after.png", expect=201)

    def child(self):
        """The number of the fetching process, which has nothing of the server's environment."""
        for number in os.listdir("/proc"):
            try:
                with open(f"/proc/{number}/cmdline", "rb") as file:
                    words = file.read().split(b"\0")
                with open(f"/proc/{number}/stat", encoding="ascii") as file:
                    parent = int(file.read().rpartition(")")[2].split()[1])
            except (OSError, ValueError):
                continue
            if b"fetch-address" in words and parent == self.site.process.pid:
                return int(number)
        return None

    def test_the_body_is_checked(self):
        for body, field in (({}, "/url"), ({"url": ""}, "/url"), ({"url": 7}, "/url"), ({"url": "https://example.org/" + "a" * 4096}, "/url"),
                            ({"url": "https://example.org/", "alt": "a" * 1001}, "/alt"), ({"url": "https://example.org/", "more": 1}, "/more")):
            answer = self.ask("POST", "/media/fetch", body, self.tokens["editor"], expect=422)
            self.assertEqual([error["pointer"] for error in answer.json()["errors"]], [field])
        self.ask("POST", "/media/fetch", {"url": self.elsewhere.url + "/anonymous.png"}, expect=401)
        self.assertNotIn("/anonymous.png", self.elsewhere.paths())


class SwitchedOff(FetchTest):
    more_settings = {"fetching.requests": "off"}

    def test_nothing_is_fetched(self):
        self.assertEqual(self.fetch("/a.png", expect=403).json()["code"], "fetch-off")
        self.assertEqual(self.elsewhere.asked, [])


@unittest.skipUnless(shutil.which("openssl"), "needs openssl to make certificates")
class Encrypted(unittest.TestCase):
    def test_certificates_are_checked_and_encryption_is_kept(self):
        folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, folder)
        certificate, key = f"{folder}/certificate.pem", f"{folder}/key.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=other",
                        "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate], check=True, capture_output=True)
        plain = OtherSite({"/a.png": Page(pictures.png(60, 40, 9101), "image/png")})
        secure = OtherSite({"/a.png": Page(pictures.png(60, 40, 9102), "image/png"), "/down": moved(plain.url + "/a.png")}, certificate, key)
        self.addCleanup(plain.close)
        self.addCleanup(secure.close)
        hosts = {"fetching.private_hosts": [plain.host, secure.host]}
        for trusted, code in ((None, "fetch-failed"), (certificate, None)):
            with Site(settings={**hosts, **({"fetching.certificates": trusted} if trusted else {})}) as site:
                token = site.token("editor")
                answer = site.post("/api/v1/media/fetch", {"url": secure.url + "/a.png"}, token=token)
                self.assertEqual((answer.status, answer.json().get("code")), (422, code) if code else (201, None), answer)
                if trusted:
                    down = site.post("/api/v1/media/fetch", {"url": secure.url + "/down"}, token=token)
                    self.assertEqual(down.json()["code"], "fetch-refused")
        self.assertEqual(plain.asked, [])


if __name__ == "__main__":
    unittest.main()
