#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The desk edits the front page: order, words and pictures of its own, a line on every page; as a whole, by one at a time, and with an end."""
import datetime
import gzip
import json
import os
import re
import unittest
import urllib.parse

import pictures
from api_test import ApiTest
from set_clock import SetClock
from stoppress_site import Site, SiteTest, eventually

LEAD = re.compile(r'<article class="lead".*?</article>', re.S)
NOW = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)


def hours_later(hours):
    return (NOW + datetime.timedelta(hours=hours)).isoformat().replace("+00:00", "Z")


def before(story):
    return datetime.datetime.fromisoformat(story["published_at"].replace("Z", "+00:00")).timestamp() * 1000


def shown(site, path="/"):
    """The addresses of the stories on a page of the front page, in order."""
    return re.findall(r'<h2><a href="([^"]+)"', re.sub(r'<aside class="boxes".*', "", site.get(path).text, flags=re.S))


class Arranged(ApiTest):
    settings = {**ApiTest.settings, "lists.page_length": 5}

    def front(self):
        answer = self.ask("GET", "/front", token=self.tokens["editor"], expect=200)
        self.assertEqual(answer.headers["etag"], f'"{answer.json()["version"]}"')
        return answer.json()

    def put(self, entries, breaking=None, version=None, expect=200, token=None):
        version = self.front()["version"] if version is None else version
        return self.ask("PUT", "/front", {"entries": entries, "breaking": breaking}, token or self.tokens["editor"], {"If-Match": f'"{version}"'}, expect)

    def tearDown(self):
        self.put([])

    def stories(self, count, **fields):
        """Newest last: each a moment after the one before it."""
        made = []
        for number in range(count):
            made.append(self.publish(headline=f"Story {number} of {self._testMethodName}", **fields))
            eventually(lambda: datetime.datetime.now(datetime.timezone.utc).timestamp() * 1000 > before(made[-1]) + 1)
        return made

    def test_stories_have_their_places_and_the_others_follow(self):
        a, b, c, d, e, f = self.stories(6)
        self.assertEqual(shown(self.site), [story["url"] for story in (f, e, d, c, b)])
        self.put([{"place": 1, "story": b["id"]}, {"place": 3, "story": a["id"]}])
        self.assertEqual(shown(self.site), [story["url"] for story in (b, f, a, e, d)])
        self.assertEqual(shown(self.site, "/?page=2")[0], c["url"])
        self.assertIn(b["headline"], LEAD.search(self.site.get("/").text).group(0))
        later = self.publish(headline="Published after the edit")
        self.assertEqual(shown(self.site), [story["url"] for story in (b, later, a, f, e)])
        self.assertEqual(shown(self.site, "/latest"), [story["url"] for story in (later, f, e, d, c)])
        feed = self.site.get("/feed.xml").text
        self.assertLess(feed.index(later["headline"]), feed.index(b["headline"]), "a feed is not arranged")
        front = self.front()
        self.assertEqual([story["id"] for story in front["stories"][:5]], [story["id"] for story in (b, later, a, f, e)])
        self.assertEqual([entry["place"] for entry in front["entries"]], [1, 3])
        self.assertEqual(front["edited_by"], "editor")
        self.put([])
        self.assertEqual(shown(self.site)[0], later["url"])

    def test_a_place_has_words_and_a_picture_of_its_own(self):
        story, = self.stories(1)
        medium = self.site.post("/api/v1/media?filename=a.png&alt=Own", pictures.png(64, 48, seed=5), token=self.tokens["editor"],
                                headers={"Content-Type": "image/png"}).json()
        self.put([{"place": 1, "story": story["id"], "kicker": "On the <ground>", "headline": "Short & <loud>",
                   "picture": {"source": medium["url"], "alt": "On the front"}}])
        lead = LEAD.search(self.site.get("/").text).group(0)
        self.assertIn('<p class="kicker">On the &lt;ground&gt;</p>', lead)
        self.assertIn(">Short &amp; &lt;loud&gt;</a>", lead)
        self.assertIn(medium["url"], lead)
        for path in ("/latest", story["url"], "/feed.xml"):
            page = self.site.get(path).text
            self.assertIn(story["headline"], page)
            self.assertNotIn("&lt;loud&gt;", page)
            self.assertNotIn(medium["url"], page)
        refused = self.ask("DELETE", f"/media/{medium['id']}", token=self.tokens["editor"], expect=409)
        self.assertEqual(refused.json()["code"], "file-in-use")
        self.put([])
        self.ask("DELETE", f"/media/{medium['id']}", token=self.tokens["editor"], expect=200)

    def test_of_two_editors_the_second_learns_of_the_first(self):
        first, second = self.stories(2)
        version = self.front()["version"]
        self.put([{"place": 1, "story": first["id"]}], version=version)
        refused = self.put([{"place": 1, "story": second["id"]}], version=version, expect=412, token=self.tokens["admin"])
        problem = refused.json()
        self.assertEqual((problem["code"], problem["values"]["name"]), ("stale", "editor"))
        self.assertEqual(problem["values"]["at"], self.front()["edited_at"])
        self.assertEqual(problem["current"], f'"{version + 1}"')
        self.assertEqual(shown(self.site)[0], first["url"], "nothing was replaced")
        self.ask("PUT", "/front", {"entries": []}, self.tokens["editor"], expect=428)
        self.put([{"place": 1, "story": second["id"]}], version=version + 1, token=self.tokens["admin"])
        self.assertEqual(shown(self.site)[0], second["url"])

    def test_a_story_that_goes_frees_its_place_at_once(self):
        gone, kept = self.stories(2)
        self.put([{"place": 1, "story": gone["id"]}, {"place": 2, "story": kept["id"]}], {"text": "It happened", "story": gone["id"]})
        self.assertIn(f'<a href="{gone["url"]}" dir="auto">It happened</a>', self.site.get("/latest").text)
        self.ask("POST", f"/stories/{gone['id']}/withdraw", {"reason": "Wrong"}, self.tokens["editor"], expect=200)
        self.assertEqual(shown(self.site)[1], kept["url"])
        self.assertNotIn(gone["url"], self.site.get("/").text)
        self.assertIn('<span dir="auto">It happened</span>', self.site.get("/").text)
        self.assertEqual([entry["story"] for entry in self.front()["entries"]], [kept["id"]])

    def test_every_field_that_is_wrong_is_named(self):
        story, = self.stories(1)
        draft = self.make()
        wrong = self.put([
            {"place": 0, "story": story["id"]}, {"place": 2, "story": story["id"], "until": "2001-01-01T00:00:00Z"}, {"place": 2, "story": 7_000_000, "kicker": "k" * 61},
            {"place": 51, "story": 7_000_001, "headline": "h" * 151, "picture": {"sorce": "x"}}, {"place": 5}],
            {"text": "t" * 161, "story": "x"}, expect=422)
        self.assertEqual(set(self.pointers(wrong)), {
            "/entries/0/place", "/entries/1/until", "/entries/1/story", "/entries/2/kicker", "/entries/2/place", "/entries/3/place", "/entries/3/headline",
            "/entries/3/picture/source", "/entries/3/picture/sorce", "/entries/4/story", "/breaking/text", "/breaking/story"})
        unusable = self.put([{"place": 1, "story": draft["id"]}, {"place": 2, "story": 7_000_000}, {"place": 3, "story": story["id"], "picture": {
            "source": "https://elsewhere.example/a.jpg"}}], {"text": "Look", "story": draft["id"]}, expect=422)
        self.assertEqual(self.pointers(unusable), ["/entries/0/story", "/entries/1/story", "/entries/2/picture/source", "/breaking/story"])
        self.put([{"place": place, "story": 7_000_000 + place} for place in range(1, 52)], expect=422)
        self.ask("PUT", "/front", {"breaking": None}, self.tokens["editor"], {"If-Match": '"0"'}, expect=422)

    def test_a_preview_shows_it_and_saves_nothing(self):
        first, second = self.stories(2)
        arranged = {"entries": [{"place": 1, "story": first["id"], "kicker": "Only a draft + 100%"}], "breaking": {"text": "Not yet"}}
        before = self.front()
        page = self.ask("POST", "/front/preview", arranged, self.tokens["editor"], expect=200).text
        form = self.site.post("/api/v1/front/preview", urllib.parse.urlencode({"front": json.dumps(arranged)}), token=self.tokens["editor"],
                              headers={"Content-Type": "application/x-www-form-urlencoded"})
        for html in (page, form.text):
            self.assertIn(first["headline"], LEAD.search(html).group(0))
            self.assertIn("Only a draft + 100%", html)
            self.assertIn("Not yet", html)
            self.assertIn("preview-mark", html)
        self.assertIn("frame-ancestors 'self'", form.headers["content-security-policy"])
        self.assertEqual(self.front(), before)
        self.assertNotIn("Not yet", self.site.get("/").text)
        self.assertEqual(shown(self.site)[0], second["url"])
        self.ask("POST", "/front/preview", {"entries": {}}, self.tokens["editor"], expect=422)

    def test_who_changed_what_is_in_the_audit_log(self):
        first, second = self.stories(2)
        self.put([{"place": 1, "story": first["id"]}, {"place": 2, "story": second["id"]}], {"text": "Fire at the harbour"})
        self.put([{"place": 2, "story": first["id"], "kicker": "Live"}])

        def details():
            entries = self.ask("GET", "/audit?about=front&limit=2", token=self.tokens["admin"], expect=200).json()["entries"]
            return [(entry["action"], entry["who"], entry["subject"], entry["detail"]) for entry in entries]

        expected = [("front.edit", "editor", "front", f"breaking line: removed; story {first['id']}: place 1 -> 2, kicker; story {second['id']}: removed"),
                    ("front.edit", "editor", "front", f"breaking line: Fire at the harbour; story {first['id']}: place 1; story {second['id']}: place 2")]
        eventually(lambda: details() == expected, 10, message=f"the log has {details()}")


