#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A theme is looked at before it is chosen, by nobody but admins, holds on every page when it is answered, and a broken one is never chosen."""
import os
import re

import unittest

from api_test import ApiTest
from stoppress_site import eventually


class ThemeChoice(ApiTest):
    @classmethod
    def prepare(cls, site):
        super().prepare(site)
        cls.theme(site, "evening", {"assets/style.css": "body { background: #102030; }\n", "theme.toml": 'name = "Evening"\n'})
        cls.theme(site, "broken", {"templates/story.mustache": "{{#never}}"})
        os.makedirs(os.path.join(site.folder, "themes", "not a name"), exist_ok=True)
        os.symlink("/etc", os.path.join(site.folder, "themes", "linked"))

    @staticmethod
    def theme(site, name, files):
        for path, text in files.items():
            file = os.path.join(site.folder, "themes", name, path)
            os.makedirs(os.path.dirname(file), exist_ok=True)
            with open(file, "w", encoding="utf-8") as out:
                out.write(text)

    def setUp(self):
        self.admin = self.tokens["admin"]

    def tearDown(self):
        self.ask("DELETE", "/settings/site.theme", token=self.admin, expect=200)

    def choose(self, name, expect=200):
        return self.ask("PUT", "/settings/site.theme", {"value": name}, self.admin, expect=expect)

    def style(self, page):
        """The text of the style sheet that a page names."""
        path = re.search(r'href="(/assets/[^"]+/style\.css)"', page)[1]
        answer = self.site.get(path)
        self.assertEqual(answer.status, 200, path)
        return answer.text

    def test_the_themes_are_listed_and_looked_at_without_being_used(self):
        self.assertEqual(self.ask("GET", "/themes", token=self.admin, expect=200).json()["themes"],
                         [{"name": "broken", "chosen": False}, {"name": "default", "chosen": True}, {"name": "evening", "chosen": False}])
        story = self.publish(headline="Seen at dusk")
        before = self.site.get("/").text
        for page in ("front", "story"):
            shown = self.ask("GET", f"/themes/evening/preview?page={page}", token=self.admin, expect=200)
            self.assertIn("Seen at dusk", shown.text)
            self.assertIn("#102030", self.style(shown.text))
            self.assertIn("noindex", shown.headers["x-robots-tag"])
            self.assertIn("frame-ancestors 'self'", shown.headers["content-security-policy"])
            self.assertEqual(shown.headers["cache-control"], "no-store")
        self.assertEqual(self.site.get("/").text, before)
        self.assertNotIn("#102030", self.style(before))
        self.assertEqual(self.ask("GET", f"/stories/{story['id']}", expect=200).json()["views"]["all"], 0)
        answer = self.ask("GET", "/themes/broken/preview", token=self.admin, expect=422)
        self.assertIn("story.mustache", answer.json()["detail"])
        for name in ("no-such", "linked", "..", "not%20a%20name", "%2e%2e%2fetc"):
            self.assertIn(self.site.get(f"/api/v1/themes/{name}/preview", token=self.admin).status, (400, 404), name)
        self.ask("GET", "/themes/evening/preview?page=all", token=self.admin, expect=400)

    def test_a_chosen_theme_is_on_every_page_when_it_is_answered(self):
        story = self.publish(headline="In another light")
        for path in ("/", story["url"], "/latest"):
            self.assertNotIn("#102030", self.style(self.site.get(path).text))
        before = self.site.get("/").text
        self.choose("evening")
        self.assertNotIn("#102030", self.style(before), "a page that was sent just before still finds its style sheet")
        for path in ("/", story["url"], "/latest", "/no/such/page"):
            self.assertIn("#102030", self.style(self.site.get(path).text), path)
        self.ask("PUT", "/settings/site.title", {"value": "Dusk"}, self.admin, expect=200)
        self.assertIn("Dusk", self.site.get("/").text)
        self.assertIn("#102030", self.style(self.site.get("/").text))
        self.ask("DELETE", "/settings/site.title", token=self.admin, expect=200)
        # Its folder is watched from now on.
        self.theme(self.site, "evening", {"assets/style.css": "body { background: #405060; }\n"})
        eventually(lambda: "#405060" in self.style(self.site.get("/").text), 30)
        self.theme(self.site, "evening", {"assets/style.css": "body { background: #102030; }\n"})
        eventually(lambda: "#102030" in self.style(self.site.get("/").text), 30)
        self.site.kill()
        self.site.start()
        self.assertIn("#102030", self.style(self.site.get("/").text))
        self.ask("DELETE", "/settings/site.theme", token=self.admin, expect=200)
        self.assertNotIn("#102030", self.style(self.site.get(story["url"]).text))

    def test_what_cannot_be_used_is_not_chosen_and_what_broke_since_is_survived(self):
        for name in ("broken", "no-such", "../etc", "", "linked"):
            with self.subTest(name=name):
                self.assertEqual(self.pointers(self.choose(name, expect=422)), ["/value"])
        self.theme(self.site, "fragile", {"assets/style.css": "body { background: #708090; }\n"})
        self.choose("fragile")
        self.site.kill()
        self.theme(self.site, "fragile", {"templates/story.mustache": "{{#never}}"})
        self.site.start()
        self.assertEqual(self.site.get("/").status, 200)
        self.assertIn("fragile", self.site.log_text())
        os.remove(os.path.join(self.site.folder, "themes", "fragile", "templates", "story.mustache"))
        eventually(lambda: "#708090" in self.style(self.site.get("/").text), 30)


if __name__ == "__main__":
    unittest.main()
