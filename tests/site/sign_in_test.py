#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Signing in by link, password and second factor: once, for as long as promised, from the site's own pages, and without saying whom there is."""
import concurrent.futures
import contextlib
import pathlib
import re
import time
import unittest

from newsroom import COOKIE, SITE_URL, Browser, add_person, totp, wait_for_a_step_with_time_left
from stoppress_site import SiteTest

PASSWORD = "heron over quiet water"


class SignInTest(SiteTest):
    settings = {"site.url": SITE_URL, "server.trusted_proxies": "127.0.0.1"}

    def from_address(self, number):
        """Header fields that make a request come from an address of its own, so that tests do not slow each other down."""
        return {"X-Forwarded-For": f"198.51.{number // 250}.{number % 250 + 1}"}

    def link_of(self, email):
        return self.site.run("user", "link", email, check=True).stdout

    def assert_refused(self, answer, status=401):
        self.assertEqual(answer.status, status, answer)
        self.assertEqual(answer.headers["content-type"], "application/problem+json")
        self.assertNotIn("set-cookie", answer.headers)


class Links(SignInTest):
    def test_a_link_signs_in_once_with_a_cookie_that_only_this_site_gets(self):
        link = self.site.run("user", "add", "Ann@Example.org", "--name", "Ann Lee", "--role", "reporter", check=True).stdout
        self.assertRegex(link, rf"^{re.escape(SITE_URL)}/newsroom/sign-in#[\w-]{{43}}\n$")
        ann = Browser(self.site)
        answer = ann.sign_in_with(link)
        self.assertEqual(answer.status, 200, answer)
        self.assertEqual(answer.json()["second_factor"], "none")
        person = answer.json()["person"]
        self.assertEqual({key: person[key] for key in ("name", "email", "role", "disabled")},
                         {"name": "Ann Lee", "email": "ann@example.org", "role": "reporter", "disabled": False})
        cookie = answer.headers["set-cookie"]
        self.assertRegex(cookie, rf"^{COOKIE}=[\w-]{{43}}; Path=/; Secure; HttpOnly; SameSite=Lax(; Max-Age=\d+)?$")
        self.assertEqual(answer.headers["cache-control"], "no-store")
        session = ann.ask("GET", "/session")
        self.assertEqual(session.status, 200)
        self.assertEqual((session.json()["has_password"], session.json()["has_second_factor"]), (False, False))
        self.assert_refused(Browser(self.site).sign_in_with(link))

    def test_a_new_link_makes_the_old_one_useless(self):
        add_person(self.site, "lin@example.org", "reporter")
        first, second = self.link_of("lin@example.org"), self.link_of("LIN@example.org")
        self.assert_refused(Browser(self.site).sign_in_with(first))
        self.assertEqual(Browser(self.site).sign_in_with(second).status, 200)

    def test_of_many_who_use_a_link_at_once_one_gets_in(self):
        add_person(self.site, "race@example.org", "reporter")
        link = self.link_of("race@example.org")
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            statuses = list(pool.map(lambda number: Browser(self.site).ask("POST", "/session/link", {"link": link.strip().rpartition("#")[2]}, self.from_address(number)).status, range(8)))
        self.assertEqual(sorted(statuses), [200] + [401] * 7)

    def test_what_is_no_link_is_refused_and_named(self):
        browser = Browser(self.site)
        self.assert_refused(browser.ask("POST", "/session/link", {"link": "x" * 43}))
        self.assert_refused(browser.ask("POST", "/session/link", {"link": ""}))
        for body in ({}, {"link": 1}, {"link": None}, {"link": "x" * 101}, {"link": "x", "more": 1}):
            self.assert_refused(browser.ask("POST", "/session/link", body), 422)


