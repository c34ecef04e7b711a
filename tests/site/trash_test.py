#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Deleting: what goes to the trash is nowhere else, can be restored whole for 30 days, and is then removed by the program itself."""
import datetime
import os
import threading
import unittest

import pictures
from api_test import ApiTest
from set_clock import SetClock
from stoppress_site import Site, binary, eventually, run


class TrashTest(ApiTest):
    seed = 0

    def trash(self, role="editor", **query):
        text = "&".join(f"{name}={value}" for name, value in {"limit": 100, **query}.items())
        return self.ask("GET", "/trash?" + text, token=self.tokens[role], expect=200).json()["trash"]

    def delete(self, path, token=None, expect=200):
        answer = self.ask("DELETE", path, token=token or self.tokens["editor"], expect=expect)
        return answer.json()

    def restore(self, entry, token=None, expect=200):
        return self.ask("POST", f"/trash/{entry['number']}/restore", None, token or self.tokens["editor"], expect=expect).json()

    def listed(self, query=""):
        return [story["id"] for story in self.ask("GET", "/stories?limit=100" + query, token=self.tokens["editor"], expect=200).json()["stories"]]

    def named(self, kind):
        return [entry["slug"] for entry in self.ask("GET", f"/{kind}?limit=1000", token=self.tokens["editor"], expect=200).json()[kind]]

    def add_file(self):
        TrashTest.seed += 1
        answer = self.site.post("/api/v1/media", pictures.png(20, 20, 9000 + TrashTest.seed), token=self.tokens["editor"], headers={"Content-Type": "image/png"})
        self.assertEqual(answer.status, 201, answer)
        return answer.json()


class Revisions(TrashTest):
    def test_an_earlier_revision_is_restored_without_what_does_not_exist_any_more(self):
        for slug in ("docks", "river"):
            self.ask("PUT", f"/sections/{slug}", {"name": slug}, self.tokens["editor"])
        story = self.publish(headline="Crane moved", section="docks", topics=["cranes", "wind"], authors=["ivo-berg"])
        path = f"/stories/{story['id']}"
        changes = {"section": "river", "topics": ["wind"], "authors": []}
        self.ask("PATCH", path, changes, self.tokens["editor"], {"If-Match": '"1"'}, expect=200)
        for gone in ("/sections/docks", "/topics/cranes", "/authors/ivo-berg"):
            self.delete(gone)
        back = self.ask("POST", path + "/revisions/1/restore", None, self.tokens["editor"], {"If-Match": '"2"'}, expect=200).json()
        self.assertEqual((back["section"], back["topics"], back["authors"]), (None, ["wind"], []))
        self.assertNotIn("cranes", self.named("topics"), "nothing that was deleted is made anew")


