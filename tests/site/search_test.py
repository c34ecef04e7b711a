#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What readers find: with the next request after its publication and never after its withdrawal, whatever becomes of the index; in any spelling; and a clear
answer to whatever is typed."""
import json
import os
import re
import shutil
import unittest
import urllib.parse
import xml.etree.ElementTree as ET

from stoppress_site import SiteTest, eventually

INDEX = "search"


def found(page):
    """Headlines in the order in which they are listed."""
    return re.findall(r'<h2><a href="[^"]*">(.*?)</a></h2>', page.text)


class SearchTest(SiteTest):
    settings = {"views.repeat_minutes": 0, "site.timezone": "Europe/Berlin"}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.token = cls.site.token("editor", name="desk")

    def publish(self, headline, body="Nothing else.", **more):
        return self.site.publish(self.token, headline=headline, body={"format": "markdown", "content": body}, **more)

    def search(self, words, **more):
        query = urllib.parse.urlencode({"q": words, **more})
        return self.site.get(f"/search?{query}")

    def find(self, words, **more):
        return found(self.search(words, **more))

    def api(self, words, token=None, **more):
        answer = self.site.get("/api/v1/search?" + urllib.parse.urlencode({"q": words, **more}), token=token)
        self.assertEqual(answer.status, 200, answer.text)
        return json.loads(answer.text)

    def indexed(self):
        """Waits until the index has all that was written."""
        change = self.metric("stoppress_change_number")
        eventually(lambda: self.metric("stoppress_search_change_number") >= change and self.metric("stoppress_search_complete") == 1, message="not indexed")

    def metric(self, name):
        return float(re.search(rf"^{name} (\S+)$", self.site.get("/metrics").text, re.MULTILINE)[1])


class Finding(SearchTest):
    def test_a_story_is_found_at_once_and_never_after_its_withdrawal(self):
        made = self.publish("The lighthouse is restored")
        self.assertEqual(self.find("lighthouse"), ["The lighthouse is restored"])
        path = f"/api/v1/stories/{made['id']}"
        changed = self.site.patch(path, {"headline": "The old beacon is restored"}, token=self.token, headers={"If-Match": f'"{made["revision"]}"'})
        self.assertEqual(changed.status, 200, changed.text)
        self.assertEqual((self.find("lighthouse"), self.find("beacon")), ([], ["The old beacon is restored"]))
        self.indexed()
        self.assertEqual((self.find("lighthouse"), self.find("beacon")), ([], ["The old beacon is restored"]))
        self.assertEqual(self.site.post(path + "/withdraw", {"reason": "A test"}, token=self.token).status, 200)
        self.assertEqual(self.find("beacon"), [])
        self.indexed()
        self.assertEqual(self.find("beacon"), [])

    def test_drafts_and_what_is_scheduled_are_not_found(self):
        made = self.site.post("/api/v1/stories", {"headline": "Quetzal secrets", "body": {"format": "markdown", "content": "Quetzal."}}, token=self.token)
        self.assertEqual(self.find("quetzal"), [])
        path = f"/api/v1/stories/{json.loads(made.text)['id']}"
        self.assertEqual(self.site.post(path + "/publish", {"at": "2099-01-01T00:00:00Z"}, token=self.token).status, 200)
        self.assertEqual(self.find("quetzal"), [])
        self.indexed()
        self.assertEqual(self.find("quetzal"), [])

    def test_other_spellings_and_scripts(self):
        self.publish("می‌خواهم به ایران بروم", "کتابی دربارهٔ ۱٬۴۰۵ روستا.", language="fa")
        self.publish("L’hôpital de Genève", "Les médecins.", language="fr")
        self.publish("北京大学的消息", "正文。", language="zh")
        self.indexed()
        for words, headline in (("ميخواهم", "می‌خواهم به ایران بروم"), ("می خواهم", "می‌خواهم به ایران بروم"), ("1405", "می‌خواهم به ایران بروم"),
                                ("hopital", "L’hôpital de Genève"), ("大学", "北京大学的消息")):
            self.assertEqual(self.find(words), [headline], words)
        page = self.search("ایران")
        self.assertIn('lang="fa" dir="rtl"', page.text)

    def test_snippets_mark_the_words_and_escape_the_rest(self):
        self.publish("A walk", "Much text before. " * 40 + "The *heron* & the <b>reeds</b> at the weir.")
        page = self.search("herons weir")
        snippet = re.search(r'<p class="teaser">(.*?)</p>', page.text)[1]
        self.assertTrue(snippet.startswith("…"), snippet)
        self.assertIn("<mark>heron</mark> &amp; the", snippet)
        self.assertIn("<mark>weir</mark>", snippet)
        answer = self.api("herons")
        self.assertIn({"text": "heron", "marked": True}, answer["stories"][0]["snippet"])

    def test_filters_order_and_pages(self):
        for n in range(25):
            self.publish(f"Zeppelin {n:02}", section="city" if n % 2 else "world", topics=["airships"] if n < 3 else [], authors=["ann"] if n == 4 else [])
        self.indexed()
        first = self.search("zeppelin")
        self.assertIn("25 stories", first.text)
        self.assertEqual(len(found(first)), 20)
        self.assertEqual(len(self.find("zeppelin", page=2)), 5)
        self.assertEqual(self.find("zeppelin", page=10**9), [])
        self.assertEqual(self.find("zeppelin", order="newest")[0], "Zeppelin 24")
        self.assertEqual(len(self.find("zeppelin", section="city")), 12)
        self.assertEqual(len(self.find("zeppelin", topic="airships")), 3)
        self.assertEqual(self.find("zeppelin", author="ann"), ["Zeppelin 04"])
        self.assertEqual(self.find("zeppelin", section="nowhere"), [])
        self.assertEqual(self.find("zeppelin", language="fa"), [])
        self.assertEqual(self.find("zeppelin", until="2001-01-01"), [])
        self.assertEqual(len(self.find("zeppelin", **{"from": "2001-01-01"})), 20)
        self.assertIn('href="/search?q=zeppelin"', self.search("zeppelin", topic="airships").text.replace("&amp;", "&"), "the filter can be removed")
        # A renamed section is found by its new name, and its old address.
        self.assertEqual(self.site.put("/api/v1/sections/city", {"slug": "town", "name": "Township"}, token=self.token).status, 200)
        self.assertEqual(len(self.find("zeppelin", section="city")), 12)
        self.indexed()
        self.assertEqual(len(self.find("zeppelin township")), 12)
        page = self.api("zeppelin", limit=10, order="newest")
        self.assertEqual([story["headline"] for story in page["stories"]][:2], ["Zeppelin 24", "Zeppelin 23"])
        seen = len(page["stories"])
        while page["next"]:
            page = self.api("zeppelin", limit=10, order="newest", cursor=page["next"])
            seen += len(page["stories"])
        self.assertEqual(seen, 25)

    def test_a_name_leads_to_its_topic_and_a_typo_to_a_suggestion(self):
        self.publish("The dam holds", topics=["river-management"])
        self.indexed()
        page = self.search("River management")
        self.assertIn('href="/topics/river-management"', page.text)
        self.assertEqual(self.api("river management")["topic"]["slug"], "river-management")
        typo = self.search("rivver")
        self.assertIn('href="/search?q=river"', typo.text)
        self.assertEqual(self.api("rivver")["suggestion"], "river")

    def test_feeds_of_a_search_and_its_description(self):
        self.publish("Otters return", "Seen at the weir.")
        rss = ET.fromstring(self.site.get("/search/feed.xml?q=otters").body)
        self.assertEqual(rss.find("channel/item/title").text, "Otters return")
        self.assertTrue(rss.find("channel/link").text.endswith("/search?q=otters&order=newest"))
        self.assertEqual(json.loads(self.site.get("/search/feed.json?q=otters").text)["items"][0]["title"], "Otters return")
        self.assertEqual(self.site.get("/search/atom.xml?q=otters").status, 200)
        described = ET.fromstring(self.site.get("/opensearch.xml").body)
        template = described.find("{http://a9.com/-/spec/opensearch/1.1/}Url").get("template")
        self.assertTrue(template.endswith("/search?q={searchTerms}"))
        self.assertIn('rel="search"', self.site.get("/").text)

    def test_whatever_is_typed_gets_an_answer(self):
        self.publish("A gannet")
        for words in ("", " ", "!!!", '"', "NOT gannet", "-gannet", "(a OR b", "x" * 10_000, "\u200c\u200c", "gannet " * 2000, "\u202eאבג gannet", "a", "%", "گ" * 300):
            answer = self.site.get("/search?" + urllib.parse.urlencode({"q": words[:4000]}))
            self.assertEqual(answer.status, 200, words[:20])
        for query in ("q=%ff", "q=a&q=b", "q=a&page=0", "q=a&page=x", "q=a&from=2026-13-45", "q=a&order=sideways", "q=a&section=../..", "language=xx-yy-zz"):
            self.assertEqual(self.site.get("/search?" + query).status, 200, query)
        page = self.search("<script>alert(1)</script>")
        self.assertNotIn("<script>alert", page.text)
        self.assertIn("no-store", page.headers["cache-control"])
        self.assertIn('<meta name="robots" content="noindex">', page.text)
        self.assertEqual(self.site.get("/api/v1/search").status, 400)
        self.assertEqual(self.site.get("/api/v1/search?q=" + "x" * 600).status, 400)
        self.assertEqual(self.site.get("/api/v1/search?q=a&cursor=-1").status, 400)
        self.assertEqual(self.site.get("/api/v1/search?q=a&limit=100000").status, 400)
        moved = self.site.get("/search/?q=gannet")
        self.assertEqual((moved.status, moved.headers["location"]), (301, "/search?q=gannet"))


class Index(SearchTest):
    def folder(self):
        return os.path.join(self.site.folder, INDEX)

    def test_it_is_built_anew_when_it_is_gone_or_damaged(self):
        self.publish("The heath blooms")
        self.indexed()
        for harm in ("gone", "damaged", "cut"):
            self.site.terminate()
            if harm == "gone":
                shutil.rmtree(self.folder())
            else:
                for name in os.listdir(self.folder()):
                    path = os.path.join(self.folder(), name)
                    os.truncate(path, os.path.getsize(path) // 2 if harm == "cut" else 0)
            self.site.start()
            self.assertEqual(self.find("heath"), ["The heath blooms"], harm)
            self.indexed()
            self.assertEqual(self.find("heath"), ["The heath blooms"], harm)

    def test_check_says_what_is_wrong_with_it(self):
        self.publish("The quarry closes")
        self.indexed()
        whole = self.site.run("check")
        self.assertEqual(whole.returncode, 0, whole.stdout)
        self.assertRegex(whole.stdout, r"checked the search index: \d+ stories")
        self.site.terminate()
        table = os.path.join(self.folder(), "postlist.glass")
        size = os.path.getsize(table)
        with open(table, "r+b") as file:
            file.write(b"\xff" * size)
        broken = self.site.run("check")
        self.assertEqual(broken.returncode, 1, broken.stdout)
        self.assertIn("delete the folder search", broken.stdout)
        shutil.rmtree(self.folder())
        gone = self.site.run("check")
        self.assertEqual(gone.returncode, 0, gone.stdout)
        self.assertIn("the server builds it", gone.stdout)
        self.site.start()

    def test_what_happened_while_it_was_away_is_there_at_once(self):
        made = self.publish("The mill stops")
        self.publish("The mill turns")
        self.indexed()
        self.site.terminate()
        kept = self.folder() + ".kept"
        shutil.copytree(self.folder(), kept)
        self.site.start()
        self.site.post(f"/api/v1/stories/{made['id']}/withdraw", {"reason": "A test"}, token=self.token)
        self.publish("The mill is sold")
        self.site.kill()
        shutil.rmtree(self.folder())
        os.rename(kept, self.folder())
        self.site.start()
        self.assertEqual(sorted(self.find("mill")), ["The mill is sold", "The mill turns"])
        self.indexed()
        self.assertEqual(sorted(self.find("mill")), ["The mill is sold", "The mill turns"])

    def test_that_of_another_site_is_not_used(self):
        if not os.path.exists(os.path.join(self.site.folder, "stoppress.db")):
            self.skipTest("the database is no file")
        self.publish("The orchard")
        self.indexed()
        self.site.terminate()
        other = self.folder() + ".other"
        shutil.copytree(self.folder(), other)
        self.site.start()
        for n in range(3):
            self.publish(f"The vineyard {n}")
        self.site.terminate()
        for name in os.listdir(self.site.folder):
            if name.startswith(("stoppress.db", "credentials.db", "stoppress.lock")):
                os.unlink(os.path.join(self.site.folder, name))
        self.site.start()
        type(self).token = self.site.token("editor", name="desk")
        self.publish("Something else")
        self.assertEqual((self.find("vineyard"), self.find("orchard"), self.find("something")), ([], [], ["Something else"]))
        self.indexed()
        self.assertEqual((self.find("vineyard"), self.find("orchard"), self.find("something")), ([], [], ["Something else"]))


if __name__ == "__main__":
    unittest.main()