class Sessions(SignInTest):
    def test_each_sign_in_is_a_new_session_and_never_one_that_was_brought_along(self):
        add_person(self.site, "fix@example.org", "reporter", password=PASSWORD)
        planted = "A" * 43
        browser = Browser(self.site)
        browser.cookie = planted
        self.assertEqual(browser.sign_in("fix@example.org", PASSWORD).status, 200)
        first = browser.cookie
        self.assertNotEqual(first, planted)
        self.assertEqual(browser.sign_in("fix@example.org", PASSWORD).status, 200)
        self.assertNotEqual(browser.cookie, first)
        for old in (planted, first):
            self.assertEqual(self.site.get("/api/v1/session", headers={"Cookie": f"{COOKIE}={old}"}).status, 401)
        self.assertEqual(browser.ask("GET", "/session").status, 200)

    def test_signing_out_ends_the_session_and_takes_the_cookie_away(self):
        browser = add_person(self.site, "out@example.org", "reporter")
        cookie = browser.cookie
        answer = browser.ask("DELETE", "/session")
        self.assertEqual(answer.status, 204)
        self.assertIn("Max-Age=0", answer.headers["set-cookie"])
        self.assertEqual(self.site.get("/api/v1/session", headers={"Cookie": f"{COOKIE}={cookie}"}).status, 401)
        self.assertEqual(browser.ask("DELETE", "/session").status, 204)

    def test_people_see_and_end_their_own_sessions_and_nobody_elses(self):
        here = add_person(self.site, "many@example.org", "reporter", password=PASSWORD)
        there = Browser(self.site)
        self.assertEqual(there.ask("POST", "/session", {"email": "many@example.org", "password": PASSWORD}, {"User-Agent": "Elsewhere/1"}).status, 200)
        other = add_person(self.site, "other@example.org", "admin")
        sessions = here.ask("GET", "/sessions").json()["sessions"]
        self.assertEqual([session["current"] for session in sessions].count(True), 1)
        elsewhere = next(session for session in sessions if session["user_agent"] == "Elsewhere/1")
        self.assertEqual(elsewhere["address_hint"], "127.0.0.*")
        self.assertEqual(other.ask("DELETE", f"/sessions/{elsewhere['id']}").status, 404)
        self.assertEqual(there.ask("GET", "/session").status, 200)
        self.assertEqual(here.ask("DELETE", f"/sessions/{elsewhere['id']}").status, 204)
        self.assertEqual(there.ask("GET", "/session").status, 401)
        self.assertEqual(there.sign_in("many@example.org", PASSWORD).status, 200)
        self.assertEqual(here.ask("DELETE", "/sessions").status, 204)
        self.assertEqual((there.ask("GET", "/session").status, here.ask("GET", "/session").status), (401, 200))
        self.assertEqual(other.ask("GET", "/session").status, 200)

    def test_who_is_disabled_is_out_at_once(self):
        browser = add_person(self.site, "gone@example.org", "editor", password=PASSWORD)
        self.assertEqual(browser.ask("GET", "/changes").status, 200)
        self.site.run("user", "disable", "gone@example.org", check=True)
        self.assertEqual(browser.ask("GET", "/changes").status, 401)
        self.assert_refused(browser.sign_in("gone@example.org", PASSWORD))
        self.assertNotEqual(self.site.run("user", "link", "gone@example.org").returncode, 0)
        self.site.run("user", "enable", "gone@example.org", check=True)
        self.assertEqual(browser.sign_in("gone@example.org", PASSWORD).status, 200)

    def test_a_session_that_is_over_is_as_none_where_none_is_needed(self):
        stale = {"Cookie": f"{COOKIE}={'B' * 43}"}
        self.assertEqual(self.site.get("/api/v1/stories", headers=stale).status, 200)
        self.assertEqual(self.site.get("/api/v1/people", headers=stale).status, 401)


