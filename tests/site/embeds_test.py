#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Only a page with an embed of a known player may load frames, and only from that player's host; elsewhere an embed is a link."""
import json
import unittest

from api_test import ApiTest

FILM = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
PLAYER = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"


def embed(url, **more):
    return {"type": "embed", "url": url, **more}


class Embeds(ApiTest):
    def story(self, *blocks, **fields):
        body = {"format": "document", "content": {"blocks": [{"type": "paragraph", "content": [{"text": "Words."}]}, *blocks]}}
        story = self.make(headline="With embeds", body=body, **fields)
        return self.ask("POST", f"/stories/{story['id']}/publish", {}, self.tokens["editor"], expect=200).json()

    def policy(self, path):
        page = self.site.get(path)
        self.assertEqual(page.status, 200)
        return page.headers["content-security-policy"], page.text

    def test_a_page_with_players_may_load_frames_of_their_hosts_alone(self):
        usual, front = self.policy("/")
        self.assertNotIn("frame-src", usual)
        self.assertNotIn("embeds.js", front)
        one, page = self.policy(self.story(embed(FILM, title="A film"), embed("https://youtu.be/dQw4w9WgXcQ"))["url"])
        self.assertEqual(one, usual + "; frame-src https://www.youtube-nocookie.com")
        self.assertEqual(page.count("embeds.js"), 1)
        self.assertIn(f'data-player="{PLAYER}"', page)
        self.assertNotIn("<iframe", page)
        several, _ = self.policy(self.story(embed("https://vimeo.com/76979871"), embed("https://mastodon.social/@Gargron/109254208668258721"))["url"])
        self.assertEqual(several, usual + "; frame-src https://player.vimeo.com https://mastodon.social")

    def test_pages_without_a_player_have_the_usual_policy_and_no_script(self):
        usual, _ = self.policy("/")
        bodies = ((), (embed("https://example.org/film", title="A film"),), (embed("https://x.com/jack/status/20"),),
                  (embed("https://youtube.com.example.org/watch?v=dQw4w9WgXcQ", provider="youtube"),),
                  (embed("https://www.youtube.com/watch?v=%22%3E%3Cscript%3E", provider="youtube"),))
        for blocks in bodies:
            policy, page = self.policy(self.story(*blocks)["url"])
            self.assertEqual(policy, usual, blocks)
            self.assertNotIn("embeds.js", page)
            self.assertNotIn("data-player", page)

    def test_feeds_and_the_api_have_a_link(self):
        story = self.story(embed(FILM, title="A film", caption=[{"text": "Seen yesterday"}]))
        link = f'<a href="{FILM}" rel="noopener nofollow">A film</a>'
        self.assertIn(link, self.ask("GET", f"/stories/{story['id']}", token=self.tokens["editor"], expect=200).json()["body_html"])
        feed = json.loads(self.site.get("/feed.json").text)
        [item] = [item for item in feed["items"] if item["url"].endswith(story["url"])]
        self.assertIn(link, item["content_html"])
        for name in ("/feed.json", "/feed.xml", "/atom.xml"):
            text = self.site.get(name).text
            self.assertIn("A film", text)
            for part in ("youtube-nocookie", "iframe", "<button", "embed-offer"):
                self.assertNotIn(part, text, name)

    def test_the_policy_follows_the_story(self):
        story = self.story(embed(FILM))
        usual, _ = self.policy("/")
        self.assertNotEqual(self.policy(story["url"])[0], usual)
        changed = {"body": {"format": "markdown", "content": "No film any more."}}
        headers = {"If-Match": f'"{story["revision"]}"'}
        self.ask("PATCH", f"/stories/{story['id']}", changed, self.tokens["editor"], headers, expect=200)
        self.assertEqual(self.policy(story["url"])[0], usual)

    def test_a_preview_may_load_the_same_frames(self):
        story = self.make(headline="Not yet", body={"format": "html", "content": f'<iframe src="{PLAYER}" title="T"></iframe>'})
        page = self.ask("GET", f"/stories/{story['id']}/preview", token=self.tokens["editor"], expect=200)
        self.assertIn("frame-ancestors 'self'; frame-src https://www.youtube-nocookie.com", page.headers["content-security-policy"])
        self.assertIn(f'href="{FILM}"', page.text)

    def test_an_address_that_is_no_address_is_refused(self):
        for url in ("javascript:alert(1)", "https://user:password@www.youtube.com/watch?v=dQw4w9WgXcQ", FILM + "&x=" + "a" * 8192, "/watch?v=dQw4w9WgXcQ"):
            body = {"format": "document", "content": {"blocks": [embed(url)]}}
            self.ask("POST", "/stories", {"headline": "No", "body": body}, self.tokens["editor"], expect=422)


if __name__ == "__main__":
    unittest.main()
