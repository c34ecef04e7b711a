#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""By hand: what a real Ghost 6 makes of `stoppress export ghost`. A site with everything in it is exported, Ghost imports the file as its
administrator would, and its pages are held against ours: words, ids of headings, pictures, addresses.

    tests/peers/install-ghost FOLDER
    STOPPRESS_BINARY=build/release/stoppress STOPPRESS_SOURCE=$PWD PYTHONPATH=tests/support:tests/site python3 -B tests/peers/into_ghost.py FOLDER
"""
import collections
import difflib
import html.parser
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse

import export_ghost_test as sample
import pictures
from api_test import STORY
from stoppress_site import Site, free_port

OWNER = {"name": "Desk", "email": "desk@paper.example", "password": "one-that-nobody-else-uses", "blogTitle": "Before"}


MARKS = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "del": "s", "s": "s", "sub": "sub", "sup": "sup", "code": "code"}
EMPTY = ("img", "br", "hr", "source", "input", "meta", "link")


class Text(html.parser.HTMLParser):
    """Words with their marks, ids of headings, links and pictures of a page, or of the part of it with a class."""

    def __init__(self, source, inside=None):
        super().__init__()
        self.words, self.ids, self.pictures, self.links, self.marks = [], [], [], [], []
        self.inside = inside
        self.depth = 0 if inside else 1
        self.ignored = 0
        self.feed(source)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag in ("script", "style"):
            self.ignored += 1
        if self.depth == 0 and self.inside in (found.get("class") or "").split():
            self.depth = 1
            return
        if self.depth == 0:
            return
        if tag not in EMPTY:
            self.depth += 1
        if found.get("id") and re.fullmatch(r"h\d", tag):
            self.ids.append(found["id"])
        if tag == "img":
            self.pictures.append(found["src"])
        if tag == "a":
            self.links.append(urllib.parse.unquote(found["href"]))
        if tag in MARKS:
            self.marks.append(MARKS[tag])

    def handle_endtag(self, tag):
        self.ignored -= tag in ("script", "style")
        if self.depth and tag in MARKS:
            self.marks.remove(MARKS[tag])
        if self.depth and tag not in EMPTY:
            self.depth -= 1

    def handle_data(self, data):
        if self.depth and not self.ignored:
            self.words += [":".join((word, *sorted(self.marks))) for word in re.findall(r"\w+", data)]


class Ghost:
    """A new Ghost on a free port of 127.0.0.1, with SQLite."""

    def __init__(self, program, folder):
        self.folder = folder
        self.port = free_port()
        self.cookie = ""
        shutil.copytree(program / "ghost/content", folder / "content")
        (folder / "content/data").mkdir(exist_ok=True)
        self.log = open(folder / "ghost.log", "wb")
        environment = {
            **os.environ, "PATH": f"{program / 'node/bin'}:{os.environ['PATH']}", "NODE_ENV": "production", "url": f"http://127.0.0.1:{self.port}",
            "server__host": "127.0.0.1", "server__port": str(self.port), "database__client": "sqlite3",
            "database__connection__filename": str(folder / "content/data/ghost.db"), "database__useNullAsDefault": "true",
            "paths__contentPath": str(folder / "content"), "security__staffDeviceVerification": "false", "privacy__useUpdateCheck": "false",
            "privacy__useGravatar": "false", "privacy__useRpcPing": "false", "mail__transport": "SMTP", "mail__options__host": "127.0.0.1",
            "mail__options__port": "9", "logging__level": "info", "logging__transports": '["stdout"]'}
        self.process = subprocess.Popen(["node", "index.js"], cwd=program / "ghost", env=environment, stdout=self.log, stderr=self.log,
                                        executable=str(program / "node/bin/node"))
        self.wait(lambda: self.get("/")[0] == 200, "it did not start")

    def wait(self, condition, what):
        end = time.monotonic() + 600
        while time.monotonic() < end and self.process.poll() is None:
            try:
                if condition():
                    return
            except OSError:
                pass
            time.sleep(1)
        raise SystemExit(f"Ghost: {what}; see {self.folder / 'ghost.log'}")

    def request(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def get(self, path):
        return self.request("GET", path)

    def admin(self, method, path, body=None, kind="application/json"):
        headers = {"Content-Type": kind, "Origin": f"http://127.0.0.1:{self.port}", "Accept-Version": "v6.0", "Cookie": self.cookie}
        status, fields, answer = self.request(method, "/ghost/api/admin/" + path, body, headers)
        if status not in (200, 201, 204):
            raise SystemExit(f"Ghost answered {status} to {path}: {answer[:2000].decode()}")
        self.cookie = fields["Set-Cookie"].partition(";")[0] if fields["Set-Cookie"] else self.cookie
        return json.loads(answer) if answer[:1] == b"{" else answer

    def upload(self, path, member, file, kind):
        border = "border-of-the-parts"
        head = f'--{border}\r\nContent-Disposition: form-data; name="{member}"; filename="{file.name}"\r\nContent-Type: {kind}\r\n\r\n'
        body = head.encode() + file.read_bytes() + f"\r\n--{border}--\r\n".encode()
        return self.admin("POST", path, body, f"multipart/form-data; boundary={border}")

    def bring(self, file, kind):
        """An import, to its end: Ghost answers before that. It fails to send the email about it, which is no matter."""
        log = self.folder / "ghost.log"
        before = log.stat().st_size
        self.upload("db/", "importfile", file, kind)
        self.wait(lambda: re.search(rb"site-content-import (completed|error|failed)", log.read_bytes()[before:]), f"it did not import {file.name}")

    def set_up(self):
        self.admin("POST", "authentication/setup/", json.dumps({"setup": [OWNER]}))
        self.admin("POST", "session/", json.dumps({"username": OWNER["email"], "password": OWNER["password"]}))
        # A new Ghost has a post and a page, whose slug "about" a page of ours would not get.
        for kind in ("posts", "pages"):
            for post in self.admin("GET", f"{kind}/")[kind]:
                self.admin("DELETE", f"{kind}/{post['id']}/")

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        self.log.close()


class Comparison:
    def __init__(self):
        self.problems = 0
        self.checked = collections.Counter()

    def expect(self, what, found, expected):
        self.checked[what.partition(" of ")[0]] += 1
        if found != expected:
            self.problems += 1
            print(f"DIFFERS: {what}\n  here  {expected!r}\n  Ghost {found!r}")

    def words(self, what, found, expected):
        self.checked["words"] += len(expected)
        if found != expected:
            self.problems += 1
            print(f"DIFFERS: words of {what}")
            print("\n".join(line for line in difflib.unified_diff(expected, found, "here", "Ghost", lineterm="", n=1)))


def fill(site):
    """The site of the test of the export, and what else a site has."""
    token = site.token("editor")

    def make(**fields):
        answer = site.post("/api/v1/stories", {**STORY, **fields}, token=token)
        assert answer.status == 201, answer
        return answer.json()

    def publish(**fields):
        story = make(**fields)
        answer = site.post(f"/api/v1/stories/{story['id']}/publish", {}, token=token)
        assert answer.status == 200, answer
        return answer.json()

    def kept(data, kind):
        answer = site.request("POST", "/api/v1/media?alt=A+boat", data, headers={"Content-Type": kind}, token=token)
        assert answer.status in (200, 201), answer
        return answer.json()["url"]

    def picture(seed):
        return kept(pictures.png(600, 400, seed), "image/png")

    def named(kind, slug, **fields):
        answer = site.put(f"/api/v1/{kind}/{slug}", fields, token=token)
        assert answer.status in (200, 201), answer

    named("sections", "news", name="News & views", description="All <of> it")
    named("topics", "water", name="Water <now>", aliases=["rain"])
    named("topics", "metoo", name="#metoo", description="d" * 700)
    named("authors", "mina", name="Mina", biography="b" * 400, website="https://paper.test/mina")
    named("authors", "omid", name="امید")
    minutes = kept(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n", "application/pdf")
    lead, first, second = picture(1), picture(2), picture(3)
    gallery = f'<figure class="gallery wide"><figure class="image"><img src="{first}" alt="A boat"></figure><figure class="image"><img src="{second}" alt="Two"></figure>' \
              "<figcaption>Both</figcaption></figure>"
    marks = "<p><b>bold<i>both</i></b><i>slanting</i> and <sub>low</sub><sup>high</sup> <s>struck</s></p>"
    publish(headline="Whole & <b>", section="news", topics=["water", "metoo"], authors=["mina", "omid"], body={"format": "markdown", "content": sample.BODY + sample.NOTE})
    publish(headline="In nodes", section="news", authors=["omid"], lead_image={"source": lead, "alt": "A boat", "caption": "Seen & liked"},
            body={"format": "markdown", "content": f'{sample.BODY}\n![A boat]({first} "By the sea")\n\n{gallery}\n\n{marks}\n\n[Minutes]({minutes})\n'})
    publish(headline="بندر در شب", language="fa", slug="بندر-در-شب", authors=["mina"],
            body={"format": "html", "content": '<h2 id="خبر-تازه">خبر تازه</h2><p>متن <a href="#خبر-تازه">بندر</a>.</p>'})
    about = publish(headline="About us", kind="page", slug="about")
    corrected = publish(headline="Long " * 60, standfirst="Whole standfirst. " * 30, topics=["water"], lead_image={"source": lead, "alt": "a" * 400})
    site.post(f"/api/v1/stories/{corrected['id']}/corrections", {"kind": "correction", "text": "It was <a> ferry."}, token=token)
    make(headline="A draft", body={"format": "markdown", "content": "Xylophonic words."}, authors=["mina"])
    later = make(headline="Later", authors=["mina"])
    site.post(f"/api/v1/stories/{later['id']}/publish", {"at": "2199-03-01T05:00:00Z"}, token=token)
    gone = publish(headline="Gone")
    site.post(f"/api/v1/stories/{gone['id']}/withdraw", {"reason": "wrong"}, token=token)
    site.post("/api/v1/redirects", {"redirects": [{"from": "/moved.html", "to": "/topics/water"}]}, token=site.token("admin"))
    return token, about["id"]


def followed(ghost, path):
    """The status and page at the end of all redirects, and where that is."""
    for _ in range(5):
        status, headers, body = ghost.get(path)
        if status not in (301, 302):
            return status, path, body
        path = headers["Location"].removeprefix(f"http://127.0.0.1:{ghost.port}")
    return status, path, body


def compare(site, token, about, ghost, result):
    ours = {}
    for status in ("published", "draft", "scheduled"):
        for listed in site.get(f"/api/v1/stories?limit=100&status={status}", token=token).json()["stories"]:
            ours[listed["headline"][:200]] = site.get(f"/api/v1/stories/{listed['id']}", token=token).json()
    # Lists of stories have no pages.
    ours["About us"] = site.get(f"/api/v1/stories/{about}", token=token).json()
    theirs = {post["title"][:200]: post for kind in ("posts", "pages")
              for post in ghost.admin("GET", f"{kind}/?limit=100&formats=html,lexical&include=tags,authors")[kind]}
    result.expect("stories", theirs.keys() - {"Gone"}, ours.keys())
    result.expect("status of Gone", theirs["Gone"]["status"], "draft")
    for headline, story in ours.items():
        post = theirs[headline]
        result.expect(f"status of {headline}", post["status"], story["status"])
        tags = [tag["slug"] for tag in post["tags"] if tag["visibility"] == "public"]
        result.expect(f"tags of {headline}", tags, ([story["section"]] if story["section"] else []) + story["topics"])
        result.expect(f"authors of {headline}", [author["slug"] for author in post["authors"]], story["authors"] or ["desk"])
        if story["status"] != "published":
            result.expect(f"page of {headline}", ghost.get(f"/{post['slug']}/")[0], 404)
            continue
        result.expect(f"date of {headline}", post["published_at"][:19], story["published_at"][:19])
        status, place, page = followed(ghost, story["url"])
        result.expect(f"page of {headline}", status, 200)
        result.expect(f"address of {headline}", place.rstrip("/"), "/" + post["url"].split("/", 3)[3].rstrip("/"))
        shown = Text(page.decode(), "gh-content")
        body = Text(story["body_html"])
        if "Long" in headline:
            result.expect(f"correction of {headline}", shown.words[-4:], ["It", "was", "a", "ferry"])
            whole = Text(story["headline"] + " " + story["standfirst"]).words
            result.expect(f"whole texts of {headline}", shown.words[:len(whole)], whole)
            shown.words = shown.words[len(whole):-7]
        # A player's card has no title in its text.
        expected = " ".join(body.words).replace("A film Seen", "Seen").split()
        result.words(headline, shown.words, expected)
        # Headings without an id here have one there; ids are percent-encoded there, as fragments of links are.
        result.expect(f"ids of headings of {headline}", [name for name in body.ids if name not in map(urllib.parse.unquote, shown.ids)], [])
        links = [link.partition("?ref=")[0].removeprefix(f"http://127.0.0.1:{ghost.port}").rstrip("/") for link in shown.links]
        for link in links:
            if link.startswith("/content/files/"):
                result.expect(f"download of {headline}", ghost.get(link)[2], site.get(link.replace("/content/files/", "/media/")).body)
        result.expect(f"links of {headline}", [link.replace("/content/files/", "/media/") for link in links],
                      [link.rstrip("/") for link in body.links if "youtube" not in link])
        result.expect(f"pictures of {headline}", len(shown.pictures), len(body.pictures))
        for source in [*shown.pictures, post["feature_image"]]:
            if source:
                result.expect(f"place of a picture of {headline}", "/content/images/" in source and "/content/files/" not in source, True)
                path = "/" + source.split("/", 3)[3]
                result.expect(f"picture of {headline}", ghost.get(path)[2], site.get("/media/" + path.rsplit("/", 1)[1]).body)
    for path in ("/sections/news", "/sections/news/feed.xml", "/topics/water", "/topics/rain", "/topics/metoo/atom.xml", "/authors/mina", "/authors/omid", "/latest",
                 "/feed.xml", "/atom.xml", "/moved.html"):
        result.expect(f"address of {path}", followed(ghost, path)[0], 200)
    result.expect("drafts' words", b"Xylophonic" in b"".join(ghost.get(path)[2] for path in ("/", "/rss/", "/sitemap-posts.xml", "/authors/mina/")), False)
    settings = {row["key"]: row["value"] for row in ghost.admin("GET", "settings/")["settings"]}
    result.expect("title", settings["title"], "The Paper & Co")
    result.expect("zone", settings["timezone"], "Europe/Berlin")
    result.expect("menu", json.loads(settings["navigation"])[0]["label"], "News & views")


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="stoppress-ghost-"))
    result = Comparison()
    with Site(settings=sample.GhostTest.settings) as site:
        token, about = fill(site)
        done = site.run("export", "ghost", str(folder / "export"), check=True)
        print(done.stdout + done.stderr, end="")
        ghost = Ghost(program, folder)
        try:
            ghost.set_up()
            ghost.upload("settings/routes/yaml/", "routes", folder / "export/routes.yaml", "application/x-yaml")
            ghost.upload("redirects/upload/", "redirects", folder / "export/redirects.json", "application/json")
            ghost.bring(folder / "export/content.zip", "application/zip")
            ghost.bring(folder / "export/ghost.json", "application/json")
            compare(site, token, about, ghost, result)
        finally:
            ghost.end()
    print(f"Ghost {json.loads((program / 'ghost/package.json').read_text())['version']}: {result.problems} differences; compared: "
          + ", ".join(f"{count} {what}" for what, count in result.checked.items()))
    if result.problems:
        raise SystemExit(f"see {folder}")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