class Line(ApiTest):
    def put(self, breaking):
        version = self.site.get("/api/v1/front", token=self.tokens["editor"]).json()["version"]
        self.ask("PUT", "/front", {"entries": [], "breaking": breaking}, self.tokens["editor"], {"If-Match": f'"{version}"'}, 200)

    def test_the_line_is_on_every_page_without_one_being_rendered_again(self):
        story = self.publish(headline="Under the line", language="fa")
        pages = ("/", "/latest", story["url"], "/topics", "/corrections", "/nowhere")
        before = {path: self.site.get(path) for path in pages}
        cached = lambda: re.search(r"^stoppress_pages (\S+)", self.site.get("/metrics").text, re.M).group(1)
        pages_before = cached()
        # The front page is invalidated by each edit; no other page is.
        self.put({"text": "The <harbour> is closed"})
        self.assertEqual(float(cached()), float(pages_before) - 1)
        for path in pages:
            plain = self.site.get(path)
            packed = self.site.get(path, headers={"Accept-Encoding": "gzip"})
            self.assertIn("The &lt;harbour&gt; is closed", plain.text, path)
            self.assertEqual(gzip.decompress(packed.body), plain.body, path)
            self.assertEqual(int(plain.headers["content-length"]), len(plain.body))
            self.assertLess(plain.text.index("data-breaking"), plain.text.index('class="masthead"'))
            if path != "/nowhere":
                self.assertNotEqual(plain.headers["etag"], before[path].headers["etag"])
                self.assertEqual(self.site.get(path, headers={"If-None-Match": plain.headers["etag"]}).status, 304)
                self.assertEqual(self.site.get(path, headers={"If-None-Match": before[path].headers["etag"]}).status, 200)
        self.assertIn('aria-label="فوری"', self.site.get(story["url"]).text, "its label is in the page's language")
        self.assertEqual(cached(), pages_before)
        self.put(None)
        for path in pages:
            self.assertEqual(self.site.get(path).body, before[path].body, path)
            if path != "/nowhere":
                self.assertEqual(self.site.get(path).headers["etag"], before[path].headers["etag"])

    def test_a_theme_without_a_place_for_it_has_it_at_the_start_of_the_body(self):
        site = Site()
        self.addCleanup(site.close)
        token = site.token("editor")
        os.makedirs(f"{site.folder}/themes/default/templates/partials")
        with open(f"{site.folder}/themes/default/templates/partials/header.mustache", "w", encoding="utf-8") as out:
            out.write("<header>A header of its own</header>")
        site.start()
        answer = site.put("/api/v1/front", {"entries": [], "breaking": {"text": "Still seen"}}, token=token, headers={"If-Match": '"0"'})
        self.assertEqual(answer.status, 200, answer)
        page = site.get("/").text
        self.assertLess(page.index("<body"), page.index("Still seen"))
        self.assertLess(page.index("Still seen"), page.index("A header of its own"))