class Drafts(TrashTest):
    def test_a_deleted_draft_leaves_every_list_and_comes_back_whole(self):
        self.ask("PUT", "/sections/harbour", {"name": "Harbour"}, self.tokens["editor"])
        story = self.make(headline="Quay wall cracked", slug="quay-wall", section="harbour", topics=["quays"], authors=["una-day"], translation_key="quay")
        path = f"/stories/{story['id']}"
        draft = self.ask("PATCH", path + "/draft", {"headline": "Quay wall has cracked"}, self.tokens["editor"], {"If-Match": '"1"'}, expect=200)
        self.ask("POST", path + "/notes", {"text": "Ask the port."}, self.tokens["editor"], expect=201)
        link = self.ask("POST", path + "/preview-links", {"hours": 1}, self.tokens["editor"], expect=201).json()["url"]
        secret = link[link.index("/preview/"):]
        self.assertEqual(self.site.get(secret).status, 200)
        other = self.make(headline="Quay wall, in German", translation_key="quay")

        entry = self.delete(path)
        self.assertEqual((entry["kind"], entry["id"], entry["name"], entry["deleted_by"], entry["owner"]), ("story", story["id"], "Quay wall has cracked", "editor", "editor"))
        for query in ("", "&q=cracked", "&section=harbour", "&topic=quays", "&author=una-day", "&status=draft", "&has_draft=true", "&owner=editor"):
            self.assertNotIn(story["id"], self.listed(query), query)
        self.assertEqual(self.ask("GET", f"/stories/{other['id']}/translations", token=self.tokens["editor"], expect=200).json()["stories"], [])
        self.assertEqual(self.site.get(secret).status, 404)
        self.assertIn(entry["number"], [one["number"] for one in self.trash()])
        for method, to, body in (("GET", "", None), ("GET", "/draft", None), ("GET", "/notes", None), ("POST", "/publish", {}), ("POST", "/review", {}), ("POST", "/presence", {"editing": True})):
            answer = self.ask(method, path + to, body, self.tokens["editor"], expect=410)
            self.assertEqual((answer.json()["code"], answer.json()["values"]), ("story-in-trash", {"trash": entry["number"]}))
        self.ask("PATCH", path + "/draft", {"headline": "Typed on"}, self.tokens["editor"], {"If-Match": draft.headers["etag"]}, expect=410)
        self.ask("GET", path, token=self.other, expect=404)
        self.ask("GET", path, expect=404)
        self.assertEqual(self.delete(path), entry, "deleting it again says the same")

        restored = self.restore(entry)
        self.assertEqual(restored, {"kind": "story", "id": story["id"], "slug": "quay-wall", "left_out": []})
        back = self.ask("GET", path, token=self.tokens["editor"], expect=200).json()
        self.assertEqual([back[name] for name in ("slug", "section", "topics", "authors")], ["quay-wall", "harbour", ["quays"], ["una-day"]])
        self.assertEqual(self.ask("GET", path + "/draft", token=self.tokens["editor"], expect=200).json()["headline"], "Quay wall has cracked")
        self.assertEqual(len(self.ask("GET", path + "/notes", token=self.tokens["editor"], expect=200).json()["notes"]), 1)
        self.assertEqual(self.site.get(secret).status, 200)
        self.assertIn(story["id"], self.listed("&section=harbour&q=cracked"))
        self.assertNotIn(entry["number"], [one["number"] for one in self.trash()])
        self.restore(entry, expect=404)
        self.ask("PATCH", path + "/draft", {"headline": "Typed on"}, self.tokens["editor"], {"If-Match": draft.headers["etag"]}, expect=200)

    def test_its_slug_is_free_and_it_gets_another_if_it_was_taken(self):
        first = self.make(headline="Lock gate", slug="lock-gate")
        entry = self.delete(f"/stories/{first['id']}")
        second = self.make(headline="Lock gate again", slug="lock-gate")
        self.assertEqual(self.restore(entry)["slug"], "lock-gate-2")
        self.assertEqual(self.ask("GET", f"/stories/{first['id']}", token=self.tokens["editor"]).json()["slug"], "lock-gate-2")
        self.assertEqual(second["slug"], "lock-gate")
        self.ask("POST", f"/stories/{first['id']}/publish", {}, self.tokens["editor"], expect=200)

    def test_what_was_ever_published_is_never_deleted(self):
        published = self.publish(headline="Out for all")
        path = f"/stories/{published['id']}"
        refused = lambda: self.delete(path, expect=409)["code"]
        self.assertEqual(refused(), "story-was-published")
        self.ask("POST", path + "/unpublish", {}, self.tokens["editor"], expect=200)
        self.assertEqual(refused(), "story-was-published")
        self.ask("POST", path + "/publish", {}, self.tokens["editor"], expect=200)
        self.ask("POST", path + "/withdraw", {"reason": "Wrong."}, self.tokens["editor"], expect=200)
        self.assertEqual(refused(), "story-was-published")
        later = self.make(headline="Comes later")
        self.ask("POST", f"/stories/{later['id']}/publish", {"at": "2199-01-01T00:00:00Z"}, self.tokens["editor"], expect=200)
        self.assertEqual(self.delete(f"/stories/{later['id']}", expect=409)["code"], "story-scheduled")
        self.ask("POST", f"/stories/{later['id']}/unpublish", {}, self.tokens["editor"], expect=200)
        self.delete(f"/stories/{later['id']}")
        self.delete("/stories/999999", expect=404)

    def test_of_deleting_and_publishing_at_once_one_is_done(self):
        for round_ in range(8):
            story = self.make(headline=f"Both at once {round_}")
            path = f"/api/v1/stories/{story['id']}"
            answers = {}
            calls = {"delete": lambda: self.site.request("DELETE", path, token=self.tokens["editor"]), "publish": lambda: self.site.post(path + "/publish", {}, token=self.tokens["admin"])}
            threads = [threading.Thread(target=lambda name=name, call=call: answers.__setitem__(name, call().status)) for name, call in calls.items()]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            self.assertIn((answers["delete"], answers["publish"]), ((200, 410), (409, 200)))
            self.assertEqual(self.site.get(path).status == 200, answers["publish"] == 200)

    def test_who_may_delete_restore_and_remove(self):
        contributor, reporter, editor = (self.tokens[role] for role in ("contributor", "reporter", "editor"))
        own = self.make(contributor, headline="My first try")
        self.delete(f"/stories/{own['id']}", reporter, expect=404)
        entry = self.delete(f"/stories/{own['id']}", contributor)
        self.assertIn(entry["number"], [one["number"] for one in self.trash("contributor")])
        self.assertNotIn(entry["number"], [one["number"] for one in self.trash("reporter")])
        self.restore(entry, reporter, expect=404)
        self.ask("DELETE", f"/trash/{entry['number']}", token=contributor, expect=403)
        self.restore(entry, contributor)
        # In review it is a reporter's, not a contributor's; an assignee works on it, but does not delete it.
        handed = self.make(reporter, headline="Handed in")
        self.ask("PUT", f"/stories/{handed['id']}/assignee", {"assignee": "contributor"}, editor, expect=200)
        self.delete(f"/stories/{handed['id']}", contributor, expect=403)
        self.ask("POST", f"/stories/{handed['id']}/review", {}, reporter, expect=200)
        entry = self.delete(f"/stories/{handed['id']}", reporter)
        self.restore(entry, editor)
        self.assertEqual(self.ask("GET", f"/stories/{handed['id']}", token=reporter, expect=200).json()["status"], "in_review")

    def test_what_is_deleted_for_good_leaves_nothing_and_its_number_is_not_used_again(self):
        story = self.make(headline="For the bin", topics=["bins"])
        path = f"/stories/{story['id']}"
        self.ask("POST", path + "/notes", {"text": "Why?"}, self.tokens["editor"], expect=201)
        self.ask("PATCH", path + "/draft", {"headline": "For the big bin"}, self.tokens["editor"], {"If-Match": '"1"'}, expect=200)
        entry = self.delete(path)
        self.ask("DELETE", f"/trash/{entry['number']}", token=self.tokens["editor"], expect=204)
        self.ask("DELETE", f"/trash/{entry['number']}", token=self.tokens["editor"], expect=404)
        self.restore(entry, expect=404)
        self.ask("GET", path, token=self.tokens["editor"], expect=404)
        self.delete(path, expect=404)
        self.assertGreater(self.make(headline="The next one")["id"], story["id"])

    def test_the_audit_log_says_who_deleted_what(self):
        story = self.make(self.tokens["reporter"], headline="Written down")
        entry = self.delete(f"/stories/{story['id']}", self.tokens["reporter"])
        self.restore(entry)
        entry = self.delete(f"/stories/{story['id']}")
        self.ask("DELETE", f"/trash/{entry['number']}", token=self.tokens["admin"], expect=204)
        entries = self.ask("GET", "/audit?limit=50&about=trash", token=self.tokens["admin"], expect=200).json()["entries"]
        mine = [(one["who"], one["action"], one["detail"]) for one in reversed(entries) if one["subject"] == f"story {story['id']}"]
        self.assertEqual(mine, [("reporter", "trash.add", "Written down"), ("editor", "trash.restore", "Written down"), ("editor", "trash.add", "Written down"), ("admin", "trash.remove", "Written down")])

    def test_restoring_can_be_sent_again(self):
        story = self.make(headline="Twice")
        entry = self.delete(f"/stories/{story['id']}")
        key = {"Idempotency-Key": '"restore-twice"'}
        first = self.ask("POST", f"/trash/{entry['number']}/restore", None, self.tokens["editor"], key, expect=200)
        again = self.ask("POST", f"/trash/{entry['number']}/restore", None, self.tokens["editor"], key, expect=200)
        self.assertEqual(first.body, again.body)

    def test_the_list_is_paged_and_filtered(self):
        for number in range(5):
            self.delete(f"/stories/{self.make(headline=f'Page {number}')['id']}")
        whole = self.trash(kind="story")
        page = self.ask("GET", "/trash?kind=story&limit=2", token=self.tokens["editor"], expect=200).json()
        seen = page["trash"]
        while page["next"]:
            page = self.ask("GET", f"/trash?kind=story&limit=2&cursor={page['next']}", token=self.tokens["editor"], expect=200).json()
            seen += page["trash"]
        self.assertEqual(seen, whole)
        self.assertEqual([one["number"] for one in whole], sorted((one["number"] for one in whole), reverse=True))
        for query in ("kind=person", "limit=0", "cursor=x", "owner=ann"):
            self.ask("GET", "/trash?" + query, token=self.tokens["editor"], expect=400)


