#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The API does what its description and the public contract say: every answer matches its schema, every field that is wrong is named."""
import concurrent.futures
import json
import re
import socket
import unittest

import json_schema
from stoppress_site import SiteTest, eventually

STORY = {"headline": "Bridge reopens", "standfirst": "After a year of repairs.", "body": {"format": "markdown", "content": "It *opens*."}}


class ApiTest(SiteTest):
    """Every answer is held against the description."""

    settings = {"views.repeat_minutes": 0}

    @classmethod
    def prepare(cls, site):
        cls.tokens = {role: site.token(role, name=role) for role in ("contributor", "reporter", "editor", "admin")}
        cls.other = site.token("reporter", name="other")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.description = cls.site.get("/api/v1/openapi.json").json()

    def ask(self, method, path, body=None, token=None, headers=None, expect=None):
        """One request below /api/v1, whose answer must be one that the description knows."""
        answer = self.site.request(method, "/api/v1" + path, body=body, token=token, headers=headers)
        if expect is not None:
            self.assertEqual(answer.status, expect, f"{method} {path}: {answer}")
        self.check_described(method, path.partition("?")[0], answer)
        return answer

    def check_described(self, method, path, answer):
        for pattern, operations in self.description["paths"].items():
            if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", re.escape(pattern).replace(r"\{", "{").replace(r"\}", "}")), path):
                break
        else:
            self.assertEqual(answer.status, 404, path)
            return
        operation = operations.get("get" if method == "HEAD" else method.lower())
        if operation is None:
            self.assertEqual(answer.status, 405)
            return
        self.assertIn(str(answer.status), operation["responses"], f"{method} {path} answered {answer}")
        response = operation["responses"][str(answer.status)]
        if "$ref" in response:
            response = json_schema.resolve(self.description, response["$ref"])
        content = response.get("content", {})
        if method == "HEAD" or not content:
            self.assertEqual(answer.body, b"")
            return
        self.assertIn(answer.headers["content-type"], content)
        schema = content[answer.headers["content-type"]].get("schema")
        if schema is not None:
            json_schema.check(self.description, schema, answer.json())

    def make(self, token=None, **fields):
        return self.ask("POST", "/stories", {**STORY, **fields}, token or self.tokens["editor"], expect=201).json()

    def publish(self, **fields):
        story = self.make(**fields)
        return self.ask("POST", f"/stories/{story['id']}/publish", {}, self.tokens["editor"], expect=200).json()

    def pointers(self, answer):
        return [error["pointer"] for error in answer.json().get("errors", [])]


