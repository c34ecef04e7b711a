#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A story in letters of the other direction is shown in its own, though nobody named its language; a language that was named holds."""
import json
import os
import pathlib
import re
import tempfile
import unittest

from import_wxr_test import export, item
from stoppress_site import SiteTest

PERSIAN = "شورای شهر رأی داد (فوری)!"
BRAND = "Apple کارخانه‌ای تازه در تهران ساخت"


class Direction(SiteTest):
    settings = {"site.language": "en-GB", "boxes.new_articles.length": 10}

    @classmethod
    def prepare(cls, site):
        cls.token = site.token()
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "export.xml")
            with open(path, "w", encoding="utf-8") as file:
                file.write(export(item(1, "خبر از سایت پیشین"), item(2, "From the old site")).replace("<language>en<", "<language>en-GB<"))
            site.run("import", "wxr", path, check=True)

    def tag(self, path, pattern):
        found = re.search(pattern, self.site.get(path).text)
        self.assertIsNotNone(found, f"{path}: {pattern}")
        return found.group(0)

    def assert_shown(self, story, language, direction):
        """On its page, in lists and boxes of the other pages, and in feeds."""
        link = re.escape(f'<a href="{story["url"]}">')
        own = self.tag(story["url"], r"<article [^>]*data-story[^>]*>")
        self.assertIn(f'dir="{direction}"', own)
        told = re.findall(r'\blang="([^"]+)"', own) or re.findall(r'<html lang="([^"]+)"', self.site.get(story["url"]).text)
        self.assertEqual(told[0] if language else told[0].partition("-")[0], language or "en")
        for path, pattern in (("/latest", rf'<article class="entry"([^>]*)>(?:(?!</article>).)*{link}'), ("/most-viewed", rf"<li([^>]*)>{link}")):
            found = re.search(pattern, self.site.get(path).text, re.DOTALL)
            self.assertIsNotNone(found, path)
            if language:
                self.assertEqual(found.group(1), f' lang="{language}" dir="{direction}"', path)
            else:
                self.assertNotIn("und", found.group(1), path)
                self.assertNotIn("rtl", found.group(1), path)
        entry = next(entry for entry in self.site.get("/feed.json").json()["items"] if entry["url"].endswith(story["url"]))
        self.assertEqual(entry["language"], language or "en-GB")
        self.assertEqual('dir="rtl"' in entry["content_html"], direction == "rtl")
        text = self.site.get(story["url"]).text
        data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL).group(1))
        data = data if "headline" in data else next(part for part in data["@graph"] if "headline" in part)
        unknown = (language or "").startswith("und")
        self.assertEqual(data.get("inLanguage"), None if unknown else language or "en-GB")
        self.assertEqual("og:locale" in text, not unknown)
        answer = self.site.get(f"/api/v1/stories/{story['id']}").json()
        self.assertEqual(answer["direction"], direction)

    def test_letters_tell_where_nobody_named_a_language(self):
        for headline in (PERSIAN, BRAND):
            with self.subTest(headline):
                self.assert_shown(self.site.publish(self.token, headline=headline, section=None), "und-Arab", "rtl")
        self.assert_shown(self.site.publish(self.token, headline="The word «سلام» in English", section=None), None, "ltr")

    def test_a_language_that_was_named_holds(self):
        self.assert_shown(self.site.publish(self.token, headline="The name is چای", language="fa", section=None), "fa", "rtl")
        story = self.site.publish(self.token, headline=PERSIAN, language="en-GB", section=None)
        self.assert_shown(story, None, "ltr")
        # It is kept when something else is saved, directly or by way of a draft of changes.
        saved = self.site.patch(f"/api/v1/stories/{story['id']}", {"headline": PERSIAN + "!"}, token=self.token,
                                headers={"If-Match": f'"{story["revision"]}"'})
        self.assertEqual(saved.status, 200, saved)
        self.assert_shown(saved.json(), None, "ltr")

    def test_an_import_names_the_language_of_its_site_and_of_no_story(self):
        stories = {story["headline"]: story for story in self.site.get("/api/v1/stories?limit=100").json()["stories"]}
        self.assert_shown(stories["خبر از سایت پیشین"], "und-Arab", "rtl")
        self.assert_shown(stories["From the old site"], None, "ltr")

    def test_the_headline_decides_again_when_it_changes(self):
        story = self.site.publish(self.token, headline="In English first", section=None)
        self.assert_shown(story, None, "ltr")
        saved = self.site.patch(f"/api/v1/stories/{story['id']}", {"headline": "اکنون به فارسی"}, token=self.token,
                                headers={"If-Match": f'"{story["revision"]}"'})
        self.assertEqual(saved.status, 200, saved)
        self.assert_shown(saved.json(), "und-Arab", "rtl")

    def test_what_somebody_named_is_isolated_in_every_template(self):
        """Names, credits and reasons may be of the other direction whatever stands around them."""
        folder = pathlib.Path(os.environ["STOPPRESS_SOURCE"], "themes/default/templates")
        templates = list(folder.rglob("*.mustache"))
        self.assertGreater(len(templates), 10)
        shown = 0
        for template in templates:
            # Not in attributes and titles, where no element can stand, nor the interface's own words. An element with a direction of its own is
            # isolated, too (HTML, 15.3.6).
            text = re.sub(r"<title>.*?</title>|<option [^>]*dir=\"auto\"[^>]*>.*?</option>|<(?:meta|link|option)\b[^>]*>|\{\{#(years|windows)\}\}.*?\{\{/\1\}\}", "",
                          template.read_text(encoding="utf-8"), flags=re.DOTALL)
            for found in re.finditer(r"(.{0,99})\{\{(?:name|credit|reason)\}\}(?![^<]*>)", text):
                shown += 1
                self.assertRegex(found.group(1), r'(<bdi(?: class="\w+")?|dir="{{direction}}")>$', f"{template.name}: {found.group(0)}")
        self.assertGreater(shown, 8)


if __name__ == "__main__":
    unittest.main()
