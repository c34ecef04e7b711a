// SPDX-License-Identifier: GPL-3.0-or-later
// Checks what goes from a story into a template, and from a template into a new story.
import { expect, test } from "vitest";

import type { Fields } from "../../editor/saving/fields";
import type { Template } from "../../lib/types";
import { begunFrom, fieldsOfTemplate, requestOf } from "./template_fields";

const body = { blocks: [{ type: "paragraph", content: [{ text: "Half-time:" }] }] } as unknown as Fields["body"];
const story: Fields = {
  kind: "article", slug: "harbour-beat-hill", headline: " Harbour beat Hill ", standfirst: "Two to one.", section: "sport", topics: ["football"], authors: ["ann-lee"], language: "en",
  lead_image: { source: "/media/a.jpg", alt: "", caption: "", credit: "" }, translation_key: "story-1", body,
};
const template = {
  id: 3, version: 1, name: "Match report", saved_at: "2026-11-30T04:00:00Z", saved_by: "ann@example.org", deleted_at: null, deleted_by: null, kind: "article", headline: "… beat …", language: "fa",
  direction: "rtl", standfirst: "", body: { format: "document", content: body }, section: "sport", topics: ["football"],
} as unknown as Template;

test("a template is sent without slug, byline, picture and translations of the story", () => {
  expect(Object.keys(requestOf(" Match report ", story)).sort()).toEqual(["body", "headline", "kind", "language", "name", "section", "standfirst", "topics"]);
  expect(requestOf(" Match report ", story)).toMatchObject({ name: "Match report", headline: "Harbour beat Hill", section: "sport", body: { format: "document" } });
});

test("a new story takes what the template has, and keeps its own byline", () => {
  const begun: Fields = { ...story, slug: "", headline: "", standfirst: "", section: null, topics: [], authors: ["bo-berg"], lead_image: null, translation_key: null, body: { blocks: [] } };
  expect(begunFrom(begun, fieldsOfTemplate(template))).toEqual({ ...begun, kind: "article", headline: "… beat …", standfirst: "", section: "sport", topics: ["football"], language: "fa", body });
});
