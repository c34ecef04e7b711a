// @vitest-environment jsdom
// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of other sites are found wherever they stand, fetched once each, and replaced without losing what was written about them.
import type { Editor } from "@tiptap/core";
import { afterEach, expect, test, vi } from "vitest";

import type { Block } from "../document/document";
import { documentOf, makeEditor } from "../make_editor";
import { Fetching } from "../ui/fetching.svelte";
import { foreignPictures, replaceForeign } from "./foreign_pictures";
import { testHost } from "./testing";

vi.setConfig({ testTimeout: 120_000 });

const here = "http://localhost:3000";
const image = (source: string, more: Partial<Extract<Block, { type: "image" }>> = {}): Block => ({ type: "image", source, ...more });
let editor: Editor | null = null;

function open(...blocks: Block[]): Editor {
  const element = globalThis.document.createElement("div");
  globalThis.document.body.append(element);
  editor = makeEditor({ element, document: { blocks }, editable: true, label: "Text", host: testHost, changed: () => {}, moved: () => {} });
  return editor;
}
afterEach(() => {
  editor?.destroy();
  globalThis.document.body.replaceChildren();
  vi.unstubAllGlobals();
});

const answer = (status: number, data: unknown): Response => Response.json(data, { status, headers: { "Content-Type": status < 400 ? "application/json" : "application/problem+json" } });

test("pictures of other sites are found in order, once each, in quotes and lists too", () => {
  const one = open(
    image("https://a.example/1.png", { alt: "One", caption: [{ text: "A caption" }], credit: [{ text: "Ann" }] }),
    image("/media/own.jpg"),
    image(`${location.origin || here}/media/own.jpg`),
    { type: "quote", blocks: [image("https://b.example/2.png")] },
    { type: "list", items: [[{ type: "paragraph", content: [{ text: "x" }] }, image("https://c.example/3.png")]] },
    image("https://a.example/1.png", { alt: "Again" }),
  );
  expect(foreignPictures(one.state.doc)).toEqual([
    { source: "https://a.example/1.png", host: "a.example", alt: "One", caption: "A caption", credit: "Ann" },
    { source: "https://b.example/2.png", host: "b.example", alt: "", caption: "", credit: "" },
    { source: "https://c.example/3.png", host: "c.example", alt: "", caption: "", credit: "" },
  ]);
  expect(foreignPictures(one.state.doc)).toBe(foreignPictures(one.state.doc));
});

test("a picture is replaced wherever it stands, and keeps its words", () => {
  const one = open(
    image("https://a.example/1.png", { alt: "One", caption: [{ text: "A caption" }], credit: [{ text: "Ann" }], width: 5, height: 5 }),
    { type: "paragraph", content: [{ text: "Between" }] },
    image("https://a.example/1.png"),
  );
  replaceForeign(one, "https://a.example/1.png", { url: "/media/x.jpg", alt: "From the file", width: 900, height: 600 });
  expect(documentOf(one).blocks).toEqual([
    image("/media/x.jpg", { alt: "One", caption: [{ text: "A caption" }], credit: [{ text: "Ann" }], width: 900, height: 600 }),
    { type: "paragraph", content: [{ text: "Between" }] },
    image("/media/x.jpg", { alt: "From the file", width: 900, height: 600 }),
  ]);
  expect(foreignPictures(one.state.doc)).toEqual([]);
});

test("each failure has its reason, and a second try takes it off the list", async () => {
  const asked: unknown[] = [];
  let good = false;
  vi.stubGlobal("fetch", async (_url: string, init: RequestInit) => {
    const body = JSON.parse(String(init.body)) as { url: string };
    asked.push(body);
    return good || body.url.endsWith("1.png")
      ? answer(201, { id: 1, url: "/media/x.jpg", alt: "", caption: "", credit: "", width: 9, height: 6, renditions: [] })
      : answer(422, { type: "about:blank", title: "Unprocessable", status: 422, code: "fetch-not-found", detail: "There is nothing at that address." });
  });
  const one = open(image("https://a.example/1.png", { alt: "a".repeat(1500) }), image("https://a.example/2.png"));
  const pictures = foreignPictures(one.state.doc);
  const fetching = new Fetching();
  const arrived: string[] = [];
  await fetching.run(pictures, ({ source }) => arrived.push(source));
  expect(arrived).toEqual(["https://a.example/1.png"]);
  expect(asked[0]).toEqual({ url: "https://a.example/1.png", alt: "a".repeat(1000), caption: "", credit: "" });
  expect(fetching.failures.map(({ picture, reason }) => [picture.source, reason])).toEqual([["https://a.example/2.png", "There is nothing at that address."]]);
  expect([fetching.done, fetching.total, fetching.running]).toEqual([2, 2, false]);
  good = true;
  await fetching.run([pictures[1]!], ({ source }) => arrived.push(source));
  expect(arrived).toEqual(["https://a.example/1.png", "https://a.example/2.png"]);
  expect(fetching.failures).toEqual([]);
});
