#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Story templates: kept by editors, used by the whole newsroom, and nowhere to be seen for readers."""
import datetime
import os
import unittest

import pictures
from api_test import ApiTest
from public_answers import differences, public_answers
from set_clock import SetClock
from stoppress_site import Site, eventually, run

OBITUARY = {"name": "Obituary", "headline": "… has died", "standfirst": "Born in …", "body": {"format": "markdown", "content": "## Life\n\nBorn in *…*."}, "language": "en"}
TAKEN = ("headline", "standfirst", "body", "section", "topics", "kind", "language")


class TemplatesTest(ApiTest):
    def add(self, role="editor", expect=201, headers=None, **fields):
        return self.ask("POST", "/templates", {**OBITUARY, **fields}, self.tokens[role], headers, expect).json()

    def get(self, template, role="reporter", expect=200):
        return self.ask("GET", f"/templates/{template['id']}", token=self.tokens[role], expect=expect).json()

    def change(self, template, fields, version=None, expect=200, role="editor"):
        headers = {"If-Match": f'"{version or template["version"]}"'}
        return self.ask("PATCH", f"/templates/{template['id']}", fields, self.tokens[role], headers, expect).json()

    def delete(self, template, expect=204):
        return self.ask("DELETE", f"/templates/{template['id']}", token=self.tokens["editor"], expect=expect)

    def restore(self, template, expect=200):
        return self.ask("POST", f"/templates/{template['id']}/restore", None, self.tokens["editor"], expect=expect).json()

    def listed(self, query=""):
        return [one["id"] for one in self.ask("GET", "/templates" + query, token=self.tokens["editor"], expect=200).json()["templates"]]