class Names(TrashTest):
    def test_sections_topics_and_authors_without_stories_are_deleted_and_restored(self):
        fields = {"sections": {"name": "Old docks", "description": "By the river."}, "topics": {"name": "O'Brien's docks", "description": "By the river."}, "authors": {"name": "Ann O'Brien", "biography": "By the river."}}
        for kind, entry in fields.items():
            with self.subTest(kind=kind):
                path = f"/{kind}/old-docks"
                before = self.ask("PUT", path, {**entry, "slug": "docks-of-old"}, self.tokens["editor"]).json()
                self.assertIn("docks-of-old", self.named(kind))
                self.delete(path, expect=404)
                deleted = self.delete(f"/{kind}/docks-of-old")
                self.assertEqual((deleted["kind"] + "s", deleted["name"], deleted["slug"], deleted["owner"]), (kind, entry["name"], "docks-of-old", None))
                self.assertNotIn("docks-of-old", self.named(kind))
                self.assertEqual((self.site.get(f"/{kind}/docks-of-old").status, self.site.get(path).status), (404, 404))
                self.delete(f"/{kind}/docks-of-old", expect=404)
                self.assertEqual(self.restore(deleted)["slug"], "docks-of-old")
                after = next(one for one in self.ask("GET", f"/{kind}?limit=1000", token=self.tokens["editor"]).json()[kind] if one["slug"] == "docks-of-old")
                self.assertEqual(after, before)
                if kind == "sections":
                    self.assertEqual((self.site.get(path).status, self.site.get(f"/{kind}/docks-of-old").status), (301, 200))

    def test_names_are_free_at_once(self):
        for kind in ("sections", "topics", "authors"):
            self.ask("PUT", f"/{kind}/twice", {"name": "First"}, self.tokens["editor"], expect=201)
            first = self.delete(f"/{kind}/twice")
            self.ask("PUT", f"/{kind}/twice", {"name": "Second"}, self.tokens["editor"], expect=201)
            answer = self.restore(first, expect=409)
            self.assertEqual((answer["code"], answer["values"]), ("name-taken", {"slug": "twice"}))
            self.assertEqual(self.named(kind).count("twice"), 1)
            self.ask("PUT", f"/{kind}/twice", {"name": "Second", "slug": "second"}, self.tokens["editor"], expect=200)
            self.assertEqual(self.restore(first, expect=409)["code"], "name-taken", "it is a former address of the other")

    def test_what_a_story_has_is_not_deleted(self):
        self.ask("PUT", "/sections/kept", {"name": "Kept"}, self.tokens["editor"])
        story = self.make(headline="Keeps all three", section="kept", topics=["kept"], authors=["kept"])
        path = f"/stories/{story['id']}"

        def refused(count):
            for kind in ("sections", "topics", "authors"):
                answer = self.delete(f"/{kind}/kept", expect=409)
                self.assertEqual((answer["code"], answer["values"]), ("has-stories", {"count": count}), kind)

        refused(1)
        self.ask("POST", path + "/publish", {}, self.tokens["editor"], expect=200)
        refused(1)
        # Another story names them in its draft of changes only.
        other = self.make(headline="Wants them, too", section=None, topics=[], authors=[])
        draft = self.ask("PATCH", f"/stories/{other['id']}/draft", {"section": "kept", "topics": ["kept"], "authors": ["kept"]}, self.tokens["editor"], {"If-Match": '"1"'}, expect=200)
        saved = self.ask("PATCH", path, {"section": None, "topics": [], "authors": []}, self.tokens["editor"], {"If-Match": '"1"'}, expect=200)
        self.assertIsNone(saved.json()["section"])
        refused(1)
        self.ask("DELETE", f"/stories/{other['id']}/draft", token=self.tokens["editor"], headers={"If-Match": draft.headers["etag"]}, expect=204)
        for kind in ("sections", "topics", "authors"):
            self.delete(f"/{kind}/kept")

    def test_a_restored_story_brings_its_section_topics_and_authors_along(self):
        names = {"sections": "Cranes & Co", "topics": "McCrane", "authors": "Una O'Crane"}
        for kind, name in names.items():
            self.ask("PUT", f"/{kind}/cranes", {"name": name}, self.tokens["editor"])
        story = self.make(headline="Crane moved", section="cranes", topics=["cranes"], authors=["cranes"])
        path = f"/stories/{story['id']}"
        self.ask("PATCH", path + "/draft", {"headline": "Cranes moved"}, self.tokens["editor"], {"If-Match": '"1"'}, expect=200)
        entry = self.delete(path)
        entries = {kind: self.delete(f"/{kind}/cranes") for kind in names}
        self.assertEqual(self.restore(entry)["left_out"], [])
        for kind, name in names.items():
            found = next(one for one in self.ask("GET", f"/{kind}?limit=1000", token=self.tokens["editor"]).json()[kind] if one["slug"] == "cranes")
            self.assertEqual(found["name"], name)
            self.restore(entries[kind], expect=404)
        # Gone for good, they are left out, and the draft can still be saved.
        entry = self.delete(path)
        for kind in names:
            number = self.delete(f"/{kind}/cranes")["number"]
            self.ask("DELETE", f"/trash/{number}", token=self.tokens["editor"], expect=204)
        self.assertEqual(self.restore(entry)["left_out"], ["cranes"])
        back = self.ask("GET", path, token=self.tokens["editor"], expect=200).json()
        self.assertEqual([back[name] for name in ("section", "topics", "authors")], [None, [], []])
        self.ask("POST", path + "/publish", {}, self.tokens["editor"], expect=200)


