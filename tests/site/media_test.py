#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The library of media over the API: what is sent in is made anew and shown in the width that fits, and only those may change a file who should."""
import fcntl
import hashlib
import os
import re
import unittest
import urllib.parse

import pictures
from api_test import ApiTest
from stoppress_site import SiteTest, Site, eventually, run

BODY = "![A boat]({url})"


class MediaTest(ApiTest):
    settings = {"views.repeat_minutes": 0, "site.url": "https://paper.test"}

    def send(self, data, kind="image/png", token=None, expect=None, to="/media", **words):
        query = "?" + urllib.parse.urlencode(words) if words else ""
        return self.ask("POST", to + query, body=data, token=token or self.tokens["editor"], headers={"Content-Type": kind}, expect=expect)

    def add(self, width=900, height=600, seed=None, token=None, **words):
        MediaTest.seed = getattr(MediaTest, "seed", 0) + 1
        return self.send(pictures.png(width, height, MediaTest.seed if seed is None else seed), token=token, expect=201, **words).json()

    def photograph(self, width=1300, height=870):
        """A JPEG, of the program's own making."""
        medium = self.add(width, height)
        return self.site.get(next(file["url"] for file in (medium, *medium["renditions"]) if file["type"] == "image/jpeg")).body

    def story_with(self, *media, lead=None, token=None):
        text = "\n\n".join(BODY.format(url=medium["url"]) for medium in media)
        fields = {"body": {"format": "markdown", "content": text or "Text."}}
        if lead:
            fields["lead_image"] = {"source": lead["url"], "alt": "The lead"}
        return self.make(token=token, **fields)

    def publish_with(self, *media, lead=None):
        story = self.story_with(*media, lead=lead)
        return self.ask("POST", f"/stories/{story['id']}/publish", {}, self.tokens["editor"], expect=200).json()