class OtherSites(SignInTest):
    """A browser sends the cookie whoever made the page; so a change must come from the site's own."""

    def test_a_change_with_the_cookie_needs_the_sites_own_origin(self):
        browser = add_person(self.site, "csrf@example.org", "editor", password=PASSWORD)
        cookie = {"Cookie": f"{COOKIE}={browser.cookie}"}
        body = {"headline": "Written from afar"}
        foreign = [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Origin": SITE_URL + ".evil.example"}, {"Origin": "http://news.example.org"},
                   {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "none"}, {"Referer": SITE_URL + "/newsroom/"}]
        for headers in foreign:
            with self.subTest(headers=headers):
                self.assert_refused(self.site.post("/api/v1/stories", body, headers={**cookie, **headers}), 403)
                for method, path in (("DELETE", "/session"), ("DELETE", "/sessions"), ("POST", "/me/second-factor")):
                    self.assert_refused(self.site.request(method, "/api/v1" + path, headers={**cookie, **headers}), 403)
        self.assertEqual(browser.ask("GET", "/session").status, 200, "nothing of it was done")
        for headers in ({"Origin": SITE_URL}, {"Sec-Fetch-Site": "same-origin"}):
            self.assertEqual(self.site.post("/api/v1/stories", body, headers={**cookie, **headers}).status, 201)

    def test_another_sites_page_cannot_sign_anybody_in(self):
        add_person(self.site, "login-csrf@example.org", "editor", password=PASSWORD)
        credentials = {"email": "login-csrf@example.org", "password": PASSWORD}
        for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
            self.assert_refused(self.site.post("/api/v1/session", credentials, headers=headers), 403)
        self.assertEqual(self.site.post("/api/v1/session", "email=a&password=b", headers={"Content-Type": "application/x-www-form-urlencoded"}).status, 415)
        self.assertEqual(self.site.post("/api/v1/session", credentials).status, 200, "a program says nothing of pages")

    def test_a_token_needs_no_origin_and_beats_the_cookie(self):
        browser = add_person(self.site, "both@example.org", "admin")
        token = self.site.token("contributor", name="both")
        headers = {"Cookie": f"{COOKIE}={browser.cookie}", "Origin": "https://elsewhere.example"}
        self.assertEqual(self.site.post("/api/v1/stories", {"headline": "By a program"}, token=token, headers=headers).status, 201)
        self.assertEqual(self.site.get("/api/v1/tokens", token=token, headers=headers).status, 403)
        self.assertEqual(self.site.get("/api/v1/stories", headers={**headers, "Authorization": "Bearer sp_wrong"}).status, 401)

    def test_stories_of_a_person_are_owned_by_their_address(self):
        ann = add_person(self.site, "owner@example.org", "reporter")
        story = ann.ask("POST", "/stories", {"headline": "Mine"}).json()
        other = add_person(self.site, "not-owner@example.org", "reporter")
        self.assertEqual(other.ask("GET", f"/stories/{story['id']}").status, 404)
        self.assertEqual(ann.ask("GET", f"/stories/{story['id']}").status, 200)
        revisions = ann.ask("GET", f"/stories/{story['id']}/revisions").json()
        self.assertIn("owner@example.org", str(revisions))