class Files(TrashTest):
    def test_a_file_that_nothing_uses_is_deleted_and_restored(self):
        medium = self.add_file()
        path = f"/media/{medium['id']}"
        entry = self.delete(path)
        self.assertEqual((entry["kind"], entry["id"]), ("medium", medium["id"]))
        listed = lambda: [one["id"] for one in self.ask("GET", "/media?limit=100", token=self.tokens["editor"]).json()["media"]]
        self.assertNotIn(medium["id"], listed())
        self.assertEqual(self.ask("GET", path, token=self.tokens["editor"], expect=410).json()["code"], "file-in-trash")
        self.ask("PATCH", path, {"alt": "x"}, self.tokens["editor"], expect=410)
        self.assertEqual(self.delete(path), entry)
        self.restore(entry)
        self.assertIn(medium["id"], listed())
        self.assertEqual(self.site.get(medium["url"]).status, 200)

    def test_a_file_that_is_used_or_uploaded_again_leaves_the_trash(self):
        medium = self.add_file()
        entry = self.delete(f"/media/{medium['id']}")
        body = {"format": "markdown", "content": f"![A crane]({medium['url']})"}
        story = self.make(headline="Shows it", body=body)
        self.assertEqual(self.ask("GET", f"/media/{medium['id']}", token=self.tokens["editor"], expect=200).json()["used_by"], 1)
        self.restore(entry, expect=404)
        self.delete(f"/media/{medium['id']}", expect=409)
        # With the story in the trash nothing uses it; the restored story brings it along.
        of_story = self.delete(f"/stories/{story['id']}")
        self.delete(f"/media/{medium['id']}")
        self.restore(of_story)
        self.ask("GET", f"/media/{medium['id']}", token=self.tokens["editor"], expect=200)
        data = pictures.png(21, 21, 9900)
        send = lambda: self.site.post("/api/v1/media", data, token=self.tokens["editor"], headers={"Content-Type": "image/png"}).json()["id"]
        known = send()
        self.delete(f"/media/{known}")
        self.assertEqual(send(), known)
        self.ask("GET", f"/media/{known}", token=self.tokens["editor"], expect=200)


