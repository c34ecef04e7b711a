#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Passkeys over HTTP: set up by who is known, good once for each challenge, and refused in one way whatever is wrong."""
import concurrent.futures
import copy
import sqlite3
import unittest

from authenticator import PRESENT, VERIFIED, Authenticator, base64url, from_base64url
from newsroom import CHALLENGE_COOKIE, COOKIE, SITE_URL, Browser, add_person, totp
from stoppress_site import SiteTest, only_on_sqlite

PASSWORD = "heron over quiet water"
RP_ID = "news.example.org"


class PasskeysTest(SiteTest):
    settings = {"site.url": SITE_URL, "server.trusted_proxies": "127.0.0.1"}
    addresses = 0

    def elsewhere(self):
        """Header fields that make a request come from an address of its own, so that tests do not slow each other down."""
        PasskeysTest.addresses += 1
        return {"X-Forwarded-For": f"198.51.{PasskeysTest.addresses // 250}.{PasskeysTest.addresses % 250 + 1}"}

    def with_passkey(self, email, count=0, **options):
        """Somebody new: their browser, which is signed in, and their device."""
        browser = add_person(self.site, email, "reporter", password=PASSWORD, **options)
        device = Authenticator(SITE_URL, RP_ID, count)
        added = self.add(browser, device)
        self.assertEqual(added.status, 201, added)
        return browser, device

    def add(self, browser, device, name="Phone", **changes):
        options = browser.ask("POST", "/me/passkeys/challenge", {})
        self.assertEqual(options.status, 200, options)
        return browser.ask("POST", "/me/passkeys", {"name": name, "credential": device.create(options.json(), **changes)})

    def challenge(self, browser):
        answer = browser.ask("POST", "/session/passkey/challenge")
        self.assertEqual(answer.status, 200, answer)
        return answer.json()

    def sign_in(self, device, browser=None, **changes):
        browser = browser or Browser(self.site)
        return browser.ask("POST", "/session/passkey", {"credential": device.get(self.challenge(browser), **changes)}, self.elsewhere())

    def notes(self):
        if not hasattr(self.site, "notes_token"):
            self.site.notes_token = self.site.token("admin", name="reads-notes")
        return self.site.get("/api/v1/audit?limit=20", token=self.site.notes_token).json()["entries"]

    def assert_refused(self, answer, status=401):
        self.assertEqual(answer.status, status, answer)
        self.assertEqual(answer.headers["content-type"], "application/problem+json")
        self.assertNotIn("set-cookie", answer.headers)


