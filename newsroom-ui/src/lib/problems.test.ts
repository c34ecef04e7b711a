// SPDX-License-Identifier: GPL-3.0-or-later
// Checks that a problem of the server is said in the language of the interface, with its values, and never as a bare code.
// @vitest-environment jsdom
import { afterEach, expect, test } from "vitest";

import { ApiError } from "./api";
import { date, setLanguage } from "./i18n.svelte";
import { explain } from "./notices.svelte";

afterEach(() => setLanguage("en"));

const tooLarge = new ApiError(422, { type: "about:blank", title: "Unprocessable Content", status: 422, code: "picture-too-large", values: { limit: 100 }, detail: "The file was rejected." });

test("a code is a sentence in the language of the interface, with its values", async () => {
  await setLanguage("en");
  expect(explain(tooLarge)).toBe("This picture has more than 100 megapixels.");
  await setLanguage("fa");
  expect(explain(tooLarge)).toBe("این تصویر بیش از ۱۰۰ مگاپیکسل دارد.");
});

test("a field's problem is said once, and a role by its name", async () => {
  await setLanguage("en");
  const missing = { pointer: "/headline", detail: "is empty", code: "headline-missing" } as const;
  expect(explain(new ApiError(422, { type: "about:blank", title: "", status: 422, code: "headline-missing", detail: "…", errors: [missing] }))).toBe("A story needs a headline to be published.");
  await setLanguage("fa");
  expect(explain(new ApiError(403, { type: "about:blank", title: "Forbidden", status: 403, code: "role-required", values: { role: "editor" }, detail: "…" }))).toBe("این کار به نقش دبیر نیاز دارد.");
});

test("a time is said on the site's clocks, in the calendar of the interface", async () => {
  const embargoed = new ApiError(409, { type: "about:blank", title: "Conflict", status: 409, code: "embargoed", values: { until: "2026-12-01T06:30:00Z" }, detail: "…" });
  await setLanguage("en");
  expect(explain(embargoed)).toContain(`under embargo until ${date("2026-12-01T06:30:00Z")}.`);
  await setLanguage("fa");
  expect(explain(embargoed)).toMatch(/۱۰ آذر ۱۴۰۵.*۰۶:۳۰/u);
});

test("a code that says little leaves the word to the server in English, and a code of a newer server does so in every language", async () => {
  await setLanguage("en");
  const general = new ApiError(409, { type: "about:blank", title: "Conflict", status: 409, code: "conflict", detail: "“Trams” has been merged into the topic “Transport”." });
  expect(explain(general)).toBe("“Trams” has been merged into the topic “Transport”.");
  await setLanguage("fa");
  expect(explain(general)).toContain("تداخل");
  expect(explain(new ApiError(409, { type: "about:blank", title: "Conflict", status: 409, code: "from-the-future" as "conflict", detail: "Later words." }))).toBe("Later words.");
});