class Passwords(SignInTest):
    def test_weak_passwords_are_refused_with_the_reasons(self):
        browser = add_person(self.site, "maria.lind@example.org", "reporter", name="Maria Lindqvist")
        for password, reason in (("short", "at least 8"), ("x" * 257, "at most 256"), ("P@ssw0rd2024!", "too common"), ("Qwertyuiop", "too common"),
                                 ("87654321", "sequence"), ("zzzzzzzzzzzz", "sequence"), ("Lindqvist1", "name"), ("maria.lind@example.org", "name"),
                                 ("Maria.Lind99", "name")):
            with self.subTest(password=password):
                answer = browser.ask("PUT", "/me/password", {"password": password})
                self.assert_refused(answer, 422)
                self.assertIn(reason, " ".join(error["detail"] for error in answer.json()["errors"] if error["pointer"] == "/password"))
        self.assertFalse(browser.ask("GET", "/session").json()["has_password"])
        for password in ("x" * 100 + "yz", "رمز عبور من خوب است", "  spaces count  "):
            fresh = add_person(self.site, f"p{abs(hash(password))}@example.org", "reporter", password=password)
            self.assertTrue(fresh.ask("GET", "/session").json()["has_password"])
            email = fresh.ask("GET", "/session").json()["person"]["email"]
            self.assertEqual(Browser(self.site).sign_in(email, password).status, 200)
            self.assert_refused(Browser(self.site).sign_in(email, password.strip() + "."))

    def test_changing_it_needs_the_current_one_and_ends_the_other_sessions(self):
        here = add_person(self.site, "change@example.org", "reporter", password=PASSWORD)
        there = Browser(self.site)
        there.sign_in("change@example.org", PASSWORD)
        # The session began with a link, which was good for one password.
        self.assert_refused(here.ask("PUT", "/me/password", {"password": "another good one"}), 422)
        wrong = here.ask("PUT", "/me/password", {"current": "wrong", "password": "another good one"})
        self.assert_refused(wrong, 403)
        self.assertEqual(wrong.json()["errors"][0]["pointer"], "/current")
        self.assertEqual(there.ask("GET", "/session").status, 200)
        self.assertEqual(here.ask("PUT", "/me/password", {"current": PASSWORD, "password": "another good one"}).status, 204)
        self.assertEqual((here.ask("GET", "/session").status, there.ask("GET", "/session").status), (200, 401))
        self.assert_refused(Browser(self.site).sign_in("change@example.org", PASSWORD))
        self.assertEqual(Browser(self.site).sign_in("Change@Example.org", "another good one").status, 200)

    def test_a_link_lets_somebody_in_who_forgot_theirs(self):
        add_person(self.site, "forgot@example.org", "reporter", password=PASSWORD)
        browser = Browser(self.site)
        browser.sign_in_with(self.link_of("forgot@example.org"))
        self.assertEqual(browser.ask("PUT", "/me/password", {"password": "remembered now, truly"}).status, 204)

    def test_what_is_kept_holds_no_password_secret_or_code(self):
        browser = add_person(self.site, "kept@example.org", "reporter", password=PASSWORD)
        link = self.link_of("kept@example.org").strip().rpartition("#")[2]
        secret = browser.ask("POST", "/me/second-factor").json()["secret"]
        codes = browser.ask("PUT", "/me/second-factor", {"code": totp(secret)}).json()["recovery_codes"]
        for file in pathlib.Path(self.site.folder).rglob("*"):
            # The database's own files come and go.
            with contextlib.suppress(FileNotFoundError, IsADirectoryError):
                content = file.read_bytes()
                for text in (PASSWORD, link, browser.cookie, *codes):
                    self.assertNotIn(text.encode(), content, file)