class Keeping(TemplatesTest):
    def test_a_template_has_what_new_stories_begin_with(self):
        for slug in ("lives", "sport"):
            self.site.make_section(slug, self.tokens["editor"])
        self.ask("PUT", "/topics/people", {"name": "People"}, self.tokens["editor"])
        made = self.ask("POST", "/templates", {**OBITUARY, "section": "lives", "topics": ["people"]}, self.tokens["editor"], expect=201)
        template = made.json()
        self.assertEqual((made.headers["location"], made.headers["etag"]), (f"/api/v1/templates/{template['id']}", '"1"'))
        self.assertEqual((template["name"], template["version"], template["saved_by"], template["deleted_at"]), ("Obituary", 1, "editor", None))
        self.assertEqual((template["section"], template["topics"], template["kind"], template["direction"]), ("lives", ["people"], "article", "ltr"))
        self.assertNotIn("authors", template)
        self.assertEqual(self.get(template), template)
        # What the newsroom does: a story of one's own with all of it.
        story = self.make(self.tokens["reporter"], **{name: template[name] for name in TAKEN})
        self.assertEqual({name: story[name] for name in TAKEN}, {name: template[name] for name in TAKEN})
        self.assertEqual((story["status"], story["authors"], story["created_by"], story["published_at"], story["views"]["all"]), ("draft", [], "reporter", None, 0))
        listed = [one for one in self.ask("GET", "/templates", token=self.tokens["contributor"], expect=200).json()["templates"] if one["id"] == template["id"]]
        self.assertEqual(listed, [{name: template[name] for name in ("id", "version", "name", "saved_at", "saved_by", "deleted_at", "deleted_by", "kind", "headline", "language")}])

    def test_it_follows_its_section_and_topics(self):
        editor = self.tokens["editor"]
        self.site.make_section("docks", editor)
        for slug in ("cranes", "wind"):
            self.ask("PUT", f"/topics/{slug}", {"name": slug}, editor)
        template = self.add(section="docks", topics=["cranes", "wind"])
        self.ask("PUT", "/sections/docks", {"name": "Port", "slug": "port"}, editor)
        self.ask("DELETE", "/topics/wind", token=editor, expect=200)
        now = self.get(template)
        self.assertEqual((now["section"], now["topics"], now["version"]), ("port", ["cranes"], 1))
        self.ask("DELETE", "/sections/port", token=editor, expect=200)
        self.assertEqual(self.get(template)["section"], None)

    def test_whoever_saves_has_read_the_latest_version(self):
        template = self.add()
        renamed = self.change(template, {"name": "Obituaries"})
        self.assertEqual((renamed["name"], renamed["version"], renamed["headline"]), ("Obituaries", 2, OBITUARY["headline"]))
        late = self.ask("PATCH", f"/templates/{template['id']}", {"headline": "Late"}, self.tokens["admin"], {"If-Match": '"1"'}, 412)
        self.assertEqual((late.json()["code"], late.json()["current"]), ("stale", '"2"'))
        self.ask("PATCH", f"/templates/{template['id']}", {"headline": "Late"}, self.tokens["admin"], expect=428)
        cleared = self.change(renamed, {"headline": None, "standfirst": None, "body": None})
        self.assertEqual((cleared["headline"], cleared["standfirst"], cleared["body"]["content"]["blocks"]), ("", "", []))

    def test_what_is_wrong_is_named(self):
        for fields, pointers in (({"name": None}, ["/name"]), ({"name": " "}, ["/name"]), ({"name": "n" * 101}, ["/name"]), ({"name": 7}, ["/name"]),
                                 ({"authors": ["ann-lee"], "slug": "a", "lead_image": None, "translation_key": "k"}, ["/slug", "/authors", "/lead_image", "/translation_key"]),
                                 ({"section": "nowhere", "topics": ["nothing"]}, ["/section", "/topics/0"]), ({"headline": "h" * 301}, ["/headline"]), ({"kind": "poem"}, ["/kind"]),
                                 ({"status": "published"}, ["/status"]), ({"language": "not a language"}, ["/language"]), ({"body": {"format": "docx", "content": ""}}, ["/body/format"])):
            answer = self.ask("POST", "/templates", {**OBITUARY, **fields}, self.tokens["editor"], expect=422)
            self.assertEqual(self.pointers(answer), pointers, fields)
        for body in ("[]", "{", '{"name": "a", "name": "b"}'):
            self.ask("POST", "/templates", body, self.tokens["editor"], {"Content-Type": "application/json"}, expect=400)
        self.ask("POST", "/templates", {"name": "Large", "body": {"format": "markdown", "content": "a " * (1024 * 1024 + 1)}}, self.tokens["editor"], expect=422)
        for path in ("/templates/999999", "/templates/0", "/templates/one"):
            self.ask("GET", path, token=self.tokens["editor"], expect=404)
        self.ask("GET", "/templates?deleted=maybe", token=self.tokens["editor"], expect=400)

    def test_a_request_that_comes_again_makes_one(self):
        headers = {"Idempotency-Key": '"5b1f5d4e-6f6b-4f7a-9b0f-0d7b4d1c2a33"'}
        first = self.add(headers=headers, name="Once")
        self.assertEqual(self.add(headers=headers, name="Once"), first)
        self.assertEqual(sum(one == first["id"] for one in self.listed()), 1)
        self.ask("POST", "/templates", {**OBITUARY, "name": "Twice"}, self.tokens["editor"], headers, expect=422)

    def test_reporters_use_them_and_change_none(self):
        template = self.add()
        for role in ("contributor", "reporter"):
            self.assertEqual(self.get(template, role)["id"], template["id"])
            self.add(role, expect=403)
            self.change(template, {"name": "Mine"}, role=role, expect=403)
            self.ask("DELETE", f"/templates/{template['id']}", token=self.tokens[role], expect=403)
            self.ask("POST", f"/templates/{template['id']}/restore", None, self.tokens[role], expect=403)
            self.ask("GET", "/templates?deleted=true", token=self.tokens[role], expect=403)
        for path in ("/templates", f"/templates/{template['id']}"):
            self.ask("GET", path, expect=401)
        self.assertEqual(self.get(template), template)

    def test_the_audit_log_says_who_kept_which(self):
        template = self.add(name="Weather")
        self.change(template, {"name": "Weather report"})
        self.delete(template)
        self.restore(template)
        expected = [("template.add", "Weather"), ("template.change", "Weather report"), ("template.delete", "Weather report"), ("template.restore", "Weather report")]

        def said():
            entries = self.ask("GET", "/audit?about=template&limit=200", token=self.tokens["admin"], expect=200).json()["entries"]
            return [(one["action"], one["detail"]) for one in reversed(entries) if one["subject"] == f"template {template['id']}" and one["who"] == "editor"]
        eventually(lambda: said() == expected, message="the audit log does not say it")