class SettingUp(PasskeysTest):
    def test_a_passkey_is_asked_for_that_needs_no_address_and_knows_its_user(self):
        browser, device = self.with_passkey("ann@example.org", name="Ann Lee")
        options = browser.ask("POST", "/me/passkeys/challenge").json()["publicKey"]
        self.assertEqual(options["rp"]["id"], RP_ID)
        self.assertEqual({key: options["user"][key] for key in ("name", "displayName")}, {"name": "ann@example.org", "displayName": "Ann Lee"})
        self.assertEqual(options["user"]["id"], device.user_handle, "the same each time")
        self.assertEqual(len(from_base64url(options["user"]["id"])), 32)
        self.assertEqual(options["authenticatorSelection"], {"residentKey": "required", "requireResidentKey": True, "userVerification": "required"})
        self.assertEqual((options["attestation"], options["timeout"]), ("none", 300_000))
        self.assertEqual([each["alg"] for each in options["pubKeyCredParams"]], [-7, -8, -257])
        self.assertEqual([each["id"] for each in options["excludeCredentials"]], [base64url(device.id)])

    def test_it_is_listed_renamed_and_removed_by_its_owner_alone_and_noted(self):
        browser, device = self.with_passkey("list@example.org")
        passkey = browser.ask("GET", "/me/passkeys").json()["passkeys"][0]
        self.assertEqual({key: passkey[key] for key in ("name", "last_used_at", "backed_up")}, {"name": "Phone", "last_used_at": None, "backed_up": False})
        other = add_person(self.site, "other@example.org", "admin")
        address = f"/me/passkeys/{passkey['id']}"
        self.assertEqual(other.ask("PATCH", address, {"name": "Mine"}).status, 404)
        self.assertEqual(other.ask("DELETE", address).status, 404)
        self.assertEqual(other.ask("GET", "/me/passkeys").json(), {"passkeys": []})
        self.assertEqual(browser.ask("PATCH", address, {"name": "  کلید   من "}).json()["name"], "کلید من")
        for body in ({}, {"name": ""}, {"name": "x" * 101}, {"name": "a\nb\x00"}, {"name": "a", "person": 1}):
            self.assert_refused(browser.ask("PATCH", address, body), 422)
        self.assertEqual(self.sign_in(device).status, 200)
        self.assertIsNotNone(browser.ask("GET", "/me/passkeys").json()["passkeys"][0]["last_used_at"])
        self.assertEqual(browser.ask("DELETE", address).status, 204)
        self.assert_refused(self.sign_in(device))
        mine = [(note["action"], note["detail"]) for note in self.notes() if note["subject"] == "list@example.org"]
        self.assertIn(("passkey.add", "Phone"), mine)
        self.assertIn(("passkey.rename", "Phone -> کلید من"), mine)
        self.assertIn(("passkey.remove", "کلید من"), mine)
        self.assertIn(("session.begin", 'passkey "کلید من"'), mine)

    def test_a_session_that_began_a_while_ago_needs_the_password(self):
        only_on_sqlite()
        browser, _ = self.with_passkey("proof@example.org")
        fresh = Browser(self.site)
        self.assertEqual(fresh.sign_in("proof@example.org", PASSWORD).status, 200)
        self.assertEqual(fresh.ask("POST", "/me/passkeys/challenge").status, 200, "signed in just now")
        self.assert_refused(fresh.ask("POST", "/me/passkeys/challenge", {"password": "wrong"}), 403)
        self.assertEqual(fresh.ask("POST", "/me/passkeys/challenge", {"password": PASSWORD}).status, 200)
        self.assert_refused(fresh.ask("POST", "/me/passkeys/challenge", {"more": 1}), 422)
        number = browser.ask("GET", "/me/passkeys").json()["passkeys"][0]["id"]
        self.age_sessions()
        for method, path in (("POST", "/me/passkeys/challenge"), ("DELETE", f"/me/passkeys/{number}")):
            answer = fresh.ask(method, path)
            self.assert_refused(answer, 403)
            self.assertEqual(answer.json()["errors"][0]["pointer"], "/password")
            self.assert_refused(fresh.ask(method, path, {"password": "wrong"}), 403)
        self.assertEqual(fresh.ask("POST", "/me/passkeys/challenge", {"password": PASSWORD}).status, 200)
        self.assertEqual(fresh.ask("PATCH", f"/me/passkeys/{number}", {"name": "A name needs none"}).status, 200)
        self.assertEqual(fresh.ask("DELETE", f"/me/passkeys/{number}", {"password": PASSWORD}).status, 204)

    def age_sessions(self):
        """As if all had begun eleven minutes ago."""
        with sqlite3.connect(f"{self.site.folder}/credentials.db") as database:
            database.execute("UPDATE session SET created_at = created_at - 660000")
        database.close()

    def test_a_challenge_sets_up_one_passkey_in_the_session_that_asked(self):
        browser = add_person(self.site, "once@example.org", "reporter", password=PASSWORD)
        options = browser.ask("POST", "/me/passkeys/challenge").json()
        body = {"name": "First", "credential": Authenticator(SITE_URL, RP_ID).create(options)}
        there = Browser(self.site)
        self.assertEqual(there.sign_in("once@example.org", PASSWORD).status, 200)
        self.assert_refused(there.ask("POST", "/me/passkeys", body), 422)
        self.assertEqual(browser.ask("POST", "/me/passkeys", body).status, 201)
        self.assert_refused(browser.ask("POST", "/me/passkeys", body), 409)
        self.assert_refused(browser.ask("POST", "/me/passkeys", {"name": "Second", "credential": Authenticator(SITE_URL, RP_ID).create(options)}), 409)
        self.assertEqual(len(browser.ask("GET", "/me/passkeys").json()["passkeys"]), 1)
        device = Authenticator(SITE_URL, RP_ID)
        self.assert_refused(self.add(browser, device, challenge=self.challenge(Browser(self.site))["publicKey"]["challenge"]), 422)

    def test_what_is_no_passkey_of_this_site_is_refused_and_named(self):
        browser = add_person(self.site, "bad@example.org", "reporter", password=PASSWORD)
        cases = [({"origin": "https://evil.example"}, "origin"), ({"kind": "webauthn.get"}, "type"), ({"crossOrigin": True}, "origin"), ({"challenge": "AAAA"}, "too long"),
                 ({"flags": PRESENT}, "verification"), ({"flags": VERIFIED}, "presence"), ({"data": b""}, "malformed"), ({"data": b"\x9b\0\0\0\x10\0\0\0\0"}, "malformed"),
                 ({"data": b"\xa1\x68authData\x9b\0\0\0\x10\0\0\0\0"}, "malformed")]
        for changes, reason in cases:
            with self.subTest(changes=changes):
                answer = self.add(browser, Authenticator(SITE_URL, RP_ID), **changes)
                self.assert_refused(answer, 422)
                self.assertEqual(answer.json()["errors"][0]["pointer"], "/credential")
                self.assertIn(reason, answer.json()["errors"][0]["detail"])
        foreign = Authenticator(SITE_URL, "evil.example")
        self.assert_refused(self.add(browser, foreign), 422)
        for body in ({}, {"name": "a"}, {"name": "a", "credential": None}, {"name": "a", "credential": []}, {"name": "a", "credential": {"type": "public-key"}}):
            self.assert_refused(browser.ask("POST", "/me/passkeys", body), 422)
        self.assertEqual(browser.ask("GET", "/me/passkeys").json(), {"passkeys": []})

    def test_nobody_has_more_than_twenty_or_one_that_is_somebody_elses(self):
        browser, device = self.with_passkey("twenty@example.org")
        other = add_person(self.site, "second-owner@example.org", "reporter")
        self.assert_refused(self.add(other, device), 409)
        for _ in range(19):
            self.assertEqual(self.add(browser, Authenticator(SITE_URL, RP_ID)).status, 201)
        self.assert_refused(self.add(browser, Authenticator(SITE_URL, RP_ID)), 409)

    def test_the_command_line_forgets_those_of_a_stolen_device(self):
        browser, device = self.with_passkey("stolen@example.org")
        link = self.site.run("user", "link", "stolen@example.org", "--forget-passkeys", check=True).stdout
        self.assert_refused(self.sign_in(device))
        self.assertEqual(browser.ask("GET", "/session").status, 401)
        self.assertEqual(Browser(self.site).sign_in_with(link).status, 200)