class Stories(ApiTest):
    def test_a_new_story_is_a_draft_with_all_its_fields(self):
        made = self.ask("POST", "/stories", {
            **STORY, "slug": "bridge-with-all", "topics": ["roads", "rivers", "roads"], "authors": ["ann-lee", "bo-ek"], "language": "pt-br",
            "lead_image": {"source": "https://example.org/a.jpg", "alt": "A bridge"}}, self.tokens["editor"], expect=201)
        story = made.json()
        self.assertEqual(made.headers["location"], f"/api/v1/stories/{story['id']}")
        self.assertEqual(made.headers["etag"], '"1"')
        self.assertEqual(made.headers["cache-control"], "no-store")
        self.assertEqual((story["status"], story["revision"], story["slug"]), ("draft", 1, "bridge-with-all"))
        self.assertEqual((story["topics"], story["authors"]), (["roads", "rivers"], ["ann-lee", "bo-ek"]))
        self.assertEqual((story["language"], story["direction"]), ("pt-BR", "ltr"))
        self.assertEqual(story["lead_image"], {"source": "https://example.org/a.jpg", "alt": "A bridge", "caption": "", "credit": ""})
        self.assertIn("<em>opens</em>", story["body_html"])
        self.assertEqual(story["views"], {"day": 0, "week": 0, "month": 0, "all": 0})
        self.assertNotIn("notices", story)
        self.assertEqual(self.ask("GET", f"/stories/{story['id']}", token=self.tokens["editor"], expect=200).json(), story)

    def test_a_body_that_was_given_out_can_be_given_back(self):
        story = self.make(body={"format": "html", "content": "<h2>A</h2><p>b <a href='/c'>d</a></p><ul><li>e</li></ul>"})
        again = self.make(body=story["body"])
        self.assertEqual(again["body"], story["body"])
        self.assertEqual(again["body_html"], story["body_html"])

    def test_what_the_model_cannot_hold_is_reduced_and_said(self):
        story = self.make(body={"format": "html", "content": "<p>Safe</p><script>alert(1)</script><marquee>Text</marquee>"})
        self.assertNotIn("script", story["body_html"])
        self.assertTrue(story["notices"])

    def test_languages_that_are_written_from_the_right_say_so(self):
        self.assertEqual(self.make(language="fa", headline="پل بازگشایی شد")["direction"], "rtl")

    def test_every_invalid_field_is_named_in_one_answer(self):
        answer = self.ask("POST", "/stories", {
            "headline": " ", "standfirst": 7, "slug": "Not a slug", "topics": ["ok", "Not ok"], "authors": "ann", "language": "not a language",
            "lead_image": {"source": "javascript:alert(1)", "sorce": ""}, "body": {"format": "docx", "content": ""}, "status": "published",
            "a/b~c": 1}, self.tokens["editor"], expect=422)
        self.assertEqual(sorted(self.pointers(answer)), sorted([
            "/headline", "/standfirst", "/slug", "/topics/1", "/authors", "/language", "/lead_image/source", "/lead_image/sorce",
            "/body/format", "/status", "/a~1b~0c"]))

    def test_a_story_needs_a_headline(self):
        for fields in ({}, {"headline": ""}, {"headline": None}, {"standfirst": "x"}):
            with self.subTest(fields=fields):
                answer = self.ask("POST", "/stories", fields, self.tokens["editor"], expect=422)
                self.assertEqual(self.pointers(answer), ["/headline"])

    def test_a_slug_that_is_taken_is_a_conflict(self):
        self.make(slug="only-one")
        answer = self.ask("POST", "/stories", {**STORY, "slug": "only-one"}, self.tokens["editor"], expect=409)
        self.assertEqual(self.pointers(answer), ["/slug"])

    def test_an_unknown_section_is_refused_until_somebody_makes_it(self):
        answer = self.ask("POST", "/stories", {**STORY, "section": "harbour"}, self.tokens["editor"], expect=422)
        self.assertEqual(self.pointers(answer), ["/section"])
        self.ask("PUT", "/sections/harbour", {"name": "Harbour"}, self.tokens["editor"], expect=201)
        self.assertEqual(self.make(section="harbour")["section"], "harbour")

    def test_texts_hold_no_control_characters_and_single_spaces(self):
        self.assertEqual(self.make(headline="  Two \n\t words ")["headline"], "Two words")
        for bad in ("a\u0000b", "a\u0002new-articles\u0003", "a\u001bb", "a\uffffb"):
            with self.subTest(bad=bad):
                answer = self.ask("POST", "/stories", {"headline": bad}, self.tokens["editor"], expect=422)
                self.assertEqual(self.pointers(answer), ["/headline"])

    def test_limits_are_met_with_their_names(self):
        cases = {"/headline": {"headline": "x" * 301}, "/standfirst": {"standfirst": "x" * 2001}, "/topics": {"topics": [f"t{i}" for i in range(51)]},
                 "/authors": {"authors": [f"a{i}" for i in range(51)]}, "/slug": {"slug": "x" * 121}}
        for pointer, fields in cases.items():
            with self.subTest(pointer=pointer):
                answer = self.ask("POST", "/stories", {**STORY, **fields}, self.tokens["editor"], expect=422)
                self.assertEqual(self.pointers(answer), [pointer])
        self.make(headline="é" * 300)

    def test_saving_needs_the_revision_and_only_the_first_wins(self):
        story = self.make()
        path = f"/stories/{story['id']}"
        self.ask("PATCH", path, {"headline": "New"}, self.tokens["editor"], expect=428)
        saved = self.ask("PATCH", path, {"headline": "New"}, self.tokens["editor"], {"If-Match": '"1"'}, expect=200)
        self.assertEqual((saved.json()["headline"], saved.json()["revision"], saved.headers["etag"]), ("New", 2, '"2"'))
        self.assertEqual(saved.json()["standfirst"], STORY["standfirst"])
        self.ask("PATCH", path, {"headline": "Other"}, self.tokens["editor"], {"If-Match": '"1"'}, expect=412)
        for malformed in ("1", "nonsense", 'W/"2"', '"2'):
            self.ask("PATCH", path, {"headline": "Other"}, self.tokens["editor"], {"If-Match": malformed}, expect=412)
        self.assertEqual(self.ask("GET", path, token=self.tokens["editor"]).json()["headline"], "New")
        self.ask("PATCH", path, {"standfirst": None}, self.tokens["editor"], {"If-Match": "*"}, expect=200)

    def test_of_many_who_save_the_same_revision_at_once_exactly_one_wins(self):
        story = self.make()

        def save(number):
            return self.site.patch(f"/api/v1/stories/{story['id']}", {"headline": f"By writer {number}"}, token=self.tokens["editor"],
                                   headers={"If-Match": '"1"'})

        with concurrent.futures.ThreadPoolExecutor(8) as writers:
            answers = list(writers.map(save, range(16)))
        self.assertEqual(sorted(answer.status for answer in answers), [200] + [412] * 15)
        winner = next(answer for answer in answers if answer.status == 200).json()["headline"]
        self.assertEqual(self.ask("GET", f"/stories/{story['id']}", token=self.tokens["editor"]).json()["headline"], winner)

    def test_null_empties_and_nothing_changed_makes_no_revision(self):
        story = self.make(lead_image={"source": "/a.png"}, topics=["roads"])
        path = f"/stories/{story['id']}"
        same = self.ask("PATCH", path, {"headline": story["headline"]}, self.tokens["editor"], {"If-Match": '"1"'}, expect=200).json()
        self.assertEqual(same["revision"], 1)
        emptied = self.ask("PATCH", path, {"standfirst": None, "lead_image": None, "topics": None, "body": None}, self.tokens["editor"],
                           {"If-Match": '"1"', "Content-Type": "application/merge-patch+json"}, expect=200).json()
        self.assertEqual((emptied["standfirst"], emptied["lead_image"], emptied["topics"], emptied["body_html"]), ("", None, [], ""))

    def test_all_revisions_are_kept(self):
        story = self.make(headline="First")
        path = f"/stories/{story['id']}"
        for number, headline in ((1, "Second"), (2, "Third")):
            self.ask("PATCH", path, {"headline": headline}, self.tokens["admin"], {"If-Match": f'"{number}"'}, expect=200)
        revisions = self.ask("GET", path + "/revisions", token=self.tokens["editor"], expect=200).json()["revisions"]
        self.assertEqual({entry["number"]: (entry["headline"], entry["saved_by"]) for entry in revisions},
                         {1: ("First", "editor"), 2: ("Second", "admin"), 3: ("Third", "admin")})
        self.assertEqual(self.ask("GET", path + "/revisions/1", token=self.tokens["editor"], expect=200).json()["headline"], "First")
        self.ask("GET", path + "/revisions/4", token=self.tokens["editor"], expect=404)
        self.ask("GET", path + "/revisions/0", token=self.tokens["editor"], expect=404)
        self.ask("GET", path + "/revisions", expect=401)