class Uploads(MediaTest):
    def test_a_refused_file_says_why_by_a_code_with_its_values(self):
        heic = b"\0\0\0\x18ftypheic" + bytes(64)
        wide = pictures.plain_png(20_000, 6_000)
        for data, status, code, values in (
                (heic, 415, "file-heic", None), (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 415, "file-svg", None), (b"Only words.", 415, "file-type", None),
                (pictures.png(300, 200, 7100)[:400], 422, "file-broken", None), (wide, 422, "picture-too-large", {"limit": 100}),
                (pictures.gif(400), 422, "picture-too-complex", None)):
            with self.subTest(code=code):
                problem = self.send(data, "application/octet-stream", expect=status).json()
                self.assertEqual((problem["code"], problem.get("values")), (code, values), problem)

    def test_the_size_of_the_original_is_kept_beside_that_of_what_readers_get(self):
        data = pictures.png(3000, 900, 7110)
        medium = self.send(data, expect=201, filename="wide.png").json()
        self.assertEqual(medium["original"], {"type": "image/png", "width": 3000, "height": 900, "size": len(data)})
        self.assertLess(medium["width"], 3000)
        fresh = pictures.png(400, 500, 7111)
        replaced = self.send(fresh, to=f"/media/{medium['id']}/replace", expect=200).json()
        self.assertEqual(replaced["original"], {"type": "image/png", "width": 400, "height": 500, "size": len(fresh)})
        self.ask("PATCH", f"/media/{medium['id']}", {"alt": "A wide view"}, self.tokens["editor"], expect=200)
        self.assertEqual(self.ask("GET", f"/media/{medium['id']}", token=self.tokens["editor"], expect=200).json()["original"], replaced["original"])
        pdf = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
        self.assertEqual(self.send(pdf, "application/pdf", expect=201).json()["original"], {"type": "application/pdf", "width": None, "height": None, "size": len(pdf)})

    def test_the_bytes_decide_whatever_type_is_claimed(self):
        self.assertEqual(self.send(pictures.png(60, 40, 7101), "image/jpeg", expect=201, filename="a.jpg").json()["filename"], "a.jpg")
        self.send(pictures.png(60, 40, 7102), "image/heic", expect=415)

    def test_a_picture_is_made_in_all_widths_that_pages_show(self):
        made = self.send(pictures.png(2400, 1600, 7001), expect=201, filename="C:\\Pictures\\Boat 1.PNG", alt="A boat", credit="Ann Lee", caption="At  sea")
        medium = made.json()
        self.assertEqual(made.headers["location"], f"/api/v1/media/{medium['id']}")
        self.assertEqual((medium["type"], medium["width"], medium["height"]), ("image/jpeg", 1280, 853))
        self.assertEqual((medium["filename"], medium["alt"], medium["credit"], medium["caption"]), ("Boat 1.PNG", "A boat", "Ann Lee", "At sea"))
        self.assertEqual((medium["created_by"], medium["used_by"], medium["focal_point"]), ("editor", 0, None))
        widths = {kind: [r["width"] for r in medium["renditions"] if r["type"] == kind] for kind in ("image/avif", "image/webp")}
        self.assertEqual(widths["image/webp"], [320, 640, 960, 1280, 1920])
        self.assertEqual(widths["image/avif"], [320, 640, 960, 1280, 1920], "Debian's libvips makes AVIF")
        self.assertTrue(medium["placeholder"].startswith("data:image/webp;base64,"))
        self.assertLessEqual(len(medium["placeholder"]), 1024)
        for file in [medium, *medium["renditions"]]:
            answer = self.site.get(file["url"])
            self.assertEqual((answer.status, answer.headers["content-type"], len(answer.body)), (200, file["type"], file["size"]))
            self.assertEqual(hashlib.sha256(answer.body).hexdigest(), file["url"].split("/")[2].split(".")[0])
            for sign in (b"Exif", b"ICCP", b"http://", b"libvips"):
                self.assertNotIn(sign, answer.body)
        self.assertEqual(self.ask("GET", f"/media/{medium['id']}", token=self.tokens["contributor"], expect=200).json(), medium)

    def test_the_same_bytes_are_taken_once(self):
        data = pictures.png(200, 100, 7002)
        first = self.send(data, expect=201, alt="First").json()
        self.assertEqual(self.send(data, expect=200, alt="Second", token=self.tokens["contributor"]).json(), first)

    def test_the_original_is_kept_and_never_served(self):
        data = pictures.png(60, 40, 7003, more=pictures.chunk(b"tEXt", b"Comment\0taken at the source's house"))
        self.send(data, expect=201)
        name = hashlib.sha256(data).hexdigest() + ".png"
        with open(os.path.join(self.site.folder, "media", "originals", name), "rb") as kept:
            self.assertEqual(kept.read(), data)
        for path in ("/media/" + name, "/media/originals/" + name):
            self.assertEqual(self.site.get(path).status, 404)

    def test_a_transparent_picture_stays_so_and_nothing_is_made_larger(self):
        medium = self.send(pictures.png(900, 500, 7004, alpha=True), expect=201).json()
        self.assertEqual((medium["type"], medium["placeholder"]), ("image/png", None))
        self.assertEqual(max(r["width"] for r in medium["renditions"]), 900)
        small = self.add(50, 30)
        self.assertEqual({r["width"] for r in small["renditions"]}, {50})

    def test_others_get_a_picture_that_is_neither_transparent_nor_moves(self):
        for name, medium in (("transparent", self.send(pictures.png(900, 500, 7105, alpha=True), expect=201).json()),
                             ("moving", self.send(pictures.gif(4), "image/gif", expect=201).json())):
            with self.subTest(name):
                cards = [r for r in medium["renditions"] if r["type"] == "image/jpeg"]
                self.assertEqual([(r["width"], r["height"]) for r in cards], [(medium["width"], medium["height"])])
                card = cards[0]["url"]
                self.assertTrue(self.site.get(card).body.startswith(b"\xff\xd8\xff"))
                page = self.site.get(self.publish_with(lead=medium)["url"]).text
                self.assertRegex(page, f'<meta property="og:image" content="[^"]*{card}">')
                self.assertRegex(page, f'"image":\\["[^"]*{card}"\\]')
                self.assertNotIn(f'{card} {medium["width"]}w', page)  # readers' browsers get what is transparent or moves
                for feed in ("/feed.xml", "/feed.json", "/atom.xml"):
                    self.assertIn(card, self.site.get(feed).text)
                    self.assertNotIn(medium["url"], self.site.get(feed).text)

    def test_credit_and_copyright_are_taken_from_the_file_unless_they_are_given(self):
        jpeg = self.photograph(300, 200)
        told = jpeg[:2] + pictures.iptc(by_line="Ann Lee", credit="Harbour Press", copyright="© Harbour Press") + jpeg[2:]
        medium = self.send(told, "image/jpeg", expect=201).json()
        self.assertEqual((medium["credit"], medium["copyright"]), ("Ann Lee/Harbour Press", "© Harbour Press"))
        self.assertNotIn(b"Harbour", self.site.get(medium["url"]).body)
        told = jpeg[:2] + pictures.iptc(credit="Somebody", copyright="Else") + jpeg[2:]
        medium = self.send(told, "image/jpeg", expect=201, credit="Bo Ek").json()
        self.assertEqual((medium["credit"], medium["copyright"]), ("Bo Ek", "Else"))

    def test_caption_and_alternative_text_are_proposed_from_the_file_and_never_replace_what_was_written(self):
        jpeg = self.photograph(300, 200)
        text = '<{0}><rdf:Alt><rdf:li xml:lang="x-default">{1}</rdf:li></rdf:Alt></{0}>'.format
        said = pictures.xmp(text("dc:description", "بندر در شب") + text("core:AltTextAccessibility", "Boats &amp; lights"))
        medium = self.send(jpeg[:2] + said + pictures.iptc(caption="The harbour") + jpeg[2:], "image/jpeg", expect=201).json()
        self.assertEqual((medium["caption"], medium["alt"]), ("بندر در شب", "Boats & lights"))
        self.assertNotIn("بندر".encode(), self.site.get(medium["url"]).body)
        medium = self.send(jpeg[:2] + pictures.iptc(caption="The harbour\r\nat night\u202e") + jpeg[2:], "image/jpeg", expect=201).json()
        self.assertEqual((medium["caption"], medium["alt"]), ("The harbour at night", ""))
        given = self.send(jpeg[:2] + said + jpeg[2:], "image/jpeg", expect=201, caption="Ours").json()
        self.assertEqual((given["caption"], given["alt"]), ("Ours", "Boats & lights"))
        # XML with entities or an end that is missing says nothing, and the picture is taken.
        for broken in (pictures.xmp("<dc:description>&nothing;</dc:description>"), pictures.xmp("<dc:description>Harbour")):
            self.assertEqual(self.send(jpeg[:2] + broken + jpeg[2:], "image/jpeg", expect=201).json()["caption"], "")
        # Of a picture that takes another's place, only fields that are empty are filled.
        another = self.photograph(300, 200)
        another = another[:2] + pictures.iptc(caption="Another", credit="Press") + another[2:]
        answer = self.send(another, "image/jpeg", to=f"/media/{given['id']}/replace", expect=200)
        self.assertEqual((answer.json()["caption"], answer.json()["alt"], answer.json()["credit"]), ("Ours", "Boats & lights", "Press"))

    def test_an_animation_keeps_moving(self):
        medium = self.send(pictures.gif(3), "image/gif", expect=201).json()
        self.assertEqual((medium["type"], [r["type"] for r in medium["renditions"]], medium["placeholder"]), ("image/webp", ["image/jpeg"], None))
        self.assertIn(b"ANIM", self.site.get(medium["url"]).body)

    def test_documents_leave_as_downloads(self):
        kind, data = "application/pdf", b"%PDF-1.7\n" + bytes(500)
        medium = self.send(data, kind, expect=201, filename="x").json()
        self.assertEqual((medium["type"], medium["size"], medium["width"], medium["renditions"], medium["recording"]), (kind, len(data), None, [], None))
        answer = self.site.get(medium["url"])
        self.assertEqual((answer.status, answer.body, answer.headers["content-type"]), (200, data, kind))
        self.assertEqual(answer.headers["content-disposition"], "attachment")
        self.assertEqual(answer.headers["x-content-type-options"], "nosniff")
        self.assertIn("sandbox", answer.headers["content-security-policy"])
        part = self.site.get(medium["url"], headers={"Range": "bytes=2-5"})
        self.assertEqual((part.status, part.body), (206, data[2:6]))

    def test_words_of_an_upload_are_checked_by_name(self):
        for words in ({"alt": "x" * 1001}, {"credit": "x" * 501}, {"caption": "x" * 2001}, {"filename": "x" * 201}, {"alt": "a\x1bb"}, {"colour": "red"}):
            answer = self.send(pictures.png(5, 5, 7005), expect=400, **words)
            self.assertEqual(self.pointers(answer), list(words))