class SigningIn(PasskeysTest):
    def test_it_stands_for_password_and_second_factor_and_begins_a_session_of_its_own(self):
        browser, device = self.with_passkey("factor@example.org")
        secret = browser.ask("POST", "/me/second-factor").json()["secret"]
        self.assertEqual(browser.ask("PUT", "/me/second-factor", {"code": totp(secret)}).status, 200)
        fresh = Browser(self.site)
        challenge = fresh.ask("POST", "/session/passkey/challenge")
        self.assertEqual(challenge.json()["publicKey"]["allowCredentials"], [])
        self.assertEqual((challenge.json()["publicKey"]["rpId"], challenge.json()["publicKey"]["userVerification"]), (RP_ID, "required"))
        self.assertRegex(challenge.headers["set-cookie"], rf"^{CHALLENGE_COOKIE}=[\w-]{{43}}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=300$")
        self.assertEqual(challenge.headers["cache-control"], "no-store")
        answer = fresh.ask("POST", "/session/passkey", {"credential": device.get(challenge.json())})
        self.assertEqual(answer.status, 200, answer)
        self.assertEqual((answer.json()["person"]["email"], answer.json()["second_factor"]), ("factor@example.org", "none"))
        self.assertRegex(answer.headers["set-cookie"], rf"^{COOKIE}=[\w-]{{43}}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=\d+$")
        self.assertEqual(fresh.ask("GET", "/session").status, 200)
        first = fresh.cookie
        self.assertEqual(self.sign_in(device, fresh).status, 200)
        self.assertNotEqual(fresh.cookie, first)
        self.assertEqual(self.site.get("/api/v1/session", headers={"Cookie": f"{COOKIE}={first}"}).status, 401, "the browser has another one now")

    def test_a_password_is_still_good(self):
        self.with_passkey("both@example.org")
        self.assertEqual(Browser(self.site).sign_in("both@example.org", PASSWORD).status, 200)

    def test_what_was_sent_once_is_good_no_longer(self):
        _, device = self.with_passkey("replay@example.org")
        browser = Browser(self.site)
        credential = device.get(self.challenge(browser))
        self.assertEqual(browser.ask("POST", "/session/passkey", {"credential": credential}).status, 200)
        self.assert_refused(browser.ask("POST", "/session/passkey", {"credential": credential}))
        challenge = self.challenge(browser)
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            body = {"credential": device.get(challenge)}
            statuses = list(pool.map(lambda fields: self.at_once(browser, body, fields), [self.elsewhere() for _ in range(6)]))
        self.assertEqual(sorted(statuses), [200] + [401] * 5)

    def at_once(self, browser, body, fields):
        headers = {**fields, "Origin": SITE_URL, "Cookie": f"{CHALLENGE_COOKIE}={browser.challenge_cookie}"}
        return self.site.post("/api/v1/session/passkey", body, headers=headers).status

    def test_a_challenge_is_good_in_the_browser_that_asked_for_it_in_any_of_its_windows(self):
        _, device = self.with_passkey("windows@example.org")
        browser = Browser(self.site)
        first, second = self.challenge(browser), self.challenge(browser)
        self.assertEqual(browser.ask("POST", "/session/passkey", {"credential": device.get(first)}).status, 200)
        self.assertEqual(browser.ask("POST", "/session/passkey", {"credential": device.get(second)}).status, 200)
        for cookie in (None, "A" * 43, "short"):
            stranger = Browser(self.site)
            stranger.challenge_cookie = cookie
            self.assert_refused(stranger.ask("POST", "/session/passkey", {"credential": device.get(self.challenge(browser))}, self.elsewhere()))
        setting_up = self.people_challenge("windows2@example.org")
        self.assert_refused(browser.ask("POST", "/session/passkey", {"credential": device.get(setting_up)}))

    def people_challenge(self, email):
        return add_person(self.site, email, "reporter").ask("POST", "/me/passkeys/challenge").json()

    def test_the_answer_is_the_same_whatever_is_wrong(self):
        browser, device = self.with_passkey("known@example.org")
        _, shut = self.with_passkey("shut@example.org")
        self.site.run("user", "disable", "shut@example.org", check=True)
        _, other = self.with_passkey("someone@example.org")
        stranger = Authenticator(SITE_URL, RP_ID)
        stranger.user_handle = base64url(b"nobody")
        forger = copy.copy(device)
        forger.key = stranger.key
        password = Browser(self.site).ask("POST", "/session", {"email": "known@example.org", "password": "wrong"}, self.elsewhere())
        self.assert_refused(password)
        answers = [password]
        reasons = []

        def refuse(reason, device, alter=None, **changes):
            there = Browser(self.site)
            credential = device.get(self.challenge(there), **changes)
            if alter:
                alter(credential)
            answer = there.ask("POST", "/session/passkey", {"credential": credential}, self.elsewhere())
            with self.subTest(reason=reason):
                self.assert_refused(answer)
            answers.append(answer)
            reasons.append(reason)

        handles = iter(base64url(f"handle {number}".encode()) for number in range(100))
        refuse("passkey: unknown", stranger)
        refuse("passkey: wrong signature", forger)
        refuse("disabled", shut)
        refuse("passkey: it belongs to another account (userHandle)", device, user_handle=other.user_handle)
        refuse("passkey: wrong origin", device, origin="https://evil.example", user_handle=next(handles))
        refuse("passkey: client data has the wrong type", device, kind="webauthn.create", user_handle=next(handles))
        refuse("passkey: embedded in a page of another origin", device, crossOrigin=True, user_handle=next(handles))
        refuse("passkey: it belongs to another site (rpIdHash)", device, rp_id="evil.example", user_handle=next(handles))
        refuse("passkey: user verification was not performed", device, flags=PRESENT, user_handle=next(handles))
        refuse("passkey: user presence was not confirmed", device, flags=VERIFIED, user_handle=next(handles))
        refuse("passkey: the challenge has expired or belongs to another browser", device, challenge=base64url(bytes(72)), user_handle=next(handles))
        refuse("passkey: the challenge has expired or belongs to another browser", device, challenge="", user_handle=next(handles))
        for value in (None, 1, "", "not base64url!", "A" * 12_000, [], {}):
            for member in ("clientDataJSON", "authenticatorData", "signature", "userHandle"):
                def alter(credential, member=member, value=value):
                    credential["response"]["userHandle"] = next(handles)
                    credential["response"][member] = value
                if member == "userHandle" and value == "":
                    continue
                refuse(None, device, alter)
                next(handles)
        for value in ({}, [], None, "x", 1, {"type": "public-key"}, {"type": "password"}):
            answer = Browser(self.site).ask("POST", "/session/passkey", {"credential": value}, self.elsewhere())
            self.assert_refused(answer)
            answers.append(answer)
        self.assertEqual(len({(answer.status, answer.body, tuple(sorted(answer.headers.keys()))) for answer in answers}), 1)
        noted = {note["detail"] for note in self.site.get("/api/v1/audit?limit=200", token=self.site.token("admin", name="reads-all")).json()["entries"]}
        for reason in filter(None, reasons):
            self.assertIn(reason, noted)
        self.assertEqual(self.sign_in(device).status, 200, "it is good, still")

    def test_what_is_no_request_at_all_is_named(self):
        browser = Browser(self.site)
        for body in ({}, {"credential": {}, "more": 1}):
            self.assert_refused(browser.ask("POST", "/session/passkey", body), 422)
        headers = {"Content-Type": "application/json", "Origin": SITE_URL}
        self.assertEqual(self.site.post("/api/v1/session/passkey", "{", headers=headers).status, 400)
        self.assertEqual(self.site.post("/api/v1/session/passkey", "x" * 70_000, headers=headers).status, 413)

    def test_a_counter_that_goes_back_is_refused_and_noted(self):
        _, device = self.with_passkey("counter@example.org", count=5)
        self.assertEqual(self.sign_in(device).status, 200)
        self.assertEqual(self.sign_in(device).status, 200)
        clone = copy.copy(device)
        clone.count = 6
        self.assert_refused(self.sign_in(clone, count=False))
        note = next(note for note in self.notes() if note["subject"] == "counter@example.org")
        self.assertEqual(note["action"], "session.refused")
        self.assertIn("counter went from 7 to 6", note["detail"])
        self.assertEqual(self.sign_in(device).status, 200)

    def test_who_is_disabled_is_let_in_again_once_enabled(self):
        _, device = self.with_passkey("back@example.org")
        self.site.run("user", "disable", "back@example.org", check=True)
        self.assert_refused(self.sign_in(device))
        self.site.run("user", "enable", "back@example.org", check=True)
        self.assertEqual(self.sign_in(device).status, 200)

    def test_trying_is_slowed_down_for_each_account_and_each_address(self):
        _, device = self.with_passkey("slow@example.org")
        forger = copy.copy(device)
        forger.key = Authenticator(SITE_URL, RP_ID).key
        nobody = Authenticator(SITE_URL, RP_ID)
        nobody.user_handle = base64url(b"nobody at all")
        for who in (forger, nobody):
            answers = [self.sign_in(who) for _ in range(12)]
            self.assertEqual([answer.status for answer in answers[:10]], [401] * 10)
            slowed = next(answer for answer in answers[10:] if answer.status == 429)
            self.assertGreater(int(slowed.headers["retry-after"]), 0)
        self.assertEqual(Browser(self.site).sign_in("slow@example.org", PASSWORD).status, 200, "a password is another door")
        fields = self.elsewhere()
        statuses = []
        for number in range(40):
            browser = Browser(self.site)
            nobody.user_handle = base64url(f"nobody {number}".encode())
            statuses.append(browser.ask("POST", "/session/passkey", {"credential": nobody.get(self.challenge(browser))}, fields).status)
        self.assertEqual(set(statuses[:30]), {401})
        self.assertIn(429, statuses[30:])

    def test_another_sites_page_cannot_do_any_of_it(self):
        browser, device = self.with_passkey("csrf@example.org")
        number = browser.ask("GET", "/me/passkeys").json()["passkeys"][0]["id"]
        fresh = Browser(self.site)
        credential = device.get(self.challenge(fresh))
        for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Origin": SITE_URL + ".evil.example"}, {"Sec-Fetch-Site": "cross-site", "Origin": ""}):
            with self.subTest(headers=headers):
                for method, path, body in (("POST", "/me/passkeys/challenge", {}), ("POST", "/me/passkeys", {"name": "a", "credential": {}}),
                                           ("PATCH", f"/me/passkeys/{number}", {"name": "a"}), ("DELETE", f"/me/passkeys/{number}", None)):
                    self.assert_refused(browser.ask(method, path, body, headers), 403)
                self.assert_refused(fresh.ask("POST", "/session/passkey/challenge", None, headers), 403)
                self.assert_refused(fresh.ask("POST", "/session/passkey", {"credential": credential}, headers), 403)
        self.assertEqual(fresh.ask("POST", "/session/passkey", {"credential": credential}).status, 200, "nothing of it was done")

    def test_a_host_that_a_request_names_changes_nothing(self):
        _, device = self.with_passkey("host@example.org")
        foreign = Authenticator("https://evil.example", "evil.example")
        foreign.key, foreign.id, foreign.user_handle = device.key, device.id, device.user_handle
        browser = Browser(self.site)
        fields = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "Forwarded": "host=evil.example", **self.elsewhere()}
        answer = browser.ask("POST", "/session/passkey/challenge", None, fields)
        self.assertEqual(answer.json()["publicKey"]["rpId"], RP_ID)
        self.assert_refused(browser.ask("POST", "/session/passkey", {"credential": foreign.get(answer.json())}, fields))


class AddressOfNumbers(SiteTest):
    settings = {"site.url": "http://127.0.0.1:8080"}

    def test_it_has_no_passkeys_and_says_why(self):
        answer = self.site.post("/api/v1/session/passkey/challenge", None, headers={"Origin": "http://127.0.0.1:8080"})
        self.assertEqual(answer.status, 409, answer)
        self.assertIn("site.url", answer.json()["detail"])


if __name__ == "__main__":
    unittest.main()