class Publishing(ApiTest):
    def test_a_published_story_is_everywhere_with_the_next_request_and_a_withdrawn_one_nowhere(self):
        story = self.publish(headline="Everywhere at once")
        self.assertEqual(story["status"], "published")
        self.assertTrue(story["published_at"])
        for path in (story["url"], "/latest", "/feed.xml", "/atom.xml", "/feed.json", "/"):
            page = self.site.get(path)
            self.assertEqual(page.status, 200, path)
            self.assertIn("Everywhere at once", page.text, path)
        self.assertIn(story["url"], self.site.get("/sitemap.xml").text)
        self.ask("GET", f"/stories/{story['id']}", expect=200)
        gone = self.ask("POST", f"/stories/{story['id']}/withdraw", {"reason": "It was wrong."}, self.tokens["editor"], expect=200).json()
        self.assertEqual((gone["status"], gone["withdrawn_reason"]), ("withdrawn", "It was wrong."))
        self.assertEqual(self.site.get(story["url"]).status, 410)
        for path in ("/latest", "/feed.xml", "/atom.xml", "/feed.json", "/", "/sitemap.xml"):
            self.assertNotIn("Everywhere at once", self.site.get(path).text, path)
        self.ask("GET", f"/stories/{story['id']}", expect=410)

    def test_readers_get_new_words_with_the_next_request(self):
        story = self.publish(headline="Old words")
        self.assertIn("Old words", self.site.get(story["url"]).text)
        self.ask("PATCH", f"/stories/{story['id']}", {"headline": "Fresh words"}, self.tokens["editor"], {"If-Match": '"1"'}, expect=200)
        self.assertIn("Fresh words", self.site.get(story["url"]).text)
        self.assertIn("Fresh words", self.site.get("/latest").text)

    def test_an_unpublished_story_is_a_draft_again(self):
        story = self.publish(headline="Too early")
        self.assertEqual(self.site.get(story["url"]).status, 200)
        back = self.ask("POST", f"/stories/{story['id']}/unpublish", token=self.tokens["editor"], expect=200).json()
        self.assertEqual(back["status"], "draft")
        self.assertEqual(self.site.get(story["url"]).status, 404)
        self.ask("GET", f"/stories/{story['id']}", expect=404)

    def test_a_story_can_be_published_as_of_the_past(self):
        story = self.make(headline="From the archive")
        published = self.ask("POST", f"/stories/{story['id']}/publish", {"at": "2014-03-09T10:00:00+02:00"}, self.tokens["editor"], expect=200).json()
        self.assertEqual(published["published_at"], "2014-03-09T08:00:00Z")
        self.assertTrue(published["url"].startswith("/2014/03/"), published["url"])

    def test_wrong_times_and_fields_are_named(self):
        story = self.make()
        path = f"/stories/{story['id']}"
        for body, pointer in (({"at": "tomorrow"}, "/at"), ({"at": 5}, "/at"), ({"at": ""}, "/at"), ({"when": "2014-03-09T10:00:00Z"}, "/when")):
            with self.subTest(body=body):
                self.assertEqual(self.pointers(self.ask("POST", path + "/publish", body, self.tokens["editor"], expect=422)), [pointer])
        self.ask("POST", path + "/withdraw", {}, self.tokens["editor"], expect=409)
        self.ask("POST", "/stories/999999/publish", {}, self.tokens["editor"], expect=404)

    def test_a_changed_slug_leaves_a_redirect(self):
        story = self.publish(headline="Moved on", slug="first-name")
        moved = self.ask("PATCH", f"/stories/{story['id']}", {"slug": "second-name"}, self.tokens["editor"], {"If-Match": '"1"'}, expect=200).json()
        self.assertTrue(moved["url"].endswith("/second-name"))
        redirect = self.site.get(story["url"])
        self.assertEqual(redirect.status, 301)
        self.assertTrue(redirect.headers["location"].endswith(moved["url"]))


