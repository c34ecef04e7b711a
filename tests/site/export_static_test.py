#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A site leaves as files: nginx and Caddy, with the configuration that is written beside them, answer every address as this program does, but for
the pages of lists, which files cannot tell apart by a query."""
import html
import html.parser
import http.client
import os
import re
import shutil
import subprocess
import tempfile
import unittest
import urllib.parse

import pictures
from api_test import ApiTest
from imports import write
from stoppress_site import binary, eventually, free_port

URL = "https://paper.test"
OLD = {
    "config.toml": f'baseURL = "{URL}/"\ntitle = "The Paper"\n',
    "content/news/one.md": "---\ntitle: One & <two>\ndate: 2020-02-03T10:00:00Z\nurl: /News/Upper-Case.html\naliases: [/old/one, /OLD/One, /old/بندر/, /media/2019/a.jpg, /story.php.html]\n"
                           "tags: [Water]\n---\nWords, and code: `<a href=\"/latest?page=2\">`, and [a list](/latest?page=2#end).\n",
    "content/news/bandar.md": "---\ntitle: بندر در شب\ndate: 2021-02-03T10:00:00Z\nurl: /خبر/بندر/\nlanguage: fa\n---\nمتن بندر.\n",
    "content/news/script.md": "---\ntitle: Old script\ndate: 2021-02-04T10:00:00Z\nurl: /story.php\n---\nA page with the name of a program.\n",
    "content/about.md": "---\ntitle: About us\ndate: 2020-01-01\nurl: /about/\n---\nWho we are.\n",
}
NGINX = """
daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    types {{ text/html html; text/css css; text/javascript js; text/xml xml; text/plain txt; image/svg+xml svg; font/woff2 woff2; }}
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    include {folder}/site.conf;
}}
"""


class Links(html.parser.HTMLParser):
    """What a page refers to on its own site, as paths with queries."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.found = set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            for one in re.findall(r"\S+", value or "") if name == "srcset" else [value]:
                one = (one or "").removeprefix(URL)
                if name in ("href", "src", "srcset", "content") and one.startswith("/") and not one.startswith("//"):
                    self.found.add(one.partition("#")[0].rstrip(","))


def there(address):
    """Where the page of a list is among the files."""
    path, _, query = address.partition("?")
    for name, value in urllib.parse.parse_qsl(query):
        usual = (name, value) == ("window", "week")
        path = path if usual else path.rstrip("/") + (f"/{value}" if name == "window" else f"/page/{value}")
    return path


def as_files_have_it(text):
    """A page of the server's without what counts views and without the search, and with the addresses of the files."""
    text = re.sub(r'<link rel="search"[^>]*>\n|<li><a href="/search">.*?</li>\n', "", text)
    text = re.sub(r'<script src="[^"]*beacon\.js"[^>]*></script>\n|<noscript><img class="counter".*?</noscript>\n', "", text)
    changed = re.sub(r'(href|content)="((?:%s)?)(/[^"?]*\?(?:page|window)=[^"#]*)' % URL, lambda found: f'{found[1]}="{found[2]}{there(html.unescape(found[3]))}', text)
    # In the text of a story it is not a link.
    return changed.replace('&lt;a href="/latest/page/2"&gt;', '&lt;a href="/latest?page=2"&gt;')