class Guessing(SignInTest):
    def test_the_answer_is_the_same_whoever_it_is_about(self):
        add_person(self.site, "real@example.org", "reporter", password=PASSWORD)
        add_person(self.site, "linkonly@example.org", "reporter")
        add_person(self.site, "shut@example.org", "reporter", password=PASSWORD)
        self.site.run("user", "disable", "shut@example.org", check=True)
        answers = []
        for number, (email, password) in enumerate((("real@example.org", "wrong"), ("nobody@example.org", "wrong"), ("linkonly@example.org", "wrong"), ("linkonly@example.org", ""),
                                                    ("shut@example.org", PASSWORD), ("not an address", "wrong"), ("", ""), ("real@example.org\n", PASSWORD))):
            answer = Browser(self.site).ask("POST", "/session", {"email": email, "password": password}, self.from_address(100 + number))
            self.assert_refused(answer)
            answers.append((answer.body, sorted(answer.headers.keys())))
        self.assertEqual(len(set(map(str, answers))), 1, answers)

    def test_it_takes_as_long_whether_there_is_such_a_person_or_not(self):
        people = [f"timed{number}@example.org" for number in range(12)]
        for email in people:
            add_person(self.site, email, "reporter", password=PASSWORD)
        times = {True: [], False: []}

        def alike():
            """Whether the quickest of each are; what else the machine does makes single ones slower."""
            for number, email in enumerate(people):
                for known in (True, False):
                    address = email if known else "un" + email
                    start = time.perf_counter()
                    self.assert_refused(Browser(self.site).ask("POST", "/session", {"email": address, "password": "wrong"}, self.from_address(200 + number)))
                    times[known].append(time.perf_counter() - start)
            # A hash takes some 20 to 50 ms; without one an answer is there in one or two.
            return 0.5 < min(times[False]) / min(times[True]) < 2

        # Two rounds: fewer attempts than make an account or an address wait.
        self.assertTrue(alike() or alike(), times)

    def test_guessing_at_one_account_is_slowed_down_wherever_it_comes_from_and_whether_it_exists(self):
        add_person(self.site, "target@example.org", "reporter", password=PASSWORD)
        for base, email in ((400, "target@example.org"), (500, "no-target@example.org")):
            def guess(number, base=base, email=email):
                return Browser(self.site).ask("POST", "/session", {"email": email, "password": f"guess {number}"}, self.from_address(base + number))

            self.assertEqual([guess(number).status for number in range(10)], [401] * 10, email)
            # Each wait is twice the one before: however slow the machine is, it is soon longer than an answer takes.
            slowed = next(filter(lambda answer: answer.status == 429, map(guess, range(10, 16))), None)
            self.assertIsNotNone(slowed, email)
            self.assertGreaterEqual(int(slowed.headers["retry-after"]), 1)
            self.assertEqual(slowed.headers["content-type"], "application/problem+json")
        # Others are not kept out by it, and who waited gets in.
        add_person(self.site, "bystander@example.org", "reporter", password=PASSWORD)
        self.assertEqual(Browser(self.site).sign_in("bystander@example.org", PASSWORD).status, 200)
        deadline = time.monotonic() + 30
        while (answer := Browser(self.site).ask("POST", "/session", {"email": "target@example.org", "password": PASSWORD}, self.from_address(600))).status == 429:
            self.assertLess(time.monotonic(), deadline)
            time.sleep(int(answer.headers["retry-after"]))
        self.assertEqual(answer.status, 200)

    def test_guessing_from_one_address_is_slowed_down_whomever_it_is_about(self):
        here = {"X-Forwarded-For": "203.0.113.77"}
        statuses = []
        for number in range(45):
            statuses.append(Browser(self.site).ask("POST", "/session", {"email": f"spray{number}@example.org", "password": "Spring spring spring"}, here).status)
            if statuses[-1] == 429:
                break
        self.assertIn(429, statuses)
        self.assertGreaterEqual(statuses.count(401), 30)
        self.assertEqual(Browser(self.site).ask("POST", "/session", {"email": "spray@example.org", "password": "x"}, self.from_address(700)).status, 401)

    def test_many_at_once_are_no_way_around(self):
        add_person(self.site, "flood@example.org", "reporter", password=PASSWORD)
        with concurrent.futures.ThreadPoolExecutor(30) as pool:
            statuses = list(pool.map(lambda number: Browser(self.site).ask("POST", "/session", {"email": "flood@example.org", "password": f"guess {number}"}, self.from_address(800 + number)).status, range(30)))
        self.assertLessEqual(statuses.count(401), 11, statuses)
        self.assertEqual(set(statuses) - {401, 429, 503}, set())