class Upkeep(unittest.TestCase):
    def setUp(self):
        binary()

    def test_the_program_removes_what_was_there_for_30_days_and_backups_know_the_trash(self):
        clock = SetClock()
        self.addCleanup(clock.close)
        site = Site(env=clock.env)
        self.addCleanup(site.close)
        token = site.token("editor", name="ann")
        site.start()

        def delete(headline):
            story = site.post("/api/v1/stories", {"headline": headline, "topics": ["tides"]}, token=token).json()
            return site.request("DELETE", f"/api/v1/stories/{story['id']}", token=token).json()

        entries = lambda: [one["name"] for one in site.get("/api/v1/trash", token=token).json()["trash"]]
        delete("Old")
        picture = site.post("/api/v1/media", pictures.png(40, 30, 1), token=token, headers={"Content-Type": "image/png"}).json()
        site.request("DELETE", f"/api/v1/media/{picture['id']}", token=token)
        site.put("/api/v1/sections/old", {"name": "Old section"}, token=token)
        site.request("DELETE", "/api/v1/sections/old", token=token)
        file = os.path.join(site.folder, picture["url"][1:])
        start = datetime.datetime.now(datetime.timezone.utc)
        site.terminate()
        clock.set(start + datetime.timedelta(days=29))
        site.start()
        young = delete("Young")
        self.assertEqual(len(entries()), 4)
        if not os.environ.get("STOPPRESS_TEST_POSTGRES"):
            backup = os.path.join(os.path.dirname(site.folder), "trash.tar")
            run("backup", backup, site=site.folder, check=True)
            restored = os.path.join(os.path.dirname(site.folder), "restored")
            run("restore", backup, "--site", restored, check=True)
            checked = run("check", "--site", restored)
            self.assertEqual(checked.returncode, 0, checked.stdout)
        site.terminate()
        clock.set(start + datetime.timedelta(days=30, minutes=5))
        site.start()
        eventually(lambda: entries() == ["Young"], message="the trash was not emptied")
        eventually(lambda: not os.path.exists(file), message="the file is still there")
        self.assertEqual(site.post(f"/api/v1/trash/{young['number']}/restore", token=token).status, 200)
        self.assertEqual(site.run("check").returncode, 0)


if __name__ == "__main__":
    unittest.main()