class ToFiles(ApiTest):
    settings = {"site.url": URL, "site.title": "The Paper", "lists.page_length": 5, "views.count": "beacon", "views.repeat_minutes": 0}

    @classmethod
    def prepare(cls, site):
        with tempfile.TemporaryDirectory(prefix="stoppress-old-") as old:
            write(old, {name: text.encode() for name, text in OLD.items()})
            site.run("import", "hugo", old, check=True)
        super().prepare(site)

    def setUp(self):
        self.temporary = tempfile.mkdtemp(prefix="stoppress-export-")
        self.addCleanup(shutil.rmtree, self.temporary, ignore_errors=True)

    def path(self, *names):
        return os.path.join(self.temporary, *names)

    def fill(self):
        editor = self.tokens["editor"]
        picture = self.ask("POST", "/media", body=pictures.png(1600, 1000, 1), token=editor, headers={"Content-Type": "image/png"}, expect=201).json()["url"]
        hidden = self.ask("POST", "/media", body=pictures.png(600, 400, 2), token=editor, headers={"Content-Type": "image/png"}, expect=201).json()["url"]
        self.ask("PUT", "/topics/water", {"name": "Water & Co", "aliases": ["rain"]}, editor, expect=200)
        self.ask("PUT", "/topics/" + urllib.parse.quote("خاک"), {"name": "خاک", "aliases": ["ab"]}, editor)
        self.publish(headline="Soil", topics=["خاک"])
        self.ask("PUT", "/authors/mina", {"name": "Mina"}, editor)
        for number in range(12):
            self.publish(headline=f"Story {number}", topics=["water"], authors=["mina"], section="news", body={"format": "markdown", "content": "Words."})
        viewed = self.publish(headline="Viewed", lead_image={"source": picture, "alt": "A boat"},
                              body={"format": "document", "content": {"blocks": [{"type": "embed", "url": "https://youtu.be/dQw4w9WgXcQ"}]}})
        self.publish(headline="With another's file", body={"format": "markdown", "content": "[There](https://elsewhere.test/media/" + "0" * 64 + ".jpg)"})
        self.ask("PUT", "/sections/news", {"slug": "city"}, editor, expect=200)
        self.make(headline="Hidden draft", body={"format": "markdown", "content": f"Hiddenword.\n\n![Secret]({hidden})"})
        gone = self.publish(headline="Hidden withdrawn")
        self.ask("POST", f"/stories/{gone['id']}/withdraw", {"reason": "wrong"}, editor, expect=200)
        self.ask("POST", "/redirects", {"redirects": [{"from": "/moved", "to": "/latest?page=2"}, {"from": "/?p=12", "to": "/about/"},
                                                      {"from": "/elsewhere", "to": "https://example.org/x?y=1"}]}, self.tokens["admin"], expect=201)
        for _ in range(3):
            self.assertEqual(self.site.post("/api/v1/views", {"story": viewed["id"]}, headers={"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}).status, 204)
        eventually(lambda: re.search(r'data-box="most-viewed".*>Viewed<', self.site.get("/").text, re.S))
        return {"picture": picture, "hidden": hidden, "gone": gone["url"], "viewed": viewed["url"]}

    def crawled(self):
        """Every answer of the server that its pages lead to, by address."""
        answers, waiting = {}, ["/", "/feed.xml", "/sitemap.xml", "/robots.txt", "/favicon.ico"]
        while waiting:
            address = waiting.pop()
            if address in answers or address.startswith(("/api", "/newsroom", "/search", "/opensearch.xml")):
                continue
            answers[address] = answer = self.site.get(address)
            if answer.status == 200 and answer.headers["content-type"].startswith("text/html"):
                waiting += Links(answer.text).found
            elif answer.status == 200 and "xml" in answer.headers["content-type"] and address.startswith("/sitemap"):
                waiting += [one.removeprefix(URL) for one in re.findall(r"<loc>(.*?)</loc>", answer.text)]
        return answers

    def start(self, command, port, **options):
        with open(self.path("server.log"), "ab") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log, **options)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)

        def answers():
            if process.poll() is not None:
                with open(self.path("server.log"), encoding="utf-8") as log:
                    self.fail(log.read())
            try:
                return self.ask_files(port, "/robots.txt")[0] == 200
            except OSError:
                return False
        eventually(answers)

    def ask_files(self, port, address):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.request("GET", address)
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def compare(self, port, names, crawled):
        for address, served in crawled.items():
            with self.subTest(address=address):
                status, headers, body = self.ask_files(port, there(address))
                self.assertEqual(status, served.status)
                if "location" in served.headers:
                    self.assertEqual(headers["location"], there(served.headers["location"]))
                elif served.headers["content-type"].startswith("text/html"):
                    self.assertEqual(body.decode(), as_files_have_it(served.text))
                    self.assertIn("frame-src https://www.youtube-nocookie.com", headers["content-security-policy"])
                else:
                    self.assertEqual(body, served.body)
                    if address.endswith(("feed.xml", "atom.xml", "feed.json")) or address.startswith("/media/"):
                        self.assertEqual(headers["content-type"], served.headers["content-type"])
        slashes = ("/about", "/old/one/", "/story.php/", urllib.parse.quote("/خبر/بندر"), "/sections/city/", "/topics/", "/latest/", names["viewed"] + "/", names["gone"] + "/")
        for address in slashes:
            with self.subTest(address=address):
                served = self.site.get(address)
                status, headers, _ = self.ask_files(port, address)
                self.assertEqual((status, headers.get("location")), (served.status, served.headers.get("location")))
        status, headers, _ = self.ask_files(port, "/assets/nothing.js")
        self.assertEqual((status, headers.get("cache-control"), headers["x-content-type-options"]), (404, None, "nosniff"))
        self.assertIn("default-src", headers["content-security-policy"])
        leading = {"/old/one": None, "/OLD/One": None, "/media/2019/a.jpg": None, "/story.php.html": None, "/topics/ab": None, "/topics/ab/feed.xml": None, urllib.parse.quote("/old/بندر/"): None, "/topics/rain": None, "/sections/news": None, "/?p=12": None,
                   "/moved": "/latest/page/2", "/elsewhere": None, "/topics/water/": None}
        for address, expected in leading.items():
            with self.subTest(address=address):
                served = self.site.get(address)
                status, headers, _ = self.ask_files(port, address)
                self.assertIn(served.status, (301, 308))
                self.assertEqual((status, headers["location"]), (301, expected or served.headers["location"]))
        for address, expected in ((names["gone"], 410), ("/nowhere", 404), (names["hidden"], 404), ("/404.html", 404), ("/../nginx.conf", 400), ("/topics/water/page/9", 404)):
            with self.subTest(address=address):
                status, headers, body = self.ask_files(port, address)
                self.assertIn(status, (expected, 404))
                self.assertEqual(status == 410, expected == 410)
                if not names["hidden"] == address and expected in (404, 410):
                    self.assertIn(b"The Paper", body)

    def test_nginx_and_caddy_answer_as_the_program_does(self):
        names = self.fill()
        target = self.path("leaving")
        done = self.site.run("export", "static", target)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("18 stories, 1 pages, 0 drafts", done.stdout)
        for place, _, files in os.walk(target):
            self.assertEqual(os.stat(place).st_mode & 0o777, 0o755, place)
            for name in files:
                self.assertEqual(os.stat(os.path.join(place, name)).st_mode & 0o777, 0o644, name)
                with open(os.path.join(place, name), "rb") as file:
                    text = file.read()
                self.assertNotIn(b"Hiddenword", text, name)
                self.assertNotIn(b"/api/v1/views", text if not name.endswith(".js") else b"", name)
        crawled = self.crawled()
        self.assertGreater(len([address for address in crawled if "?page=" in address]), 3)
        self.assertTrue(any(address.endswith(names["picture"]) for address in crawled))
        for address, answer in crawled.items():
            self.assertIn(answer.status, (200, 301, 302), address)
        self.with_nginx(target, names, crawled)
        self.with_caddy(target, names, crawled)

    def with_nginx(self, target, names, crawled):
        program = shutil.which("nginx") or "/usr/sbin/nginx"
        if not os.path.exists(program):
            self.skipTest("nginx is not installed")
        port = free_port()
        with open(os.path.join(target, "nginx.conf"), encoding="utf-8") as file:
            site = file.read().replace("listen 80;", f"listen 127.0.0.1:{port};")
        write(self.temporary, {"site.conf": site.encode(), "nginx.conf": NGINX.format(folder=self.temporary).encode()})
        self.start([program, "-p", self.temporary, "-c", self.path("nginx.conf")], port)
        self.compare(port, names, crawled)

    def with_caddy(self, target, names, crawled):
        if shutil.which("caddy") is None:
            self.skipTest("Caddy is not installed")
        port = free_port()
        with open(os.path.join(target, "Caddyfile"), encoding="utf-8") as file:
            site = file.read().replace(f"{URL} {{", f"http://127.0.0.1:{port} {{")
        write(self.temporary, {"Caddyfile": ("{\n\tadmin off\n\tauto_https off\n}\n" + site).encode()})
        home = {"HOME": self.temporary, "XDG_DATA_HOME": self.temporary, "XDG_CONFIG_HOME": self.temporary}
        self.start(["caddy", "run", "--config", self.path("Caddyfile"), "--adapter", "caddyfile"], port, env={**os.environ, **home})
        self.compare(port, names, crawled)


if __name__ == "__main__":
    unittest.main()