class SecondFactor(SignInTest):
    def with_factor(self, email):
        browser = add_person(self.site, email, "reporter", password=PASSWORD)
        offered = browser.ask("POST", "/me/second-factor").json()
        self.assertIn("secret=" + offered["secret"], offered["uri"])
        self.assertTrue(offered["uri"].startswith("otpauth://totp/"), offered)
        wrong = browser.ask("PUT", "/me/second-factor", {"code": "000000" if totp(offered["secret"]) != "000000" else "111111"})
        self.assert_refused(wrong, 422)
        self.assertEqual(wrong.json()["errors"][0]["pointer"], "/code")
        wait_for_a_step_with_time_left()
        confirmed = browser.ask("PUT", "/me/second-factor", {"code": totp(offered["secret"], step=-1)})
        self.assertEqual(confirmed.status, 200, confirmed)
        codes = confirmed.json()["recovery_codes"]
        self.assertEqual(len(set(codes)), 10)
        return browser, offered["secret"], codes

    def test_with_one_a_password_alone_opens_nothing(self):
        _, secret, _ = self.with_factor("two@example.org")
        browser = Browser(self.site)
        answer = browser.sign_in("two@example.org", PASSWORD)
        self.assertEqual((answer.status, answer.json()["second_factor"]), (200, "needed"))
        half = browser.cookie
        for method, path in (("GET", "/session"), ("GET", "/people"), ("GET", "/sessions"), ("POST", "/me/second-factor"), ("DELETE", "/sessions")):
            self.assertEqual(browser.ask(method, path).status, 401, path)
        self.assertEqual(browser.ask("PUT", "/me/password", {"password": "a fresh good one"}).status, 401)
        self.assertEqual(browser.ask("GET", "/stories?status=draft").status, 401)
        self.assert_refused(browser.ask("POST", "/session/second-factor", {"code": "12345"}))
        passed = browser.ask("POST", "/session/second-factor", {"code": totp(secret)})
        self.assertEqual(passed.status, 200, passed)
        self.assertNotEqual(browser.cookie, half, "the session is a new one")
        self.assertEqual(browser.ask("GET", "/session").status, 200)
        self.assertEqual(self.site.get("/api/v1/session", headers={"Cookie": f"{COOKIE}={half}"}).status, 401)

    def test_a_code_is_good_once_and_a_recovery_code_too(self):
        _, secret, codes = self.with_factor("once@example.org")
        first, second, third = Browser(self.site), Browser(self.site), Browser(self.site)
        for browser in (first, second, third):
            browser.sign_in("once@example.org", PASSWORD)
        code = totp(secret)
        self.assertEqual(first.ask("POST", "/session/second-factor", {"code": code[:3] + " " + code[3:]}).status, 200)
        self.assert_refused(second.ask("POST", "/session/second-factor", {"code": code}))
        self.assertEqual(second.ask("POST", "/session/second-factor", {"code": codes[0].upper()}).status, 200)
        self.assert_refused(third.ask("POST", "/session/second-factor", {"code": codes[0]}))
        self.assertEqual(third.ask("POST", "/session/second-factor", {"code": codes[1]}).status, 200)

    def test_after_some_wrong_codes_the_password_is_needed_again(self):
        _, secret, _ = self.with_factor("wrongs@example.org")
        browser = Browser(self.site)
        browser.sign_in("wrongs@example.org", PASSWORD)
        for number in range(5):
            self.assert_refused(browser.ask("POST", "/session/second-factor", {"code": f"wrong{number}"}))
        self.assert_refused(browser.ask("POST", "/session/second-factor", {"code": totp(secret)}))

    def test_a_link_does_not_get_around_it(self):
        _, secret, _ = self.with_factor("linked@example.org")
        browser = Browser(self.site)
        self.assertEqual(browser.sign_in_with(self.link_of("linked@example.org")).json()["second_factor"], "needed")
        self.assertEqual(browser.ask("GET", "/session").status, 401)
        self.assertEqual(browser.ask("POST", "/session/second-factor", {"code": totp(secret)}).status, 200)
        self.assertEqual(browser.ask("PUT", "/me/password", {"password": "not the one before"}).status, 204)

    def test_removing_it_needs_the_password_and_an_admin_of_the_machine_can(self):
        browser, _, _ = self.with_factor("remove@example.org")
        self.assert_refused(browser.ask("POST", "/me/second-factor"), 409)
        self.assert_refused(browser.ask("DELETE", "/me/second-factor", {"password": "wrong"}), 403)
        self.assert_refused(browser.ask("DELETE", "/me/second-factor", {}), 422)
        self.assertEqual(browser.ask("DELETE", "/me/second-factor", {"password": PASSWORD}).status, 204)
        self.assertEqual(Browser(self.site).sign_in("remove@example.org", PASSWORD).json()["second_factor"], "none")
        self.with_factor("lost@example.org")
        link = self.site.run("user", "link", "lost@example.org", "--forget-second-factor", check=True).stdout
        self.assertEqual(Browser(self.site).sign_in_with(link).json()["second_factor"], "none")


if __name__ == "__main__":
    unittest.main()