class Deleting(TemplatesTest):
    def test_a_deleted_one_can_be_restored(self):
        template = self.add()
        self.delete(template)
        self.get(template, expect=404)
        self.change(template, {"name": "Gone"}, expect=404)
        self.delete(template, expect=404)
        self.assertNotIn(template["id"], self.listed())
        self.assertIn(template["id"], self.listed("?deleted=true"))
        self.assertNotIn(template["id"], self.listed("?deleted=false"))
        self.assertEqual(self.restore(template), template)
        self.assertEqual(self.restore(template), template, "restoring it again changes nothing")
        self.assertNotIn(template["id"], self.listed("?deleted=true"))
        self.ask("POST", "/templates/999999/restore", None, self.tokens["editor"], expect=404)

    def test_a_file_that_it_shows_is_not_deleted_before(self):
        upload = self.site.post("/api/v1/media", pictures.png(30, 20, 4711), token=self.tokens["editor"], headers={"Content-Type": "image/png"}).json()
        path = f"/media/{upload['id']}"
        template = self.add(body={"format": "markdown", "content": f"![A map]({upload['url']})"})
        self.assertEqual(self.ask("GET", path, token=self.tokens["editor"], expect=200).json()["used_by"], 1)
        self.ask("DELETE", path, token=self.tokens["editor"], expect=409)
        self.delete(template)
        self.ask("DELETE", path, token=self.tokens["editor"], expect=200)
        self.restore(template)
        self.assertEqual(self.ask("GET", path, token=self.tokens["editor"], expect=200).json()["used_by"], 1)

    def test_the_program_removes_it_after_30_days_and_copies_of_the_site_have_it_until_then(self):
        clock = SetClock()
        self.addCleanup(clock.close)
        site = Site(env=clock.env)
        self.addCleanup(site.close)
        token = site.token("editor", name="ann")
        site.start()
        numbers = []
        for name in ("Old", "Kept"):
            answer = site.post("/api/v1/templates", {**OBITUARY, "name": name}, token=token)
            self.assertEqual(answer.status, 201, answer)
            numbers.append(answer.json()["id"])
        self.assertEqual(site.request("DELETE", f"/api/v1/templates/{numbers[0]}", token=token).status, 204)
        deleted = lambda: [one["name"] for one in site.get("/api/v1/templates?deleted=true", token=token).json()["templates"]]
        kept = lambda of: [one["name"] for one in of.get("/api/v1/templates", token=token).json()["templates"]]
        start = datetime.datetime.now(datetime.timezone.utc)
        site.terminate()
        clock.set(start + datetime.timedelta(days=29))
        site.start()
        self.assertEqual((deleted(), kept(site)), (["Old"], ["Kept"]))
        if not os.environ.get("STOPPRESS_TEST_POSTGRES"):
            backup = os.path.join(os.path.dirname(site.folder), "templates.tar")
            run("backup", backup, site=site.folder, check=True)
            restored = os.path.join(os.path.dirname(site.folder), "restored")
            run("restore", backup, "--site", restored, check=True)
            checked = run("check", "--site", restored)
            self.assertEqual(checked.returncode, 0, checked.stdout)
            self.assertIn("2 story templates", checked.stdout)
        site.terminate()
        clock.set(start + datetime.timedelta(days=31))
        site.start()
        eventually(lambda: deleted() == [], message="the old template is still there")
        self.assertEqual(kept(site), ["Kept"])
        self.assertEqual(site.post(f"/api/v1/templates/{numbers[0]}/restore", token=token).status, 404)