class Library(MediaTest):
    def test_the_list_is_searched_and_paged(self):
        ids = [self.add(20, 10, alt=f"Lighthouse {number}", filename=f"lh-{number}.png", caption="MÜNDUNG" if number == 2 else "")["id"] for number in range(5)]
        ask = lambda **query: self.ask("GET", "/media?" + urllib.parse.urlencode(query), token=self.tokens["contributor"], expect=200).json()
        found = ask(q="lighthouse", limit=2)
        self.assertEqual([medium["id"] for medium in found["media"]], ids[:2:-1])
        rest = ask(q="LIGHThouse", limit=50, cursor=found["next"])
        self.assertEqual(([medium["id"] for medium in rest["media"]], rest["next"]), (ids[2::-1], None))
        self.assertEqual([medium["id"] for medium in ask(q="mündung lighthouse")["media"]], [ids[2]])
        self.assertEqual(ask(q="lighthouse", type="audio")["media"], [])
        self.assertEqual(len(ask(q="lighthouse", type="image")["media"]), 5)
        self.assertEqual(ask(q="%")["media"], [])
        for query in ("type=film", "limit=0", "limit=101", "cursor=x", "cursor=-1", "q=" + "x" * 201, "order=size"):
            self.ask("GET", "/media?" + query, token=self.tokens["editor"], expect=400)

    def test_words_and_focal_point_change(self):
        medium = self.add(30, 20, alt="Old")
        path = f"/media/{medium['id']}"
        changed = self.ask("PATCH", path, {"alt": "New", "caption": None, "copyright": "©", "focal_point": {"x": 0.25, "y": 1}}, self.tokens["editor"], expect=200).json()
        self.assertEqual((changed["alt"], changed["caption"], changed["copyright"], changed["focal_point"]), ("New", "", "©", {"x": 0.25, "y": 1}))
        self.assertEqual(self.ask("PATCH", path, {"focal_point": None}, self.tokens["editor"], expect=200).json()["focal_point"], None)
        cases = {"/focal_point/x": {"focal_point": {"x": 2, "y": 0}}, "/focal_point/y": {"focal_point": {"x": 0}}, "/focal_point": {"focal_point": "left"},
                 "/focal_point/z": {"focal_point": {"x": 0, "y": 0, "z": 0}}, "/alt": {"alt": "x" * 1001}, "/url": {"url": "/x"}, "/caption": {"caption": 7}}
        for pointer, fields in cases.items():
            with self.subTest(pointer=pointer):
                self.assertEqual(self.pointers(self.ask("PATCH", path, fields, self.tokens["editor"], expect=422)), [pointer])
        self.ask("PATCH", "/media/999999", {"alt": "x"}, self.tokens["editor"], expect=404)

    def test_a_piece_becomes_a_picture_of_its_own_as_it_was_seen(self):
        # Each pixel says where it is. Stored on its side, as a camera held upright does: seen 40 wide and 60 high.
        data = pictures.places_png(60, 40, orientation=6)
        original = self.send(data, expect=201, filename="harbour.png", alt="A boat", caption="At sea", credit="Ann", copyright="The Paper").json()
        self.assertEqual((original["original"]["width"], original["original"]["height"], original["crop"]), (40, 60, None))
        editor, path = self.tokens["editor"], f"/media/{original['id']}"
        self.ask("PATCH", path, {"focal_point": {"x": 0.25, "y": 0.5}}, editor, expect=200)
        area = {"x": 5, "y": 12, "width": 20, "height": 30}
        reporter = self.tokens["reporter"]
        answer = self.ask("POST", path + "/crop", area, reporter, {"Idempotency-Key": '"crop-1"'}, expect=201)
        piece = answer.json()
        self.assertEqual(answer.headers["location"], f"/api/v1/media/{piece['id']}")
        self.assertEqual(piece["crop"], {"made_from": original["id"], **area, "rotate": 0})
        self.assertEqual({key: piece[key] for key in ("alt", "caption", "credit", "copyright")}, {key: original[key] for key in ("alt", "caption", "credit", "copyright")})
        self.assertEqual((piece["filename"], piece["original"]["type"], piece["width"], piece["height"], piece["used_by"]), ("harbour-crop.png", "image/png", 20, 30, 0))
        self.assertEqual(piece["focal_point"], {"x": 0.25, "y": 0.6})
        self.assertNotEqual(piece["created_by"], original["created_by"])
        shown = self.pixels(original)
        self.assertEqual(shown, [[pictures.place_colour(y, 39 - x) for x in range(40)] for y in range(60)], "upright, and in its colours")
        self.assertEqual(self.pixels(piece), [shown[y][5:25] for y in range(12, 42)])
        # The same again is the same picture, by key and without.
        self.assertEqual(self.ask("POST", path + "/crop", area, reporter, {"Idempotency-Key": '"crop-1"'}, expect=201).body, answer.body)
        self.assertEqual(self.ask("POST", path + "/crop", {**area, "rotate": 0}, editor, expect=200).json(), piece)
        # Then turned clockwise: its lower left corner is the upper left one.
        turned = self.ask("POST", path + "/crop", {**area, "rotate": 90}, editor, expect=201).json()
        self.assertEqual((turned["width"], turned["height"], turned["focal_point"]), (30, 20, {"x": 0.4, "y": 0.25}))
        self.assertEqual(self.pixels(turned), [[shown[y][x] for y in range(41, 11, -1)] for x in range(5, 25)])
        # A piece of a piece, the whole picture, and what lists say.
        smaller = self.ask("POST", f"/media/{piece['id']}/crop", {"x": 0, "y": 10, "width": 20, "height": 10}, editor, expect=201).json()
        self.assertEqual((smaller["crop"]["made_from"], smaller["filename"]), (piece["id"], "harbour-crop.png"))
        self.assertEqual(self.pixels(smaller), [shown[y][5:25] for y in range(22, 32)])
        self.assertEqual(self.ask("POST", path + "/crop", {"x": 0, "y": 0, "width": 40, "height": 60}, editor, expect=200).json()["id"], original["id"])
        by_address = lambda address: [medium["id"] for medium in self.ask("GET", "/media?" + urllib.parse.urlencode({"address": address}), token=editor, expect=200).json()["media"]]
        self.assertEqual((by_address(piece["url"]), by_address("/media/" + "0" * 64 + ".png"), by_address("harbour")), ([piece["id"]], [], []))
        listed = {medium["id"]: medium["crop"] for medium in self.ask("GET", "/media?limit=4", token=editor, expect=200).json()["media"]}
        self.assertEqual(listed, {original["id"]: None, piece["id"]: piece["crop"], turned["id"]: turned["crop"], smaller["id"]: smaller["crop"]})
        notes = [note for note in self.ask("GET", "/audit?limit=10", token=self.tokens["admin"], expect=200).json()["entries"] if note["action"] == "media.crop"]
        self.assertEqual([(note["subject"], note["detail"]) for note in notes], [(f"file {piece['id']}", "harbour-crop.png")] + [(f"file {original['id']}", "harbour.png")] * 2)

        # The piece stays when the picture goes, and forgets it. Of one in the trash nothing is cut.
        entry = self.ask("DELETE", path, token=editor, expect=200).json()
        self.assertEqual(self.ask("POST", path + "/crop", area, editor, expect=410).json()["code"], "file-in-trash")
        self.assertEqual(self.ask("GET", f"/media/{piece['id']}", token=editor, expect=200).json()["crop"], piece["crop"])
        self.ask("DELETE", f"/trash/{entry['number']}", token=editor, expect=204)
        self.assertEqual(self.ask("GET", f"/media/{piece['id']}", token=editor, expect=200).json(), {**piece, "crop": None})
        self.assertEqual(self.site.get(piece["url"]).status, 200)
        # One that was replaced by another file is not the picture that pieces were cut from.
        self.send(pictures.png(20, 30, 7121), to=f"/media/{piece['id']}/replace", expect=200)
        self.assertIsNone(self.ask("GET", f"/media/{smaller['id']}", token=editor, expect=200).json()["crop"])

    def pixels(self, medium):
        return pictures.read_png(self.site.get(medium["url"]).body)

    def test_what_cannot_be_cropped_says_why(self):
        editor = self.tokens["editor"]
        path = f"/media/{self.add(60, 40)['id']}/crop"
        area = {"x": 0, "y": 0, "width": 20, "height": 20}
        for fields, code, values in (({"x": 41}, "crop-outside", {"width": 60, "height": 40}), ({"height": 41}, "crop-outside", {"width": 60, "height": 40}), ({"width": 9}, "crop-too-small", {"limit": 10})):
            problem = self.ask("POST", path, {**area, **fields}, editor, expect=422).json()
            self.assertEqual((problem["code"], problem["values"]), (code, values))
        for pointer, fields in {"/x": {"x": -1}, "/y": {"y": 1.5}, "/width": {"width": "20"}, "/rotate": {"rotate": 45}, "/zoom": {"zoom": 2}}.items():
            with self.subTest(pointer=pointer):
                self.assertEqual(self.pointers(self.ask("POST", path, {**area, **fields}, editor, expect=422)), [pointer])
        self.assertEqual(self.pointers(self.ask("POST", path, {}, editor, expect=422)), ["/x", "/y", "/width", "/height"])
        self.ask("POST", "/media/999999/crop", area, editor, expect=404)
        for data, kind in ((pictures.gif(3, 20, 20), "image/gif"), (b"%PDF-1.7\n" + bytes(200), "application/pdf")):
            moving = self.send(data, kind, expect=201).json()
            self.assertEqual(self.ask("POST", f"/media/{moving['id']}/crop", {**area, "width": 10, "height": 10}, editor, expect=415).json()["code"], "crop-kind")
        # A file that is missing on the disk.
        data = pictures.png(61, 40, 7120)
        gone = self.send(data, expect=201).json()
        os.remove(os.path.join(self.site.folder, "media", "originals", hashlib.sha256(data).hexdigest() + ".png"))
        self.assertEqual(self.ask("POST", f"/media/{gone['id']}/crop", area, editor, expect=409).json()["code"], "original-missing")
        entry = self.ask("DELETE", f"/media/{gone['id']}", token=editor, expect=200).json()
        self.ask("DELETE", f"/trash/{entry['number']}", token=editor, expect=204)

    def test_uses_are_counted_and_named(self):
        medium = self.add(30, 20)
        drafts = [self.story_with(medium), self.story_with(lead=medium, token=self.tokens["reporter"])]
        published = self.publish_with(medium, medium)
        path = f"/media/{medium['id']}"
        self.assertEqual(self.ask("GET", path, token=self.tokens["editor"], expect=200).json()["used_by"], 3)
        stories = lambda token: self.ask("GET", path + "/stories", token=token, expect=200).json()["stories"]
        self.assertEqual([story["id"] for story in stories(self.tokens["editor"])], sorted([drafts[0]["id"], drafts[1]["id"], published["id"]]))
        self.assertEqual([story["id"] for story in stories(self.tokens["reporter"])], [drafts[1]["id"], published["id"]], "others' drafts are theirs")
        self.assertEqual([story["id"] for story in stories(self.tokens["contributor"])], [published["id"]])
        self.ask("DELETE", path, token=self.tokens["editor"], expect=409)

    def test_who_may_do_what(self):
        # Role, whose file, whether a story shows it: the answers to PATCH alt, PATCH focal_point, replace and DELETE.
        table = [("contributor", "own", False, (200, 200, 200, 200)), ("contributor", "own", True, (200, 403, 403, 409)),
                 ("contributor", "other's", False, (403, 403, 403, 403)), ("reporter", "own", True, (200, 403, 403, 409)),
                 ("reporter", "other's", False, (403, 403, 403, 403)), ("editor", "other's", False, (200, 200, 200, 200)),
                 ("editor", "other's", True, (200, 200, 200, 409)), ("admin", "other's", True, (200, 200, 200, 409))]
        for role, whose, used, expected in table:
            with self.subTest(role=role, whose=whose, used=used):
                owner = self.tokens[role] if whose == "own" else self.other
                medium = self.add(30, 20, token=owner)
                if used:
                    self.story_with(medium, token=self.other)
                path, token = f"/media/{medium['id']}", self.tokens[role]
                MediaTest.seed += 1
                got = (self.ask("PATCH", path, {"alt": "x"}, token).status, self.ask("PATCH", path, {"focal_point": {"x": 0, "y": 0}}, token).status,
                       self.send(pictures.png(31, 20, MediaTest.seed), token=token, to=path + "/replace").status, self.ask("DELETE", path, token=token).status)
                self.assertEqual(got, expected)
        medium = self.add(30, 20)
        for method, path in (("GET", "/media"), ("POST", "/media"), ("GET", f"/media/{medium['id']}"), ("PATCH", f"/media/{medium['id']}"),
                             ("DELETE", f"/media/{medium['id']}"), ("GET", f"/media/{medium['id']}/stories"), ("POST", f"/media/{medium['id']}/replace")):
            body = b"" if method == "GET" or method == "DELETE" else b"{}" if method == "PATCH" else b"x"
            kind = {"Content-Type": "application/json" if method == "PATCH" else "image/png"}
            self.ask(method, path, body=body or None, headers=kind if body else None, expect=401)
            self.ask(method, path, body=body or None, headers=kind if body else None, token="wrong", expect=401)

    def test_a_file_that_was_deleted_for_good_is_gone_from_the_disk(self):
        data = pictures.png(70, 50, 7101)
        medium = self.send(data, expect=201).json()
        paths = [file["url"] for file in [medium, *medium["renditions"]]]
        files = [os.path.join(self.site.folder, path[1:]) for path in paths] + [os.path.join(self.site.folder, "media", "originals", hashlib.sha256(data).hexdigest() + ".png")]
        self.assertTrue(all(map(os.path.exists, files)))
        entry = self.ask("DELETE", f"/media/{medium['id']}", token=self.tokens["editor"], expect=200).json()
        self.assertTrue(all(map(os.path.exists, files)), "it can be restored")
        self.ask("GET", f"/media/{medium['id']}", token=self.tokens["editor"], expect=410)
        self.ask("DELETE", f"/trash/{entry['number']}", token=self.tokens["editor"], expect=204)
        self.assertFalse(any(map(os.path.exists, files)))
        self.assertEqual(self.site.get(paths[0]).status, 404)
        self.ask("GET", f"/media/{medium['id']}", token=self.tokens["editor"], expect=404)
        again = self.send(data, expect=201).json()
        self.assertEqual((again["url"], self.site.get(again["url"]).status), (medium["url"], 200))

    def test_all_files_of_the_library_are_checked(self):
        medium = self.add(40, 30)
        done = run("check", site=self.site.folder)
        self.assertEqual(done.returncode, 0, done.stdout)
        os.remove(os.path.join(self.site.folder, medium["renditions"][0]["url"][1:]))
        self.assertIn(f"picture {medium['id']}: ", run("check", site=self.site.folder).stdout)
        entry = self.ask("DELETE", f"/media/{medium['id']}", token=self.tokens["editor"], expect=200).json()
        self.ask("DELETE", f"/trash/{entry['number']}", token=self.tokens["editor"], expect=204)


