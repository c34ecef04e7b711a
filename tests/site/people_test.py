#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""People and tokens as admins keep them, the command line for the same, and the log of who did what, which nobody can change unseen."""
import os
import re
import sqlite3
import tempfile
import unittest
import urllib.parse

import json_schema
from newsroom import SITE_URL, Browser, add_person
from stoppress_site import Site, SiteTest, only_on_sqlite, run

PASSWORD = "marsh light at evening"


class PeopleTest(SiteTest):
    settings = {"site.url": SITE_URL, "server.trusted_proxies": "127.0.0.1"}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = add_person(cls.site, "admin@example.org", "admin", name="The Admin", password=PASSWORD)
        cls.description = cls.site.get("/api/v1/openapi.json").json()

    def ask(self, method, path, body=None, by=None, expect=None, **options):
        """One request of the admin's, whose answer must be one that the description knows."""
        answer = (by or self.admin).ask(method, path, body, **options)
        if expect is not None:
            self.assertEqual(answer.status, expect, f"{method} {path}: {answer}")
        pattern = next(pattern for pattern in sorted(self.description["paths"], key=lambda pattern: pattern.count("{"))
                       if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", pattern), path.partition("?")[0]))
        responses = self.description["paths"][pattern][method.lower()]["responses"]
        self.assertIn(str(answer.status), responses, f"{method} {path}: {answer}")
        response = responses[str(answer.status)]
        if "$ref" in response:
            response = json_schema.resolve(self.description, response["$ref"])
        if "content" not in response:
            self.assertEqual(answer.body, b"")
        else:
            json_schema.check(self.description, response["content"][answer.headers["content-type"]]["schema"], answer.json())
        return answer

    def audit(self, action):
        """Entries of that action, the latest first."""
        return [entry for entry in self.ask("GET", "/audit?limit=200", expect=200).json()["entries"] if entry["action"] == action]


class People(PeopleTest):
    def test_an_admin_adds_somebody_who_signs_in_with_the_link(self):
        added = self.ask("POST", "/people", {"email": "New@Example.org", "name": "  New   Person ", "role": "reporter"}, expect=201).json()
        self.assertEqual((added["email"], added["name"], added["role"], added["last_seen_at"]), ("new@example.org", "New Person", "reporter", None))
        browser = Browser(self.site)
        self.ask("POST", "/session/link", {"link": added["link"].rpartition("#")[2]}, by=browser, expect=200)
        self.ask("GET", "/session", by=browser, expect=200)
        self.ask("GET", "/sessions", by=browser, expect=200)
        again = self.ask("POST", f"/people/{added['number']}/link", expect=200).json()["link"]
        self.assertEqual(Browser(self.site).sign_in_with(again).status, 200)
        listed = {person["email"]: person for person in self.ask("GET", "/people", expect=200).json()["people"]}
        self.assertIsNotNone(listed["new@example.org"]["last_seen_at"])
        for person in self.ask("GET", "/people", by=browser, expect=200).json()["people"]:
            self.assertNotIn("last_seen_at", person)

    def test_what_is_wrong_is_named(self):
        for body, pointers in (({}, {"/email", "/name", "/role"}), ({"email": "nobody", "name": "", "role": "king"}, {"/email", "/name", "/role"}),
                               ({"email": "a@b@c", "name": "x" * 101, "role": "admin", "number": 1}, {"/email", "/name", "/number"}),
                               ({"email": 'a"<x>@example.org', "name": "A\u0007", "role": "admin"}, {"/email", "/name"})):
            answer = self.ask("POST", "/people", body, expect=422)
            self.assertEqual({error["pointer"] for error in answer.json()["errors"]}, pointers, answer)
        taken = self.ask("POST", "/people", {"email": "ADMIN@example.org", "name": "Twice", "role": "admin"}, expect=409)
        self.assertEqual(taken.json()["errors"][0]["pointer"], "/email")
        self.ask("PATCH", "/people/987654", {"name": "Nobody"}, expect=404)
        self.ask("POST", "/people/987654/link", expect=404)
        self.ask("PATCH", "/people/1", {"name": None}, expect=422)
        self.ask("PATCH", "/people/1", {"disabled": "yes"}, expect=422)

    def test_a_changed_role_counts_with_the_next_request(self):
        browser = add_person(self.site, "rise@example.org", "contributor", name="Riser")
        number = browser.ask("GET", "/session").json()["person"]["number"]
        self.assertEqual(browser.ask("GET", "/changes").status, 403)
        self.assertEqual(self.ask("PATCH", f"/people/{number}", {"role": "editor", "name": "Risen"}, expect=200).json()["name"], "Risen")
        self.assertEqual(browser.ask("GET", "/changes").status, 200)
        self.ask("PATCH", f"/people/{number}", {"disabled": True}, expect=200)
        self.assertEqual(browser.ask("GET", "/changes").status, 401)
        self.ask("POST", f"/people/{number}/link", expect=409)

    def test_the_last_admin_stays_one(self):
        number = self.admin.ask("GET", "/session").json()["person"]["number"]
        for change in ({"disabled": True}, {"role": "editor"}):
            self.ask("PATCH", f"/people/{number}", change, expect=409)
        self.assertNotEqual(self.site.run("user", "disable", "admin@example.org").returncode, 0)
        self.assertEqual(self.admin.ask("GET", "/tokens").status, 200)

    def test_tokens_are_made_listed_and_revoked(self):
        name = "the desk's own ö"
        made = self.ask("POST", "/tokens", {"name": name, "role": "editor"}, expect=201).json()
        self.assertEqual(self.site.get("/api/v1/changes", token=made["token"]).status, 200)
        self.assertIn(name, [token["name"] for token in self.ask("GET", "/tokens", expect=200).json()["tokens"]])
        self.ask("POST", "/tokens", {"name": name, "role": "editor"}, expect=409)
        self.ask("POST", "/tokens", {"name": "admin@example.org", "role": "editor"}, expect=409)
        self.ask("POST", "/tokens", {"name": "a/b", "role": "boss"}, expect=422)
        self.ask("DELETE", "/tokens/" + urllib.parse.quote(name), expect=204)
        self.ask("DELETE", "/tokens/" + urllib.parse.quote(name), expect=404)
        self.assertEqual(self.site.get("/api/v1/changes", token=made["token"]).status, 401)
        self.ask("POST", "/people", {"email": "cms@example.org", "name": "x", "role": "editor"}, expect=201)
        self.assertNotEqual(self.site.run("token", "create", "--name", "cms@example.org", "--role", "editor").returncode, 0)


class Audit(PeopleTest):
    def test_it_says_who_did_what(self):
        editor = add_person(self.site, "ed@example.org", "editor", name="Ed", password=PASSWORD)
        story = editor.ask("POST", "/stories", {"headline": "Noted"}).json()["id"]
        for action in ("publish", "unpublish", "publish", "withdraw"):
            self.assertEqual(editor.ask("POST", f"/stories/{story}/{action}", {}).status, 200)
        self.assertEqual(editor.ask("PUT", "/sections/harbour", {"name": "Harbour"}).status, 201)
        for action, subject, number in (("story.publish", f"story {story}", 2), ("story.unpublish", f"story {story}", 1), ("story.withdraw", f"story {story}", 1), ("section.put", "section harbour", 1)):
            entries = [entry for entry in self.audit(action) if entry["subject"] == subject]
            self.assertEqual([(entry["who"], entry["address_hint"]) for entry in entries], [("ed@example.org", "127.0.0.*")] * number)
        Browser(self.site).sign_in("ed@example.org", "wrong\r\n\x1b[31m")
        Browser(self.site).sign_in("no-such-ed@example.org", "wrong")
        refused = self.audit("session.refused")
        self.assertEqual([entry["subject"] for entry in refused[:2]], ["unknown account", "ed@example.org"])
        self.assertEqual(self.audit("session.begin")[0]["who"], "ed@example.org")
        self.site.run("user", "add", "machine@example.org", "--name", "Machine", "--role", "reporter", check=True)
        for subject, who, detail in (("ed@example.org", "adds-people", "editor"), ("machine@example.org", "command line", "reporter")):
            added = next(entry for entry in self.audit("person.add") if entry["subject"] == subject)
            self.assertEqual((added["who"], added["detail"]), (who, detail))
        number = editor.ask("GET", "/session").json()["person"]["number"]
        self.ask("PATCH", f"/people/{number}", {"role": "reporter"}, expect=200)
        changed = self.audit("person.change")[0]
        self.assertEqual((changed["who"], changed["detail"]), ("admin@example.org", "role editor -> reporter"))
        self.ask("POST", "/tokens", {"name": "noted", "role": "editor"}, expect=201)
        self.ask("DELETE", "/tokens/noted", expect=204)
        self.assertEqual(self.audit("token.create")[0]["subject"], "noted")
        self.assertEqual(self.audit("token.revoke")[0]["who"], "admin@example.org")

    def test_what_failed_is_not_said_to_have_been_done(self):
        before = self.ask("GET", "/audit?limit=1", expect=200).json()["entries"][0]["number"]
        self.ask("POST", "/people", {"email": "admin@example.org", "name": "Twice", "role": "admin"}, expect=409)
        self.ask("DELETE", "/tokens/never", expect=404)
        self.assertEqual(self.admin.ask("POST", "/stories/987654/publish", {}).status, 404)
        self.assertEqual(self.ask("GET", "/audit?limit=1", expect=200).json()["entries"][0]["number"], before)

    def test_its_pages_hold_every_entry_once(self):
        for number in range(5):
            self.ask("POST", "/tokens", {"name": f"page-{number}", "role": "editor"}, expect=201)
        numbers, cursor = [], ""
        while cursor is not None:
            page = self.ask("GET", f"/audit?limit=3{cursor and '&cursor=' + cursor}", expect=200).json()
            numbers += [entry["number"] for entry in page["entries"]]
            cursor = page["next"]
        self.assertEqual(numbers, list(range(numbers[0], 0, -1)))
        for query in ("limit=0", "limit=201", "cursor=x", "cursor=0", "whom=me"):
            self.ask("GET", f"/audit?{query}", expect=400)


class Flood(PeopleTest):
    def test_a_flood_of_refusals_cannot_fill_it(self):
        for number in range(130):
            self.site.post("/api/v1/session/link", {"link": "x" * 43}, headers={"X-Forwarded-For": f"192.0.{number}.9"})
        noted = [entry for entry in self.audit("session.refused") if entry["detail"].startswith("unknown, used or expired link")]
        self.assertLess(len(noted), 115)


class CommandLine(unittest.TestCase):
    def test_somebody_added_disabled_and_enabled_is_listed_so(self):
        site = Site()
        self.addCleanup(site.close)
        link = site.run("user", "add", "Bo@Example.org", "--name", "Bo Ek", "--role", "editor", check=True)
        self.assertRegex(link.stdout, r"^http\S+/newsroom/sign-in#\S{43}\n$")
        self.assertEqual(link.stderr, "")
        self.assertEqual(site.run("user", "list", check=True).stdout, "bo@example.org\teditor\tenabled\tnever\tBo Ek\n")
        for arguments, says in ((("add", "bo@example.org", "--name", "Bo", "--role", "editor"), "already used"), (("disable", "no@example.org"), "no@example.org"), (("link", "no@example.org"), "no@example.org")):
            done = site.run("user", *arguments)
            self.assertEqual((done.returncode, done.stdout), (1, ""))
            self.assertIn(says, done.stderr)
        for arguments in (("add", "bo", "--name", "Bo", "--role", "editor"), ("add", "b@example.org", "--name", "", "--role", "editor"), ("add", "b@example.org", "--name", "B", "--role", "king"),
                          ("add", "b@example.org", "--role", "editor"), ("link",), ()):
            self.assertEqual(site.run("user", *arguments).returncode, 2, arguments)
        site.run("user", "disable", "bo@example.org", check=True)
        self.assertIn("\tdisabled\t", site.run("user", "list", check=True).stdout)
        site.run("user", "enable", "bo@example.org", check=True)
        self.assertIn("\tenabled\t", site.run("user", "list", check=True).stdout)

    def test_a_log_that_was_changed_by_hand_does_not_pass_the_check(self):
        only_on_sqlite()
        with Site() as site:
            for number in range(4):
                site.run("token", "create", "--name", f"chain-{number}", "--role", "editor", check=True)  # noted, unlike token()
            site.terminate()
            self.assertEqual(site.run("check").returncode, 0)
            database = sqlite3.connect(f"{site.folder}/credentials.db")
            for forbidden in ("UPDATE audit SET who = 'somebody else' WHERE number = 2", "DELETE FROM audit WHERE number = 4"):
                with self.assertRaises(sqlite3.DatabaseError):
                    database.execute(forbidden)
            database.execute("DROP TRIGGER audit_is_not_changed")
            database.execute("UPDATE audit SET who = 'somebody else' WHERE number = 2")
            database.commit()
            database.close()
            done = site.run("check")
            self.assertEqual(done.returncode, 1)
            self.assertIn("audit", done.stdout + done.stderr)

    def test_people_and_the_log_go_along_with_a_backup(self):
        with tempfile.TemporaryDirectory(prefix="stoppress-people-") as folder, Site() as site:
            add_person_link = site.run("user", "add", "kept@example.org", "--name", "Kept", "--role", "admin", check=True)
            self.assertTrue(add_person_link.stdout)
            site.run("backup", os.path.join(folder, "b.tar"), check=True)
            run("restore", os.path.join(folder, "b.tar"), site=os.path.join(folder, "restored"), check=True)
            listed = run("user", "list", site=os.path.join(folder, "restored"), check=True).stdout
            self.assertIn("kept@example.org\tadmin", listed)
            self.assertEqual(run("check", site=os.path.join(folder, "restored")).returncode, 0)


if __name__ == "__main__":
    unittest.main()
