// SPDX-License-Identifier: GPL-3.0-or-later
// @vitest-environment jsdom
// Checks what an entry of the audit log is about, and that every action that the server records has a sentence in each language.
import fs from "node:fs";
import path from "node:path";
import url from "node:url";

import { expect, test } from "vitest";

import { date, setLanguage } from "../../lib/i18n.svelte";
import { around, subjectOf } from "./subject";

const here = path.dirname(url.fileURLToPath(import.meta.url));
const program = path.resolve(here, "../../../../src");

test("a story is named by its headline and leads to it, and a time to publish is told apart", async () => {
  await setLanguage("en");
  expect(subjectOf({ action: "story.publish", subject: "story 17", detail: "The ferry is late" })).toEqual({ name: "“The ferry is late”", path: "/stories/17", time: null, rest: "" });
  expect(subjectOf({ action: "story.schedule", subject: "story 17", detail: "2026-12-01T06:30:00Z The ferry" })).toEqual({ name: "“The ferry”", path: "/stories/17", time: "2026-12-01T06:30:00Z", rest: "" });
  expect(subjectOf({ action: "story.change_correction", subject: "story 17", detail: '"It was \'Mnday\'." The "late" ferry' })).toEqual({
    name: "“The \"late\" ferry”", path: "/stories/17", time: null, rest: "It was 'Mnday'.",
  });
  expect(subjectOf({ action: "story.change_correction", subject: "story 17", detail: "The ferry" })).toMatchObject({ name: "“The ferry”", rest: "" });
  await setLanguage("fa");
  expect(subjectOf({ action: "story.publish", subject: "story 17", detail: "The ferry" }).name).toMatch(/^«.?The ferry.?»$/u);
  await setLanguage("en");
  expect(subjectOf({ action: "story.publish", subject: "story 17", detail: "" }).name).toBe("#17");
  expect(subjectOf({ action: "section.put", subject: "section city", detail: "" })).toEqual({ name: "city", path: "/sections", time: null, rest: "" });
  expect(subjectOf({ action: "session.refused", subject: "ann@example.org", detail: "password" })).toEqual({ name: "ann@example.org", path: null, time: null, rest: "password" });
  expect(subjectOf({ action: "front.edit", subject: "front", detail: "story 5: place 1" })).toEqual({ name: "", path: "/front", time: null, rest: "story 5: place 1" });
  expect(subjectOf({ action: "trash.add", subject: "file 12", detail: "harbour.jpg" })).toEqual({ name: "“harbour.jpg”", path: "/media", time: null, rest: "" });
  expect(subjectOf({ action: "template.change", subject: "template 3", detail: "Obituary" })).toEqual({ name: "“Obituary”", path: "/templates/3", time: null, rest: "" });
  expect(subjectOf({ action: "template.delete", subject: "template 3", detail: "Obituary" }).path).toBe("/templates");
  expect(subjectOf({ action: "import.dismiss", subject: "import 3", detail: "12 × shortcode" })).toEqual({ name: "#3", path: "/imports?run=3", time: null, rest: "12 × shortcode" });
  const [first, second] = ["2026-12-01T06:30:00Z", "2026-12-02T06:30:00Z"] as const;
  const embargo = (action: string, detail: string): unknown => subjectOf({ action: `story.${action}`, subject: "story 17", detail });
  expect(embargo("embargo", `${first} The ferry`)).toEqual({ name: "“The ferry”", path: "/stories/17", time: null, rest: `until ${date(first)}` });
  expect(embargo("move_embargo", `${first} ${second} The ferry`)).toMatchObject({ name: "“The ferry”", rest: `until ${date(second)}, before: until ${date(first)}` });
  expect(embargo("lift_embargo", `${first} The ferry`)).toMatchObject({ name: "“The ferry”", rest: `until ${date(first)}` });
  expect(embargo("lift_embargo", "The ferry")).toMatchObject({ name: "“The ferry”", rest: "" });
  expect(embargo("publish_before_embargo", `${first} "They did." The "late" ferry`)).toMatchObject({ name: '“The "late" ferry”', rest: `embargo until ${date(first)}: They did.` });
  expect(around("Published {what} today")).toEqual(["Published ", " today"]);
});

test("every action that the server records has a sentence in each language, with one place for what it is about", () => {
  const folders = ["newsroom", "store/people"].map((name) => path.join(program, name));
  const sources = folders.flatMap((folder) =>
    fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".cpp") && !name.endsWith("_test.cpp")).map((name) => fs.readFileSync(path.join(folder, name), "utf8")),
  );
  // Where an action is recorded: by its route, by the change itself, or as a note beside a change of the accounts.
  const recorded = /(?:http::Method::\w+, "[^"]*", |change\.action = (?:in_review \? )?|: |(?:actor\.who|note\.who|who|action) ?[,=] ?|\{[^{}"]*, ?)"([a-z_]+\.[a-z_]+)"/g;
  const kinds = new Set(["story", "section", "topic", "author", "person", "password", "passkey", "second_factor", "session", "token", "setting", "redirect", "menu", "front", "trash", "template", "import", "media"]);
  const actions = new Set(sources.flatMap((text) => [...text.matchAll(recorded)].map(([, action]) => action ?? "")).filter((action) => kinds.has(action.split(".")[0] ?? "")));
  expect(actions.size).toBeGreaterThan(25);
  for (const language of ["en", "fa"]) {
    const words = JSON.parse(fs.readFileSync(path.resolve(here, `../../messages/${language}/shell.json`), "utf8")) as Record<string, string>;
    const said = Object.keys(words).filter((key) => key.startsWith("audit.say."));
    const missing = [...actions].filter((action) => !said.includes(`audit.say.${action}`));
    expect(missing, language).toEqual([]);
    for (const key of said) expect(words[key]?.split("{what}").length, key).toBe(2);
  }
});
