// SPDX-License-Identifier: GPL-3.0-or-later
// Checks that details of the audit log are said in the language of the interface, and that names are not changed.
// @vitest-environment jsdom
import { afterEach, expect, test } from "vitest";

import { setLanguage } from "../../lib/i18n.svelte";
import { detailInWords } from "./detail";

afterEach(() => setLanguage("en"));

test("what the server records in English is said in the language of the interface", async () => {
  await setLanguage("en");
  expect(["admin", "link", 'passkey "Key of Ann"', "3 links", "1 links"].map(detailInWords)).toEqual(["Admin", "by a link", "by the passkey “Key of Ann”", "3 links", "1 link"]);
  await setLanguage("fa");
  expect(detailInWords("admin")).toBe("مدیر");
  expect(detailInWords("password; second factor needed")).toMatch(/^[^a-z]+$/i);
  expect(detailInWords("3 links")).toBe("۳ پیوند");
  expect(detailInWords("site.title = City News")).toBe("site.title = City News");
});

test("what was changed on the front page is said, with numbers as the language writes them", async () => {
  const detail = "breaking line: Fire; story 5: place 1; story 6: place 2 -> 14, kicker; story 7: removed; …";
  await setLanguage("en");
  expect(detailInWords(detail)).toBe("Breaking line: Fire · Story 5: pinned at place 1 · Story 6: from place 2 to 14, kicker · Story 7: pin removed · …");
  expect(detailInWords("breaking line: Fire; all safe; story 5: place 1")).toBe("Breaking line: Fire; all safe · Story 5: pinned at place 1");
  expect(detailInWords("breaking line: removed")).toBe("Breaking line removed");
  await setLanguage("fa");
  expect(detailInWords("story 6: place 2 -> 14, kicker")).toMatch(/از جایگاه ۲ به ۱۴، روتیتر$/);
});