class Pages(MediaTest):
    def page(self, story):
        return self.site.get(story["url"]).text

    def test_a_story_offers_each_reader_the_width_that_fits(self):
        lead, inner = self.add(2000, 1300), self.add(1000, 700)
        story = self.publish_with(inner, lead=lead)
        page = self.page(story)
        figure = re.search(r'<figure class="lead-image">.*?</figure>', page, re.S)[0]
        body = re.search(r"<div[^>]*data-body.*?</div>", page, re.S)[0]
        for part, medium, eager in ((figure, lead, True), (body, inner, False)):
            sources = re.findall(r'<source type="([^"]+)" srcset="([^"]+)" sizes="([^"]+)">', part)
            self.assertEqual([kind for kind, _, _ in sources], ["image/avif", "image/webp"])
            for kind, srcset, _ in sources:
                self.assertEqual(srcset, ", ".join(f"{r['url']} {r['width']}w" for r in medium["renditions"] if r["type"] == kind))
            image = re.search(r'<img(?: class="[^"]*")? src="/media[^>]*>', part)[0]
            self.assertIn(f'src="{medium["url"]}"', image)
            self.assertIn(f'width="{medium["width"]}" height="{medium["height"]}"', image)
            self.assertEqual('loading="lazy"' in image, not eager)
            self.assertIn(f'<img class="placeholder" src="{medium["placeholder"]}" alt="" aria-hidden="true">', part)
        self.assertIn(f'<meta property="og:image" content="https://paper.test{lead["url"]}">', page)
        self.assertIn('<meta property="og:image:width" content="1280">', page)
        self.assertIn("img-src 'self' data:", self.site.get(story["url"]).headers["content-security-policy"])
        self.assertNotIn("style=", page)

    def test_a_focal_point_is_seen_at_once_where_pages_crop(self):
        lead = self.add(900, 600)
        self.publish_with(lead=lead)
        self.assertNotIn("focus-x-20", self.site.get("/").text)
        self.ask("PATCH", f"/media/{lead['id']}", {"focal_point": {"x": 0.21, "y": 0.9}}, self.tokens["editor"], expect=200)
        self.assertIn(f'class="focus-x-20 focus-y-90" src="{lead["url"]}"', self.site.get("/").text)

    def test_a_replaced_picture_is_seen_at_once_in_every_story(self):
        old = self.add(900, 600)
        other = self.publish_with(lead=old)
        story = self.publish_with(old)
        before = self.page(story)
        self.assertIn(old["url"], before)
        new = self.send(pictures.png(800, 600, 7201), to=f"/media/{old['id']}/replace", expect=200, filename="new.png").json()
        self.assertEqual((new["id"], new["width"], new["filename"], new["used_by"]), (old["id"], 800, "new.png", 2))
        for shown in (self.page(story), self.page(other), self.site.get("/").text):
            self.assertIn(new["url"], shown)
            self.assertNotIn(old["url"], shown)
        # Old addresses lead there, once no loop has the old file in memory any more.
        self.assertFalse(os.path.exists(os.path.join(self.site.folder, old["url"][1:])))
        for file in old["renditions"]:
            answer = self.site.get(file["url"])
            self.assertEqual((answer.status, answer.headers.get("location")), (301, new["url"]))
        # What a story says stays as it was written.
        self.assertIn(old["url"], self.ask("GET", f"/stories/{story['id']}", token=self.tokens["editor"], expect=200).text)
        taken = self.add(30, 20, 7202)
        self.send(pictures.png(30, 20, 7202), to=f"/media/{old['id']}/replace", expect=409)
        self.assertEqual(self.site.get(taken["url"]).status, 200)