class Limits(TemplatesTest):
    def test_there_are_a_hundred_at_most(self):
        made = [self.add(name=f"Report {number:03}") for number in range(100 - len(self.listed()))]
        refused = self.add(name="One more", expect=413)
        self.assertEqual((refused["code"], refused["values"]), ("too-many-templates", {"max": 100}))
        self.delete(made[0])
        last = self.add(name="One more")
        self.assertEqual(self.restore(made[0], expect=413)["code"], "too-many-templates")
        self.delete(last)
        self.restore(made[0])
        self.assertEqual(len(self.listed()), 100)


class Unseen(TemplatesTest):
    settings = {"views.repeat_minutes": 0, "site.url": "https://news.example"}

    def test_no_public_answer_differs_by_a_byte_and_no_list_or_count_has_it(self):
        site, editor = self.site, self.tokens["editor"]
        for slug in ("city", "sport"):
            site.make_section(slug, editor)
        for number in range(6):
            story = self.make(headline=f"Story {number}", section=("city", "sport")[number % 2], topics=["roads"], authors=["ann-lee"])
            self.ask("POST", f"/stories/{story['id']}/publish", {"at": f"2024-05-{number + 1:02}T10:00:00Z"}, editor, expect=200)
        words = dict(slug="zeppelin-over-harbour", section="secret-desk", topic="secret-topic", author="secret-author", story=7, secret="A" * 43, end="2026-11-01T00:00:00Z")
        asked = ("/stories?limit=100&status=any", "/stories?q=zeppelin&status=any", "/stories?order=most_viewed&window=all", "/changes?after=0", "/trash", "/numbers/now")
        inside = lambda: [self.ask("GET", path, token=self.tokens["admin"], expect=200).json() for path in asked[:-1]]
        before, before_inside = public_answers(site, **words), inside()

        made = [self.add(name="Zeppelin", headline="Zeppelin over harbour", standfirst="Zeppelin.", section="city", topics=["roads"], kind=kind,
                         body={"format": "markdown", "content": "The zeppelin is over the harbour."}) for kind in ("article", "page") for _ in range(5)]
        self.change(made[0], {"headline": "Zeppelin lands"})
        self.delete(made[1])
        self.restore(made[1])

        self.assertEqual(differences(before, public_answers(site, **words)), [])
        self.assertEqual(inside(), before_inside)
        # A template has no number among the stories, and nothing that publishes takes one.
        highest = max(story["id"] for story in before_inside[0]["stories"])
        beyond = [one["id"] for one in made if one["id"] > highest]
        self.assertTrue(beyond)
        for number in beyond:
            for action, body in (("publish", {}), ("review", {}), ("preview-links", {"hours": 1})):
                self.ask("POST", f"/stories/{number}/{action}", body, editor, expect=404)
            self.ask("POST", "/views", {"story": number}, expect=404)
        for path in ("publish", "preview", "draft"):
            self.assertEqual(site.post(f"/api/v1/templates/{made[0]['id']}/{path}", {}, token=editor).status, 404)
        site.terminate()
        site.start()
        self.assertEqual(inside(), before_inside)
        for path in ("/", "/latest", "/feed.xml", "/atom.xml", "/feed.json", "/sitemap-1.xml", "/sections/city", "/topics/roads", "/api/v1/stories?limit=100"):
            answer = site.get(path)
            self.assertEqual(answer.status, 200, path)
            self.assertNotIn("zeppelin", answer.text.lower(), path)


if __name__ == "__main__":
    unittest.main()