class Roles(ApiTest):
    def test_each_role_may_do_what_it_is_for(self):
        #              save own  save own   save own   save other's  hand in   publish
        #              draft     in review  published  draft         own
        table = {
            "contributor": (200, 403, 403, 404, 403, 403),
            "reporter": (200, 200, 403, 404, 200, 403),
            "editor": (200, 200, 200, 200, 200, 200),
            "admin": (200, 200, 200, 200, 200, 200),
        }
        for role, (own, reviewed, published, others, hand_in, publish) in table.items():
            token = self.tokens[role]
            with self.subTest(role=role):
                def save(story_id, expect):
                    self.ask("PATCH", f"/stories/{story_id}", {"standfirst": f"By {role}."}, token, {"If-Match": "*"}, expect=expect)

                mine = self.make(token)["id"]
                save(mine, own)
                self.ask("POST", f"/stories/{mine}/review", {}, token, expect=hand_in)
                self.ask("POST", f"/stories/{mine}/review", {}, self.tokens["editor"], expect=200)
                save(mine, reviewed)
                self.ask("POST", f"/stories/{mine}/publish", {}, token, expect=publish)
                self.ask("POST", f"/stories/{mine}/publish", {}, self.tokens["editor"], expect=200)
                save(mine, published)
                self.ask("POST", f"/stories/{mine}/unpublish", {}, token, expect=publish)
                foreign = self.make(self.other)["id"]
                save(foreign, others)
                self.ask("GET", f"/stories/{foreign}", token=token, expect=others)
                self.ask("GET", f"/stories/{foreign}/revisions", token=token, expect=others)

    def test_nobody_writes_without_a_token(self):
        story = self.publish()
        path = f"/stories/{story['id']}"
        for method, where in (("POST", "/stories"), ("PATCH", path), ("POST", path + "/publish"), ("POST", path + "/unpublish"),
                              ("POST", path + "/withdraw"), ("POST", path + "/review"), ("PUT", "/sections/x"), ("PUT", "/topics/x"),
                              ("PUT", "/authors/x"), ("GET", path + "/revisions")):
            with self.subTest(method=method, where=where):
                answer = self.ask(method, where, None if method == "GET" else {}, headers={"If-Match": '"1"'}, expect=401)
                self.assertTrue(answer.headers["www-authenticate"].startswith("Bearer"))

    def test_a_wrong_or_revoked_token_is_refused_even_where_none_is_needed(self):
        token = self.site.token("editor", name="short-lived")
        self.ask("GET", "/stories", token=token, expect=200)
        self.site.run("token", "revoke", "short-lived", check=True)
        self.ask("GET", "/stories", token=token, expect=401)
        for wrong in ("x", "", "A" * 43, token[:-1]):
            self.ask("GET", "/stories", headers={"Authorization": "Bearer " + wrong}, expect=401)
        self.ask("GET", "/stories", headers={"Authorization": "Basic YTpi"}, expect=401)

    def test_drafts_are_not_found_by_those_who_may_not_see_them(self):
        story = self.make(self.tokens["reporter"], headline="Secret plans")
        path = f"/stories/{story['id']}"
        self.ask("GET", path, expect=404)
        self.ask("GET", path, token=self.other, expect=404)
        self.ask("GET", path, token=self.tokens["reporter"], expect=200)
        self.ask("GET", path, token=self.tokens["editor"], expect=200)
        for token, seen in ((None, False), (self.other, False), (self.tokens["reporter"], True), (self.tokens["editor"], True)):
            listed = self.ask("GET", "/stories?limit=100", token=token, expect=200).json()["stories"]
            self.assertEqual(story["id"] in [entry["id"] for entry in listed], seen)
        self.assertEqual(self.site.get(story["url"]).status, 404)