class Ends(unittest.TestCase):
    def test_places_and_the_line_end_by_themselves(self):
        clock = SetClock()
        self.addCleanup(clock.close)
        site = Site(env=clock.env)
        self.addCleanup(site.close)
        token = site.token("editor")
        clock.set(NOW)
        site.start()
        old = site.publish(token, headline="Old")
        clock.set(NOW + datetime.timedelta(minutes=1))
        new = site.publish(token, headline="New")
        answer = site.put("/api/v1/front", {"entries": [{"place": 1, "story": old["id"], "until": hours_later(2)}],
                                            "breaking": {"text": "For an hour", "until": hours_later(1)}}, token=token, headers={"If-Match": '"0"'})
        self.assertEqual(answer.status, 200, answer)
        self.assertEqual(shown(site)[0], old["url"])
        self.assertIn("For an hour", site.get(new["url"]).text)
        clock.set(NOW + datetime.timedelta(minutes=61))
        eventually(lambda: "For an hour" not in site.get(new["url"]).text, 20)
        self.assertEqual(shown(site)[0], old["url"])
        clock.set(NOW + datetime.timedelta(minutes=121))
        eventually(lambda: shown(site)[0] == new["url"], 20)
        front = site.get("/api/v1/front", token=token).json()
        self.assertEqual((front["entries"], front["breaking"], front["version"]), ([], None, 1))


class Killed(SiteTest):
    @classmethod
    def prepare(cls, site):
        cls.token = site.token("editor")

    def test_what_was_published_is_there_after_a_kill(self):
        old = self.site.publish(self.token, headline="Old")
        self.site.publish(self.token, headline="New")
        for version in range(3):
            text = f"Line {version}"
            answer = self.site.put("/api/v1/front", {"entries": [{"place": 1, "story": old["id"], "kicker": f"Kicker {version}"}], "breaking": {"text": text}},
                                   token=self.token, headers={"If-Match": f'"{version}"'})
            self.assertEqual(answer.status, 200, answer)
            self.site.kill()
            self.site.start()
            page = self.site.get("/").text
            self.assertEqual(shown(self.site)[0], old["url"])
            self.assertIn(f"Kicker {version}", page)
            self.assertIn(text, page)
            self.assertEqual(self.site.get("/api/v1/front", token=self.token).json()["version"], version + 1)
        report = self.site.run("check")
        self.assertEqual(report.returncode, 0, report)


if __name__ == "__main__":
    unittest.main()
