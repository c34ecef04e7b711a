#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Title, description and picture of an embedded page are asked for once and kept, as texts and a picture of this site, whatever the other site sends."""
import concurrent.futures
import json
import unittest

import other_site
import pictures
from fetching_test import MEGABYTE, FetchTest
from other_site import Page, moved


def page(title="The report", more="", **said):
    """A page that says this of itself."""
    tags = "".join(f'<meta property="og:{name}" content="{value}">' for name, value in said.items())
    return Page(f"<!DOCTYPE html><html><head><title>{title}</title>{tags}{more}</head><body><p>Words</p></body></html>")


def names(oembed):
    """The element by which a page names its oEmbed answer."""
    return f'<link rel="alternate" type="application/json+oembed" href="{oembed}">'


def oembed(**said):
    return Page(json.dumps({"version": "1.0", "type": "link", **said}), "application/json")


class DescribeEmbed(FetchTest):
    def describe(self, url, token=None, expect=None, headers=None):
        url = self.elsewhere.url + url if url.startswith("/") else url
        return self.ask("POST", "/embeds/describe", {"url": url}, token or self.tokens["reporter"], headers, expect=expect)

    def told(self, url):
        return self.describe(url, expect=200).json()

    def no_picture(self, url):
        said = self.told(url)
        self.assertIsNone(said["picture"], url)
        return said

    def test_a_page_becomes_a_card_that_needs_nothing_of_the_other_site(self):
        self.elsewhere.pages["/report"] = page(title="Plain", site_name="The &lt;Example&gt;", description="What\n was found", image="/a/b.png",
                                               more='<meta property="og:title" content="The &quot;report&quot; &amp; more">')
        self.elsewhere.pages["/a/b.png"] = Page(pictures.png(800, 450, 9201), "image/png")
        said = self.told("/report")
        url = self.elsewhere.url + "/report"
        self.assertEqual({key: said[key] for key in ("url", "provider", "title", "description", "site")},
                         {"url": url, "provider": "web", "title": 'The "report" & more', "description": "What was found", "site": "The <Example>"})
        medium = said["picture"]
        self.assertEqual((medium["width"], medium["filename"], medium["alt"]), (800, "b.png", 'The "report" & more'))
        self.assertEqual(medium["credit"], f"The <Example> ({self.elsewhere.url}/a/b.png)")
        block = {"type": "embed", "url": url, "title": said["title"], "description": said["description"], "site": said["site"], "picture": medium["url"]}
        story = self.make(headline="With a card", body={"format": "document", "content": {"blocks": [block]}})
        self.assertEqual(story["body"]["content"]["blocks"], [{**block, "provider": "web"}])
        asked = len(self.elsewhere.asked)
        story = self.ask("POST", f"/stories/{story['id']}/publish", {}, self.tokens["editor"], expect=200).json()
        shown = self.site.get(story["url"]).text
        [card] = [part.partition("</figure>")[0] for part in shown.split('<figure class="embed"')[1:]]
        self.assertIn('<span class="embed-picture"><span class="frame">', card)
        self.assertIn("&lt;Example&gt;</span>", card)
        self.assertIn('>The "report" &amp; more</a>', card)
        self.assertIn("What was found</span>", card)
        self.assertNotIn(f'src="{self.elsewhere.url}', card)
        self.assertEqual(len(self.elsewhere.asked), asked, "rendering asks nobody")
        self.assertEqual(self.ask("GET", f"/media/{medium['id']}", token=self.tokens["editor"], expect=200).json()["used_by"], 1)
        self.assertEqual(self.told("/report")["picture"]["id"], medium["id"], "the same picture is one of the library")

    def test_a_page_can_name_an_oembed_answer(self):
        self.elsewhere.pages.update({"/film": page(title="", more=names("/oembed")),
                                     "/oembed": oembed(title="Ships in the fog", provider_name="Films", thumbnail_url=self.elsewhere.url + "/thumb.png"),
                                     "/thumb.png": Page(pictures.png(320, 180, 9202), "image/png")})
        said = self.told("/film")
        self.assertEqual((said["title"], said["site"], said["picture"]["width"]), ("Ships in the fog", "Films", 320))

    def test_markup_in_an_answer_is_text(self):
        self.elsewhere.pages.update({"/markup": page(title="", more=names("/markup.json")),
                                     "/markup.json": oembed(title="<img src=x onerror=alert(1)>", html="<script>alert(2)</script>", author_name="<b>")})
        said = self.no_picture("/markup")
        self.assertEqual(said["title"], "<img src=x onerror=alert(1)>")
        self.assertNotIn("alert(2)", json.dumps(said))
        block = {"type": "embed", "url": said["url"], "title": said["title"], "description": "<script>", "site": "<i>"}
        story = self.make(headline="With markup", body={"format": "document", "content": {"blocks": [block]}})
        story = self.ask("POST", f"/stories/{story['id']}/publish", {}, self.tokens["editor"], expect=200).json()
        shown = self.site.get(story["url"]).text
        self.assertIn("&lt;img src=x onerror=alert(1)&gt;", shown)
        self.assertNotIn("<img src=x", shown)
        self.assertNotIn('dir="auto"><script>', shown)

    def test_what_leads_to_this_machine_or_has_no_end_is_left_out(self):
        local = "http://localhost/"
        self.elsewhere.pages.update({
            "/local": page("Local", more=names(self.inside.url + "/"), image=self.inside.url + "/"), "/moved": page("Moved", more=names("/to"), image="/to"),
            "/to": moved(self.inside.url + "/"), "/name": page("Name", more=names(local), image=local),
            "/slow": page("Slow", more=names("/hang")), "/hang": other_site.hang,
            "/endless": page("Endless", more=names("/stream"), image="/stream"), "/stream": other_site.endless,
            "/body": lambda handler: other_site.endless(handler, b"<title>The body</title>" + b" " * 300_000, "text/html"),
            "/large": Page(b"<title>Large</title></head>" + b"x" * 50 * MEGABYTE), "/odd": page("Odd", image="javascript:alert(1)"),
            "/words": page("Words", image="/page"), "/page": Page("Only words", "image/png"), "/cut.png": Page(pictures.png(300, 200, 9203)[:500], "image/png"),
            "/cut": page("Cut", image="/cut.png"), "/pdf": page("Pdf", image="/a.pdf"), "/a.pdf": Page(b"%PDF-1.4\n" + bytes(2000), "application/pdf"),
            "/missing": page("Missing", image="/no-such.png")})
        titles = {"/local": "Local", "/moved": "Moved", "/name": "Name", "/slow": "Slow", "/endless": "Endless", "/body": "The body", "/large": "Large",
                  "/odd": "Odd", "/words": "Words", "/cut": "Cut", "/pdf": "Pdf", "/missing": "Missing"}
        with concurrent.futures.ThreadPoolExecutor(3) as pool:
            said = dict(zip(titles, pool.map(self.no_picture, titles)))
        self.assertEqual({path: one["title"] for path, one in said.items()}, titles)
        self.assertEqual(self.inside.asked, [])

    def test_long_texts_are_cut(self):
        self.elsewhere.pages["/long"] = page("a" * 100_000, description="ب" * 10_000, site_name="s" * 10_000)
        said = self.no_picture("/long")
        self.assertEqual((said["title"], said["description"], said["site"]), ("a" * 200 + "…", "ب" * 300 + "…", "s" * 80 + "…"))

    def test_pages_that_say_nothing_are_said(self):
        self.elsewhere.pages.update({"/empty": Page(""), "/picture.png": Page(pictures.png(30, 20, 9204), "image/png"), "/json": oembed(title="No page"),
                                     "/nested": Page("<div>" * 20_000 + "<title>T</title>"), "/nul": Page(bytes(1000))})
        for path, code in (("/empty", "fetch-no-title"), ("/picture.png", "fetch-no-title"), ("/json", "fetch-no-title"), ("/nested", "fetch-no-title"),
                           ("/nul", "fetch-no-title"), ("/no-such", "fetch-not-found"), (self.inside.url + "/", "fetch-refused"),
                           ("http://169.254.169.254/", "fetch-refused")):
            self.assertEqual(self.describe(path, expect=422).json()["code"], code, path)
        for body, pointer in (({}, "/url"), ({"url": "mailto:a@example.org"}, "/url"), ({"url": "/path"}, "/url"), ({"url": "https://a.example/", "x": 1}, "/x")):
            answer = self.ask("POST", "/embeds/describe", body, self.tokens["reporter"], expect=422)
            self.assertEqual([error["pointer"] for error in answer.json()["errors"]], [pointer])
        self.ask("POST", "/embeds/describe", {"url": self.elsewhere.url}, expect=401)

    def test_other_encodings_are_read(self):
        self.elsewhere.pages["/fa"] = Page("<title>شهر و بندر</title>".encode("windows-1256"), "text/html; charset=windows-1256")
        self.assertEqual(self.no_picture("/fa")["title"], "شهر و بندر")

    def test_the_same_key_asks_once(self):
        self.elsewhere.pages.update({"/once": page("Once", image="/once.png"), "/once.png": Page(pictures.png(64, 40, 9205), "image/png")})
        headers = {"Idempotency-Key": '"describe-once"'}
        first = self.describe("/once", headers=headers, expect=200).json()
        self.assertEqual(self.describe("/once", headers=headers, expect=200).json(), first)
        self.assertEqual(self.elsewhere.paths().count("/once"), 1)

    def test_a_card_has_no_picture_of_another_site(self):
        block = {"type": "embed", "url": "https://example.org/", "picture": "https://example.org/a.png"}
        answer = self.ask("POST", "/stories", {"headline": "H", "body": {"format": "document", "content": {"blocks": [block]}}}, self.tokens["reporter"], expect=422)
        self.assertEqual([error["pointer"] for error in answer.json()["errors"]], ["/body/content/blocks/0/picture"])


if __name__ == "__main__":
    unittest.main()
