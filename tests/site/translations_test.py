# SPDX-License-Identifier: GPL-3.0-or-later
"""Translations name each other: whatever happens to one of them, the pages of the others say so from the moment it is acknowledged."""
import re
import unittest

from stoppress_site import SiteTest


class Translations(SiteTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.token = cls.site.token("editor")

    def story(self, headline, language, key, publish=True):
        made = self.site.post("/api/v1/stories", {"headline": headline, "language": language, "translation_key": key,
                                                  "body": {"format": "markdown", "content": "Words."}}, token=self.token)
        self.assertEqual(made.status, 201, made)
        return self.act(made.json(), "publish") if publish else made.json()

    def act(self, story, what, fields=None):
        done = self.site.post(f"/api/v1/stories/{story['id']}/{what}", fields or {}, token=self.token)
        self.assertEqual(done.status, 200, done)
        return done.json()

    def change(self, story, **fields):
        now = self.site.get(f"/api/v1/stories/{story['id']}", token=self.token).json()
        done = self.site.patch(f"/api/v1/stories/{story['id']}", fields, token=self.token, headers={"If-Match": f'"{now["revision"]}"'})
        self.assertEqual(done.status, 200, done)
        return done.json()

    def named_by(self, story):
        """The addresses that the story's page names as its translations; asked for twice, so that it is at hand the second time."""
        pages = [self.site.get(story["url"]) for _ in range(2)]
        self.assertEqual([page.status for page in pages], [200, 200])
        self.assertEqual(pages[0].text, pages[1].text)
        found = re.findall(r'<link rel="alternate" hreflang="([^"]+)" title="[^"]+" href="([^"]+)"', pages[0].text)
        self.assertEqual(len({language for language, _ in found}), len(found), "each language once")
        # The page itself is no translation of its own.
        visible = re.search(r'<p class="translations">.*?</p>', pages[0].text, re.DOTALL)
        self.assertNotIn(f'href="{story["url"]}"', visible.group() if visible else "")
        self.assertEqual(pages[0].text.count('property="og:locale:alternate"'), max(0, len(found) - 1))
        return {language: re.sub(r"^https?://[^/]+", "", address) for language, address in found if language != "x-default"}

    def test_published_withdrawn_and_published_again(self):
        english = self.story("Hello", "en", "hello")
        self.assertEqual(self.named_by(english), {})
        french = self.story("Bonjour", "fr", "hello")
        both = {"en": english["url"], "fr": french["url"]}
        self.assertEqual(self.named_by(english), both)
        self.assertEqual(self.named_by(french), both)
        self.act(french, "withdraw", {"reason": "wrong"})
        self.assertEqual(self.named_by(english), {})
        self.act(french, "publish")
        self.assertEqual(self.named_by(english), both)
        self.act(french, "unpublish")
        self.assertEqual(self.named_by(english), {})

    def test_another_slug(self):
        english = self.story("Rain", "en", "rain")
        french = self.story("Pluie", "fr", "rain")
        self.assertEqual(self.named_by(english)["fr"], french["url"])
        moved = self.change(french, slug="pluie-forte")
        self.assertNotEqual(moved["url"], french["url"])
        self.assertEqual(self.named_by(english), {"en": english["url"], "fr": moved["url"]})

    def test_another_language_and_another_key(self):
        english = self.story("Snow", "en", "snow")
        german = self.story("Schnee", "de", "snow")
        other = self.story("Eis", "de", "ice")
        self.assertEqual((self.named_by(english)["de"], self.named_by(other)), (german["url"], {}))
        self.change(german, language="fr")
        self.assertEqual(self.named_by(english), {"en": english["url"], "fr": german["url"]})
        moved = self.change(german, translation_key="ice")
        self.assertEqual(self.named_by(english), {})
        self.assertEqual(self.named_by(other), {"de": other["url"], "fr": moved["url"]})
        self.change(german, translation_key=None)
        self.assertEqual(self.named_by(other), {})

    def test_a_draft_is_named_nowhere_until_it_is_published(self):
        english = self.story("Wind", "en", "wind")
        french = self.story("Vent", "fr", "wind", publish=False)
        self.assertEqual(self.named_by(english), {})
        french = self.act(french, "publish")
        self.assertEqual(self.named_by(english)["fr"], french["url"])

    def test_the_newsroom_sees_translations_that_are_not_published_and_those_of_drafts(self):
        english = self.story("Hail", "en", "hail")
        draft = self.story("Grêle", "fr", "hail", publish=False)
        german = self.story("Hagel", "de", None, publish=False)
        done = self.site.patch(f"/api/v1/stories/{german['id']}/draft", {"translation_key": "hail"}, token=self.token, headers={"If-Match": '"1"'})
        self.assertEqual(done.status, 200, done)

        def listed(story, token=self.token):
            answer = self.site.get(f"/api/v1/stories/{story['id']}/translations", token=token)
            self.assertEqual(answer.status, 200, answer)
            return [other["id"] for other in answer.json()["stories"]]
        self.assertEqual(listed(english), [draft["id"], german["id"]])
        self.assertEqual(listed(german), [english["id"], draft["id"]])
        # A reporter sees no drafts of others.
        reporter = self.site.token("reporter", name="translator")
        own = self.site.post("/api/v1/stories", {"headline": "Granizo", "language": "es", "translation_key": "hail"}, token=reporter).json()
        self.assertEqual(listed(own, reporter), [english["id"]])
        self.assertEqual(listed(self.story("Alone", "en", None)), [])


if __name__ == "__main__":
    unittest.main()
