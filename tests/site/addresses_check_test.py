#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`stoppress addresses check` says of every address of an old site what readers get there, as the server itself would answer, and writes the redirects that are certain."""
import gzip
import json
import os
import re
import shutil
import tempfile
import unittest

from ghost_exports import export, post
from stoppress_site import Site, run

LOG = '{client} - - [05/Mar/2024:10:00:00 +0000] "{request} HTTP/1.1" {status} 512 "-" "Mozilla/5.0 (X11)"\n'


class Addresses(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.mkdtemp(prefix="stoppress-addresses-")
        cls.addClassCleanup(shutil.rmtree, cls.temporary, ignore_errors=True)

    def setUp(self):
        self.site = tempfile.mkdtemp(dir=self.temporary)
        source = self.put("export.json", json.dumps(export([post(1, "the-first-story", tags=["news"], authors=["ann"]), post(2, "a-second-story", tags=["news"]), post(3, "hidden-words", visibility="paid"),
                                                            post(4, "about", type="page")], tags={"news": {"name": "News"}}, users={"ann": {"name": "Ann"}})))
        run("import", "ghost", source, site=self.site, check=True)

    def put(self, name, data):
        path = os.path.join(self.temporary, name)
        with open(path, "wb") as file:
            file.write(data if isinstance(data, bytes) else data.encode())
        return path

    def check(self, *arguments):
        """(status, {answer: number of addresses}, {address: line of the report}, output)"""
        report = os.path.join(self.temporary, "report.tsv")
        done = run("addresses", "check", *arguments, "--report", report, site=self.site)
        table = {match[1].strip(): int(match[2]) for match in re.finditer(r"^(\d{3}(?: to nothing)?) +(\d+)", done.stdout, re.MULTILINE)}
        with open(report, encoding="utf-8") as lines:
            rows = {re.search(r"\t(/\S*)", line)[1]: line.rstrip("\n") for line in lines}
        return done, table, rows

    def test_each_answer_is_the_one_that_readers_get(self):
        addresses = ["/", "/the-first-story/", "/the-first-story", "/the-first-story/amp/", "/tag/news/", "/rss/", "/tag/news/rss/", "/author/ann/", "/sections/news", "/sections/news/", "/sections/none", "/latest",
                     "/latest?page=2", "/most-viewed?window=day", "/archive/2024/03", "/archive/2024/04", "/feed.xml", "/sitemap.xml", "/robots.txt", "/about/", "/hidden-words/", "/nothing", "/a//b", "/%zz", "/topics",
                     "/corrections", "/news-sitemap.xml", "/?p=3", "/media/" + "0" * 64 + ".jpg", "/api/the-first-story"]
        # A redirect to nothing, and one to that.
        with Site(folder=self.site) as site:
            token = site.token("admin")
            answer = site.post("/api/v1/redirects", {"redirects": [{"from": "/gone-on", "to": "/nothing"}, {"from": "/round", "to": "/gone-on"}]}, token=token)
            self.assertIn(answer.status, (200, 201), answer.text)
            addresses += ["/gone-on", "/round"]
            answers = {address: site.get(address) for address in addresses}
            # While the site is served.
            _, _, rows = self.check(self.put("list.txt", "\n".join(addresses)))
        self.assertEqual(set(rows), set(addresses))
        for address, answer in answers.items():
            location = f" -> {answer.headers['location']}" if answer.status == 301 else ""
            words = rows[address].split("\t")
            if address.startswith("/api/"):
                self.assertEqual(words, ["reserved", address], "nothing can be put there")
                continue
            self.assertEqual(words[0].split()[0], str(answer.status), rows[address])
            self.assertIn(address + location, words[1])
        self.assertTrue(rows["/gone-on"].startswith("301 to nothing"), rows["/gone-on"])

    def test_sitemaps_feeds_and_lists_are_read(self):
        with Site(folder=self.site) as site:
            for name, path in (("map.xml", "/sitemap-1.xml"), ("feed.xml", "/feed.xml"), ("atom.xml", "/atom.xml"), ("feed.json", "/feed.json")):
                data = site.get(path).body
                for file in (self.put(name, data), self.put(name + ".gz", gzip.compress(data))):
                    done, table, rows = self.check(file)
                    self.assertEqual((done.returncode, set(table)), (0, {"200"}), (name, done.stdout, done.stderr))
                    self.assertLessEqual({"/the-first-story/", "/a-second-story/"}, set(rows), name)
                    self.assertIn("Every address arrives.", done.stdout)

    def test_an_access_log_tells_what_readers_miss_most(self):
        lines = [LOG.format(client="192.0.2.1", request="GET /the-first-story/?utm_source=x", status=200)] * 3
        lines += [LOG.format(client="2001:db8::1", request="GET /old/page.html", status=200)] * 5
        lines += [LOG.format(client="192.0.2.1", request=request, status=status) for request, status in (
            ("GET /never-there", 404), ("POST /form", 200), ("GET /style.css", 200), ("HEAD /rss/", 304), ("GET /tag/news/", 301), ("GET /2019/01/02/a-second-story.php", 200))]
        lines.append(json.dumps({"level": "info", "request": {"method": "GET", "uri": "/the-first-story/", "host": "old.test"}, "status": 200}) + "\n")
        lines.append('\x16\x03\x01 "broken\n')
        done, table, rows = self.check(self.put("access.log.gz", gzip.compress("".join(lines).encode())))
        self.assertEqual((done.returncode, table), (1, {"200": 1, "301": 2, "404": 2}), done.stdout)
        self.assertEqual(rows["/the-first-story/"], "200\t4\t/the-first-story/")
        self.assertEqual(rows["/2019/01/02/a-second-story.php"], "404\t1\t/2019/01/02/a-second-story.php (now at /a-second-story/)")
        self.assertRegex(done.stdout, r"(?s)left out: 4 .*404\t5\t/old/page\.html\n404\t1\t/2019/01/02/a-second-story\.php")

    def test_redirects_that_are_certain_are_written_on_request(self):
        old = self.put("list.txt", "\n".join(("/2020/05/The-First-Story.html", "/index.php", "/feed/", "/category/news/", "/category/news/feed/", "/news/page/3/", "/about.html", "/hidden-words.html", "/tag/news/page/2/", "/news")))
        done, table, rows = self.check(old)
        self.assertEqual(done.returncode, 1)
        found = {address: row.partition(" (now at ")[2].rstrip(")") for address, row in rows.items()}
        self.assertEqual(found, {"/2020/05/The-First-Story.html": "/the-first-story/", "/index.php": "/", "/feed/": "/feed.xml", "/category/news/": "/sections/news", "/category/news/feed/": "/sections/news/feed.xml",
                                 "/news/page/3/": "", "/about.html": "/about/", "/hidden-words.html": "", "/tag/news/page/2/": "/sections/news", "/news": ""})
        with Site(folder=self.site) as site:
            self.assertEqual(site.get("/feed/").status, 404, "nothing is written without being asked for")
            done = run("addresses", "check", old, "--write-redirects", site=self.site)
            if not os.environ.get("STOPPRESS_TEST_POSTGRES"):
                # There is one writer.
                self.assertNotEqual(done.returncode, 0)
                self.assertIn("in use", done.stderr.lower() + done.stdout.lower())
                site.terminate()
                site.wait()
                done = run("addresses", "check", old, "--write-redirects", site=self.site)
                site.start()
            self.assertIn("redirects written: 7", done.stdout)
            for address, place in found.items():
                answer = site.get(address)
                self.assertEqual((answer.status, answer.headers.get("location")), (301, place) if place else (404, None), address)
            _, table, _ = self.check(old)
            self.assertEqual(table, {"301": 7, "404": 3})

    def test_what_holds_no_addresses_is_said(self):
        index = '<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://old.test/map-1.xml</loc></sitemap></sitemapindex>'
        for name, data, words in (("empty.txt", "", "holds no addresses"), ("words.txt", "hello\nworld\n", "holds no addresses"), ("index.xml", index, "is an index of sitemaps"),
                                  ("cut.xml", "<urlset><url><loc>https://old.test/a</loc>", "invalid XML in line 1"), ("type.xml", '<!DOCTYPE urlset [<!ENTITY a "b">]><urlset/>', "declares a document type"),
                                  ("tag.xml", "<urlset " + "x='y' " * 10_000 + "/>", "too many attributes")):
            done = run("addresses", "check", self.put(name, data), site=self.site)
            self.assertEqual(done.returncode, 1, name)
            self.assertIn(words, done.stderr)
            self.assertEqual(len(done.stderr.strip().splitlines()), 1, done.stderr)
        done = run("addresses", "check", os.path.join(self.temporary, "missing.txt"), site=self.site)
        self.assertIn("is not a file", done.stderr)
        done = run("addresses", "check", self.put("list.txt", "/"), site=os.path.join(self.temporary, "none"))
        self.assertEqual(done.returncode, 1)
        self.assertFalse(os.path.exists(os.path.join(self.temporary, "none")), "a command that reads makes no site")

    def test_of_several_hosts_the_old_site_is_chosen(self):
        old = self.put("list.txt", "https://www.old.test/the-first-story/\nhttps://old.test/about/\nhttps://other.test/nothing\n/rss/\n")
        _, table, _ = self.check(old)
        self.assertEqual(table, {"200": 2, "301": 1})
        done, table, _ = self.check(old)
        self.assertIn("addresses of other hosts, left out: 1 (those of old.test were asked for", done.stdout)
        _, table, _ = self.check(old, "--address", "https://other.test/")
        self.assertEqual(table, {"404": 1, "301": 1})


if __name__ == "__main__":
    unittest.main()
