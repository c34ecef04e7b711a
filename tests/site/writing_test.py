#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is typed stays as it is typed: slugs in the story's script, names of topics and authors, versions of drafts, and footnotes with their
sources."""
import unittest
import urllib.parse

from drafts_test import DraftTest, markdown, text_of


def encoded(path):
    return urllib.parse.quote(path, safe="/")


class Slugs(DraftTest):
    def test_the_slug_follows_the_headline_until_the_first_publication(self):
        story = self.make(headline="Ci")
        path = f"/stories/{story['id']}"
        draft = self.draft(path, {"headline": "City council approves the plan"}, '"1"').json()
        self.assertEqual(draft["slug"], "city-council-approves-the-plan")
        published = self.ask("POST", path + "/publish", {}, self.tokens["editor"], expect=200).json()
        self.assertTrue(published["url"].endswith("/city-council-approves-the-plan"), published["url"])
        etag = f'"{published["revision"]}"'
        self.assertEqual(self.draft(path, {"headline": "Council says no"}, etag).json()["slug"], "city-council-approves-the-plan")

    def test_a_slug_that_was_typed_stays(self):
        story = self.make(headline="Ci")
        path = f"/stories/{story['id']}"
        self.draft(path, {"slug": "my-own"}, '"1"')
        self.assertEqual(self.draft(path, {"headline": "City council"}, '"draft-1"').json()["slug"], "my-own")
        self.assertEqual(self.draft(path, {"slug": ""}, '"draft-2"').json()["slug"], "city-council")
        dated = self.make(headline="Budget", slug="budget-2026")
        self.assertEqual(self.draft(f"/stories/{dated['id']}", {"headline": "Budget vote"}, '"1"').json()["slug"], "budget-2026")

    def test_a_slug_in_the_storys_script_works_in_pages_feeds_sitemaps_and_redirects(self):
        story = self.publish(headline="شورای شهر رأی داد", language="fa")
        self.assertEqual(story["slug"], "شورای-شهر-رأی-داد")
        self.assertTrue(story["url"].endswith(encoded("/شورای-شهر-رأی-داد")), story["url"])
        for path in (story["url"], story["url"].lower()):
            self.assertEqual(self.site.get(path).status, 200)
            self.assertIn("شورای شهر رأی داد", self.site.get(path).text)
        for path in ("/latest", "/feed.xml", "/atom.xml", "/feed.json", "/sitemap-1.xml"):
            self.assertIn(story["url"], self.site.get(path).text, path)
        self.assertRegex(self.site.get(story["url"]).text, f'rel="canonical" href="[^"]*{story["url"]}"')
        renamed = self.ask("PATCH", f"/stories/{story['id']}", {"slug": "رأی-شورا"}, self.tokens["editor"], {"If-Match": '"1"'}, expect=200).json()
        self.assertTrue(renamed["url"].endswith(encoded("/رأی-شورا")), renamed["url"])
        old = self.site.get(story["url"])
        self.assertEqual((old.status, old.headers["location"]), (301, renamed["url"]))
        self.assertEqual(self.site.get(encoded("/2026/11/هیچ")).status, 404)

    def test_a_slug_has_one_form(self):
        for wrong in ("Big", "two words", "شهر ما", "a/b", "شهر\u202e", "-شهر", "café", "x" * 121):
            refused = self.ask("POST", "/stories", {"headline": "H", "slug": wrong}, self.tokens["editor"], expect=422).json()
            self.assertEqual([error["pointer"] for error in refused["errors"]], ["/slug"], wrong)


class Names(DraftTest):
    def test_topics_and_authors_keep_the_name_that_was_typed(self):
        for kind in ("topics", "authors"):
            for name in ("O'Brien", "EU budget", "McDonald", "قطار شهری"):
                made = self.ask("POST", f"/{kind}", {"name": name}, self.tokens["contributor"], expect=201).json()
                self.assertEqual(made["name"], name)
                again = self.ask("POST", f"/{kind}", {"name": name}, self.tokens["contributor"], expect=200).json()
                self.assertEqual(again["slug"], made["slug"])
            self.ask("POST", f"/{kind}", {"name": ""}, self.tokens["contributor"], expect=422)
            self.ask("POST", f"/{kind}", {"name": "x" * 5000}, self.tokens["contributor"], expect=422)

    def test_a_name_in_its_own_script_has_a_page_feeds_and_a_place_in_the_sitemap(self):
        topic = self.ask("POST", "/topics", {"name": "تراموای شبانه"}, self.tokens["editor"]).json()
        author = self.ask("POST", "/authors", {"name": "علی رضایی"}, self.tokens["editor"]).json()
        self.assertEqual((topic["slug"], author["slug"]), ("تراموای-شبانه", "علی-رضایی"))
        path, by = encoded("/topics/" + topic["slug"]), encoded("/authors/" + author["slug"])
        self.assertEqual(self.site.get(path).status, 404)  # it has no published story yet
        story = self.publish(headline="Night trams", topics=[topic["slug"]], authors=[author["slug"]])
        page = self.site.get(story["url"]).text
        self.assertIn(f'href="{path}"', page)
        self.assertIn(f'href="{by}"', page)
        for address in (path, by, path + "/feed.xml", by + "/atom.xml", path + "?page=1"):
            answer = self.site.get(address)
            self.assertEqual(answer.status, 200, address)
            self.assertIn("Night trams", answer.text, address)
        self.assertEqual(self.site.get(path + "/").headers["location"], path)
        self.assertIn(f'{path}/feed.xml"', self.site.get(path).text)
        self.assertEqual((topic["url"], author["url"]), (path, by))
        self.assertIn(path, self.site.get("/topics").text)
        self.assertIn(path, self.site.get("/sitemap-lists.xml").text)
        listed = self.ask("GET", "/stories?topic=" + urllib.parse.quote(topic["slug"]), expect=200).json()["stories"]
        self.assertEqual([one["headline"] for one in listed], ["Night trams"])

    def test_a_changed_address_of_a_topic_or_author_redirects(self):
        for kind in ("topics", "authors"):
            made = self.ask("POST", f"/{kind}", {"name": f"Old {kind}"}, self.tokens["editor"], expect=201).json()
            story = self.publish(headline=f"About old {kind}", **{kind: [made["slug"]]})
            moved = self.ask("PUT", f"/{kind}/{made['slug']}", {"name": f"Old {kind}", "slug": f"new-{kind}"}, self.tokens["editor"], expect=200).json()
            self.assertEqual(moved["slug"], f"new-{kind}")
            for rest in ("", "/feed.xml"):
                old = self.site.get(f"/{kind}/{made['slug']}{rest}")
                self.assertEqual((old.status, old.headers["location"]), (301, f"/{kind}/new-{kind}{rest}"))
            self.assertEqual(self.ask("GET", f"/stories/{story['id']}", expect=200).json()[kind], [f"new-{kind}"])
            listed = self.ask("GET", f"/stories?{kind[:-1]}={made['slug']}", expect=200).json()["stories"]
            self.assertEqual(len(listed), 1)
            other = self.ask("POST", f"/{kind}", {"name": f"Other {kind}"}, self.tokens["editor"]).json()
            self.ask("PUT", f"/{kind}/{other['slug']}", {"name": "Other", "slug": made["slug"]}, self.tokens["editor"], expect=409)

    def test_an_entry_is_changed_by_its_former_slug_only_to_repeat_what_renamed_it(self):
        for kind in ("topics", "authors", "sections"):
            old, new = f"/{kind}/first-{kind}", f"second-{kind}"
            self.ask("PUT", old, {"name": "First"}, self.tokens["editor"], expect=201)
            for name in ("First", "Second"):
                moved = self.ask("PUT", old, {"name": name, "slug": new}, self.tokens["editor"], expect=200).json()
                self.assertEqual((moved["slug"], moved["name"]), (new, name))
            for body in ({"name": "Third"}, {"name": "Third", "slug": f"third-{kind}"}):
                refused = self.ask("PUT", old, body, self.tokens["editor"], expect=409).json()
                self.assertIn(new, refused["detail"])
            self.ask("PUT", f"/{kind}/{new}", {"name": "Back", "slug": f"first-{kind}"}, self.tokens["editor"], expect=200)
            slugs = [one["slug"] for one in self.ask("GET", f"/{kind}?limit=100", token=self.tokens["editor"], expect=200).json()[kind]]
            self.assertEqual([slug for slug in slugs if slug.startswith(("first-", "second-", "third-"))], [f"first-{kind}"])

    def test_sitemap_and_lists_follow_a_changed_address_at_once(self):
        topic = self.ask("POST", "/topics", {"name": "Ferries"}, self.tokens["editor"], expect=201).json()
        self.publish(headline="A ferry", topics=[topic["slug"]])
        draft = self.make(headline="Another ferry")
        self.draft(f"/stories/{draft['id']}", {"topics": [topic["slug"]]}, '"1"')
        self.assertIn("/topics/ferries<", self.site.get("/sitemap-lists.xml").text)
        self.ask("PUT", "/topics/ferries", {"name": "Ferries", "slug": "ships"}, self.tokens["editor"], expect=200)
        sitemap = self.site.get("/sitemap-lists.xml").text
        self.assertIn("/topics/ships<", sitemap)
        self.assertNotIn("/topics/ferries<", sitemap)
        listed = self.ask("GET", "/stories?topic=ships&status=draft", token=self.tokens["editor"], expect=200).json()["stories"]
        self.assertEqual([one["id"] for one in listed], [draft["id"]])

    def test_a_merge_into_a_topic_that_took_the_old_slug_is_undone_once_that_gave_it_up(self):
        for slug in ("trams", "trains"):
            self.ask("PUT", f"/topics/{slug}", {"name": slug}, self.tokens["editor"], expect=201)
        self.ask("POST", "/topics/trams/merge", {"into": "trains"}, self.tokens["editor"])
        self.ask("PUT", "/topics/trains", {"name": "Trains", "slug": "trams"}, self.tokens["editor"], expect=200)
        merge = self.ask("GET", "/topic-merges", token=self.tokens["editor"], expect=200).json()["merges"][0]["number"]
        undo = f"/topic-merges/{merge}"
        self.assertIn("another slug", self.ask("DELETE", undo, token=self.tokens["editor"], expect=409).json()["detail"])
        self.ask("PUT", "/topics/trams", {"name": "Trains", "slug": "trains"}, self.tokens["editor"], expect=200)
        self.ask("DELETE", undo, token=self.tokens["editor"], expect=204)
        self.assertLessEqual({"trains", "trams"}, {one["slug"] for one in self.ask("GET", "/topics", token=self.tokens["editor"], expect=200).json()["topics"]})


class Versions(DraftTest):
    def test_text_that_was_saved_and_then_deleted_can_be_looked_at(self):
        story = self.make(headline="Kept")
        path = f"/stories/{story['id']}"
        words = " ".join(["words"] * 50)
        self.draft(path, {"body": markdown(words)}, '"1"')
        self.draft(path, {"body": markdown("x")}, '"draft-1"')
        versions = self.ask("GET", path + "/draft/versions", token=self.tokens["editor"], expect=200).json()["versions"]
        self.assertEqual([(one["number"], one["reason"], one["saved_by"]) for one in versions], [(1, "deletion", "editor")])
        kept = self.ask("GET", path + "/draft/versions/1", token=self.tokens["editor"], expect=200).json()
        self.assertEqual(text_of(kept["body"]), words)
        self.ask("DELETE", path + "/draft", token=self.tokens["editor"], headers={"If-Match": '"draft-2"'}, expect=204)
        versions = self.ask("GET", path + "/draft/versions", token=self.tokens["editor"], expect=200).json()["versions"]
        self.assertEqual([one["reason"] for one in versions], ["discarded", "deletion"])
        self.ask("GET", path + "/draft/versions/99", token=self.tokens["editor"], expect=404)

    def test_what_an_earlier_version_replaces_is_kept_however_little_it_differs(self):
        story = self.make(headline="Kept")
        path = f"/stories/{story['id']}"
        words = " ".join(["words"] * 50)
        self.draft(path, {"body": markdown(words)}, '"1"')
        self.draft(path, {"body": markdown("x")}, '"draft-1"')
        self.draft(path, {"body": markdown(words + " and one more"), "topics": ["trams"]}, '"draft-2"')
        restore = path + "/draft/versions/1/restore"
        self.ask("POST", restore, token=self.tokens["editor"], expect=428)
        self.ask("POST", restore, token=self.tokens["editor"], headers={"If-Match": '"draft-2"'}, expect=412)
        self.ask("POST", path + "/draft/versions/99/restore", token=self.tokens["editor"], headers={"If-Match": '"draft-3"'}, expect=404)
        back = self.ask("POST", restore, token=self.tokens["editor"], headers={"If-Match": '"draft-3"'}, expect=200).json()
        self.assertEqual((text_of(back["body"]), back["topics"], back["version"]), (words, [], 4))
        kept = self.ask("GET", path + "/draft/versions/2", token=self.tokens["editor"], expect=200).json()
        self.assertEqual((text_of(kept["body"]), kept["topics"]), (words + " and one more", ["trams"]))
        # Only a topic differs.
        self.draft(path, {"topics": ["trams"]}, '"draft-4"')
        self.ask("POST", restore, token=self.tokens["editor"], headers={"If-Match": '"draft-5"'}, expect=200)
        kept = self.ask("GET", path + "/draft/versions/3", token=self.tokens["editor"], expect=200).json()
        self.assertEqual((text_of(kept["body"]), kept["topics"]), (words, ["trams"]))
        self.ask("GET", path + "/draft/versions", expect=401)


class Footnotes(DraftTest):
    def test_notes_follow_the_order_of_the_text(self):
        body = {"format": "document", "content": {
            "blocks": [{"type": "paragraph", "content": [{"text": "b"}, {"footnote": 2}, {"text": " a"}, {"footnote": 1}]}],
            "footnotes": [[{"type": "paragraph", "content": [{"text": "A"}]}], [{"type": "paragraph", "content": [{"text": "B"}]}]]}}
        content = self.make(headline="Ordered", body=body)["body"]["content"]
        self.assertEqual([run.get("footnote") for run in content["blocks"][0]["content"]], [None, 1, None, 2])
        self.assertEqual([note[0]["content"][0]["text"] for note in content["footnotes"]], ["B", "A"])

    def test_markdown_is_converted_without_saving_anything(self):
        before = len(self.ask("GET", "/stories?status=draft&limit=100", token=self.tokens["editor"]).json()["stories"])
        body = self.ask("POST", "/convert", {"body": markdown("## Plan\n\nIt *may* cost.[^1]\n\n[^1]: Paper 114.")}, self.tokens["contributor"], expect=200).json()["body"]
        self.assertEqual([block["type"] for block in body["content"]["blocks"]], ["heading", "paragraph"])
        self.assertEqual(body["content"]["footnotes"][0][0]["content"], [{"text": "Paper 114."}])
        self.ask("POST", "/convert", {}, self.tokens["contributor"], expect=422)
        self.assertEqual(len(self.ask("GET", "/stories?status=draft&limit=100", token=self.tokens["editor"]).json()["stories"]), before)


if __name__ == "__main__":
    unittest.main()