class Lists(ApiTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        editor = cls.tokens["editor"]
        cls.site.make_section("city", editor)
        cls.site.make_section("sport", editor)
        cls.published = []
        for i in range(7):
            cls.published.append(cls.site.publish(editor, headline=f"Listed {i}", section="city" if i % 2 else "sport", topics=[f"topic-{i % 3}"],
                                                  authors=["ann-lee"] if i < 3 else ["bo-ek"], language="fa" if i == 6 else "en")["id"])

    def ids(self, query, **options):
        return [story["id"] for story in self.ask("GET", "/stories" + query, expect=200, **options).json()["stories"]]

    def test_newest_first_and_narrowed(self):
        newest = list(reversed(self.published))
        self.assertEqual(self.ids("?limit=100"), newest)
        self.assertEqual(self.ids("?section=city"), [newest[i] for i in (1, 3, 5)])
        self.assertEqual(self.ids("?topic=topic-0"), [newest[i] for i in (0, 3, 6)])
        self.assertEqual(self.ids("?author=ann-lee"), newest[4:])
        self.assertEqual(self.ids("?language=fa"), newest[:1])
        self.assertEqual(self.ids("?section=nowhere"), [])

    def test_pages_follow_each_other_without_gaps_or_doubles(self):
        for order in ("newest", "most_viewed"):
            for limit in (1, 2, 3, 7):
                seen, cursor = [], ""
                while cursor is not None:
                    page = self.ask("GET", f"/stories?order={order}&window=all&limit={limit}&cursor={cursor}", expect=200).json()
                    self.assertLessEqual(len(page["stories"]), limit)
                    seen += [story["id"] for story in page["stories"]]
                    cursor = page["next"]
                self.assertEqual(len(seen), len(set(seen)))
                if order == "newest":
                    self.assertEqual(seen, list(reversed(self.published)))

    def test_most_viewed_orders_by_views(self):
        for i, views in ((2, 5), (4, 3), (0, 1)):
            for _ in range(views):
                self.ask("POST", "/views", json.dumps({"story": self.published[i]}), headers={"Content-Type": "text/plain", "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}, expect=204)
        for window in ("day", "week", "month", "all"):
            # Of several nodes' views the lists know within a second.
            eventually(lambda: self.ids(f"?order=most_viewed&window={window}")[:3] == [self.published[i] for i in (2, 4, 0)])
        story = self.ask("GET", f"/stories/{self.published[2]}").json()
        self.assertEqual(story["views"], {"day": 5, "week": 5, "month": 5, "all": 5})

    def test_wrong_parameters_are_named(self):
        for query, name in (("?limit=0", "limit"), ("?limit=101", "limit"), ("?limit=x", "limit"), ("?order=oldest", "order"), ("?window=year", "window"),
                            ("?status=secret", "status"), ("?section=Not%20a%20slug", "section"), ("?langauge=en", "langauge")):
            with self.subTest(query=query):
                self.assertEqual(self.pointers(self.ask("GET", "/stories" + query, expect=400)), [name])
        self.ask("GET", "/stories?limit=1&limit=2", expect=400)
        self.ask("GET", "/stories?cursor=made-up", expect=400)
        self.ask("GET", "/stories?q=%ff", expect=400)

    def test_states_are_listed_with_a_token_only(self):
        draft = self.make(headline="Only a draft")["id"]
        for status in ("draft", "in_review", "scheduled", "withdrawn", "any"):
            self.ask("GET", f"/stories?status={status}", expect=401)
        self.assertEqual(self.ids("?status=draft", token=self.tokens["editor"]), [draft])
        self.assertNotIn(draft, self.ids("?status=published", token=self.tokens["editor"]))
        self.assertIn(draft, self.ids("?status=any", token=self.tokens["editor"]))

    def test_sections_topics_and_authors(self):
        sections = self.ask("GET", "/sections", expect=200).json()["sections"]
        self.assertEqual([(entry["slug"], entry["stories"]) for entry in sections], [("city", 3), ("sport", 4)])
        topics = self.ask("GET", "/topics?limit=2", expect=200).json()
        self.assertEqual(([entry["slug"] for entry in topics["topics"]], topics["next"]), (["topic-0", "topic-1"], "topic-1"))
        rest = self.ask("GET", "/topics?cursor=topic-1", expect=200).json()
        self.assertEqual(([entry["slug"] for entry in rest["topics"]], rest["next"]), (["topic-2"], None))
        author = self.ask("PUT", "/authors/ann-lee", {"name": "Ann Lee", "biography": "Writes.", "website": "https://example.org/"}, self.tokens["editor"], expect=200).json()
        self.assertEqual((author["name"], author["biography"], author["stories"]), ("Ann Lee", "Writes.", 3))
        self.assertNotIn("email", author)
        self.assertIn("Ann Lee", self.site.get("/authors/ann-lee").text)
        self.ask("PUT", "/authors/ann-lee", {"name": "Ann Lee", "website": "javascript:alert(1)"}, self.tokens["editor"], expect=422)
        self.ask("PUT", "/authors/ann-lee", {"name": "Ann Lee"}, self.tokens["reporter"], expect=403)
        site = self.ask("GET", "/site", expect=200).json()
        self.assertEqual(site["boxes"]["most_viewed"], {"length": 5, "window": "week"})


class Views(ApiTest):
    BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}

    def view(self, body, expect, content_type="application/json"):
        return self.ask("POST", "/views", body if isinstance(body, (str, bytes)) else json.dumps(body), headers={"Content-Type": content_type, **self.BROWSER}, expect=expect)

    def test_a_view_is_counted_in_both_types_and_by_the_picture(self):
        story = self.publish(headline="Viewed")
        self.view({"story": story["id"]}, 204)
        self.view({"story": story["id"]}, 204, "text/plain;charset=UTF-8")
        picture = self.ask("GET", f"/views.gif?story={story['id']}", headers=self.BROWSER, expect=200)
        self.assertEqual((picture.body[:6], picture.headers["cache-control"]), (b"GIF89a", "no-store"))
        self.assertEqual(self.ask("GET", f"/stories/{story['id']}").json()["views"]["all"], 3)

    def test_what_nobody_looks_at_is_no_view(self):
        story = self.publish(headline="Prefetched")
        picture = f"/views.gif?story={story['id']}"
        self.ask("HEAD", picture, headers=self.BROWSER, expect=200)
        self.ask("GET", picture, headers={**self.BROWSER, "Sec-Purpose": "prefetch;prerender"}, expect=200)
        self.assertEqual(self.ask("GET", f"/stories/{story['id']}").json()["views"]["all"], 0)

    def test_a_robots_view_is_answered_but_not_ranked(self):
        story = self.publish(headline="Crawled")
        self.ask("POST", "/views", {"story": story["id"]}, headers={"User-Agent": "Googlebot/2.1 (+http://www.google.com/bot.html)"}, expect=204)
        self.assertEqual(self.ask("GET", f"/stories/{story['id']}").json()["views"]["all"], 0)
        # Told of by the counting thread, which comes after the answer.
        eventually(lambda: self.ask("GET", "/site").json()["counted_since_start"]["robots"] >= 1)

    def test_a_long_agent_header_counts_as_any_other_and_one_beyond_the_head_is_refused(self):
        story = self.publish(headline="Long agent")
        robots = self.ask("GET", "/site").json()["counted_since_start"]["robots"]
        browser = self.BROWSER["User-Agent"]
        self.assertEqual(self.site.get(story["url"], headers={"User-Agent": browser + " word/1" * 1_170}).status, 200)  # 8 kB
        eventually(lambda: self.ask("GET", f"/stories/{story['id']}").json()["views"]["all"] == 1)
        for agent in ("y" * 8_192, browser + " Examplebot/1.0" + " word/1" * 1_170):
            self.assertEqual(self.site.get(story["url"], headers={"User-Agent": agent}).status, 200)
        eventually(lambda: self.ask("GET", "/site").json()["counted_since_start"]["robots"] >= robots + 2)
        self.assertEqual(self.site.get(story["url"], headers={"User-Agent": "y" * 17_000}).status, 431)
        self.assertEqual(self.ask("GET", f"/stories/{story['id']}").json()["views"]["all"], 1)

    def test_a_view_of_nothing_is_refused(self):
        draft = self.make()
        self.view({"story": 999999999}, 404)
        self.view({"story": draft["id"]}, 404)
        for body in ({}, {"story": 0}, {"story": -1}, {"story": "1"}, {"story": 1.5}, {"story": None}, {"story": 1, "more": 2}, {"story": 99999999999999999999}):
            with self.subTest(body=body):
                self.view(body, 422)
        for body in ("", "1", "[]", "{", '{"story":1', b"\xff\xfe"):
            with self.subTest(body=body):
                self.view(body, 400)
        self.view({"story": 1}, 415, "application/x-www-form-urlencoded")
        self.view(" " * 2000, 413)
        for query in ("", "?story=", "?story=0", "?story=x", "?story=1&x=2"):
            self.ask("GET", "/views.gif" + query, expect=400)
        self.ask("GET", "/views.gif?story=999999999", headers=self.BROWSER, expect=404)


class BadInput(ApiTest):
    def test_what_is_not_json_is_a_400_that_says_so(self):
        cases = {"not JSON": "{", "no body": "", "not an object": "[1]", "two values": "{}{}", "invalid UTF-8": b'{"headline":"\xff"}',
                 "a lone surrogate": b'{"headline":"\\ud800"}', "deep": "[" * 70, "deep and whole": '{"body":' * 70 + "1" + "}" * 70}
        for name, body in cases.items():
            with self.subTest(name):
                answer = self.ask("POST", "/stories", body, self.tokens["editor"], {"Content-Type": "application/json"}, expect=400)
                self.assertTrue(answer.json()["detail"])
        self.assertTrue(self.site.alive())

    def test_other_types_are_refused(self):
        for content_type in ("text/plain", "application/x-www-form-urlencoded", "application/jsonx", ""):
            self.ask("POST", "/stories", json.dumps(STORY), self.tokens["editor"], {"Content-Type": content_type}, expect=415)

    def test_a_body_of_100_mb_is_refused_before_it_is_read(self):
        with socket.create_connection((self.site.host, self.site.port), timeout=20) as connection:
            head = f"POST /api/v1/stories HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 104857600\r\nAuthorization: Bearer {self.tokens['editor']}\r\n\r\n{{"
            connection.sendall(head.encode())
            self.assertIn(b" 413 ", connection.recv(1000))

    def test_a_body_above_the_limit_of_a_document_is_named(self):
        self.ask("POST", "/stories", {**STORY, "body": {"format": "markdown", "content": "x" * (3 << 20)}}, self.tokens["editor"], expect=422)

    def test_unknown_addresses_and_methods(self):
        for path in ("", "/", "/nothing", "/stories/", "/stories/0", "/stories/01", "/stories/-1", "/stories/1e3", "/stories/x", "/stories/99999999999999999999",
                     "/stories/1/nothing", "/sections/Not-A-Slug"):
            with self.subTest(path):
                self.assertEqual(self.site.get("/api/v1" + path, token=self.tokens["editor"]).status, 404)
        for method, path, allowed in (("DELETE", "/stories", "GET, HEAD, POST"), ("PUT", "/stories/1", "GET, HEAD, PATCH, DELETE"), ("GET", "/views", "POST"),
                                      ("OPTIONS", "/stories", "GET, HEAD, POST")):
            answer = self.ask(method, path, expect=405)
            self.assertEqual(answer.headers["allow"], allowed)
        self.assertEqual(self.site.get("/api").status, 404)
        self.assertEqual(self.site.get("/api/v2/stories").status, 404)

    def test_head_answers_like_get(self):
        head = self.ask("HEAD", "/stories", expect=200)
        self.assertEqual(int(head.headers["content-length"]) > 0, True)

    def test_every_bad_answer_is_a_problem(self):
        answer = self.ask("GET", "/stories/999999", expect=404)
        self.assertEqual(answer.headers["content-type"], "application/problem+json")
        self.assertEqual((answer.json()["status"], answer.json()["title"]), (404, "Not Found"))


if __name__ == "__main__":
    unittest.main()