class Restarted(SiteTest):
    def test_files_of_what_was_deleted_are_removed_at_the_next_start_and_backups_are_whole(self):
        site = Site()
        self.addCleanup(site.close)
        token = site.token("editor", name="ann")
        site.start()
        kept = site.post("/api/v1/media", pictures.png(40, 30, 1), token=token, headers={"Content-Type": "image/png"}).json()
        gone = site.post("/api/v1/media", pictures.png(40, 30, 2), token=token, headers={"Content-Type": "image/png"}).json()
        # Somebody copies the folder meanwhile: nothing is removed, whatever is deleted.
        folder = os.open(os.path.join(site.folder, "media"), os.O_RDONLY)
        fcntl.flock(folder, fcntl.LOCK_SH)
        entry = site.request("DELETE", f"/api/v1/media/{gone['id']}", token=token).json()
        self.assertEqual(site.request("DELETE", f"/api/v1/trash/{entry['number']}", token=token).status, 204)
        path = os.path.join(site.folder, gone["url"][1:])
        self.assertTrue(os.path.exists(path))
        os.close(folder)
        site.terminate()
        site.start()
        eventually(lambda: not os.path.exists(path), message="the file is still there")
        backup = os.path.join(os.path.dirname(site.folder), "backup.tar")
        run("backup", backup, site=site.folder, check=True)
        restored = os.path.join(os.path.dirname(site.folder), "restored")
        run("restore", backup, "--site", restored, check=True)
        self.assertEqual(run("check", "--site", restored).returncode, 0)
        self.assertTrue(os.path.exists(os.path.join(restored, kept["url"][1:])))


if __name__ == "__main__":
    unittest.main()
