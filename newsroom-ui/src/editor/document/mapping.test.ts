// SPDX-License-Identifier: GPL-3.0-or-later
// The editor can hold every document, and gives back the same one.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";

import { makeSchema } from "../schema/schema";
import { documents, nested } from "./arbitrary";
import type { Document } from "./document";
import { fingerprint, normalise, sameDocument } from "./normalise";
import { toDocument } from "./to_document";
import { toEditor, type EditorNode } from "./to_editor";

// Machines that build at the same time are slow.
vi.setConfig({ testTimeout: 120_000 });

const schema = makeSchema();
const repository = fileURLToPath(new URL("../../../../", import.meta.url));
const golden = path.join(repository, "tests/golden/document");

/** Document -> editor -> document, through the editor's own nodes, as the schema allows them. */
function roundTrip(document: Document): Document {
  const node = schema.nodeFromJSON(toEditor(document));
  node.check();
  return toDocument(node.toJSON() as EditorNode);
}

describe("document and editor", () => {
  test("any document comes back from the editor as it is in its one form", () => {
    fc.assert(
      fc.property(documents, (document) => {
        const wanted = normalise(document);
        expect(fingerprint(roundTrip(wanted))).toBe(fingerprint(wanted));
      }),
      { numRuns: 250 },
    );
  });

  test("a document that is not in its one form yet comes back in it", () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(fingerprint(roundTrip(document))).toBe(fingerprint(normalise(document)));
      }),
      { numRuns: 300 },
    );
  });

  test("the one form is final", () => {
    fc.assert(
      fc.property(documents, (document) => {
        const once = normalise(document);
        expect(fingerprint(normalise(once))).toBe(fingerprint(once));
      }),
    );
  });

  const files = fs.readdirSync(golden).filter((name) => name.endsWith(".json"));
  test.each(files)("what the program writes comes back unchanged: %s", (name) => {
    const document = JSON.parse(fs.readFileSync(path.join(golden, name), "utf8")) as Document;
    expect(fingerprint(normalise(document)), "the program's form is ours").toBe(fingerprint(document));
    expect(fingerprint(roundTrip(document))).toBe(fingerprint(document));
  });

  test("the sample of docs/document.md comes back unchanged", () => {
    const page = fs.readFileSync(path.join(repository, "docs/document.md"), "utf8");
    const document = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)![1]!) as Document;
    expect(fingerprint(roundTrip(document))).toBe(fingerprint(document));
  });

  test("an empty document is an empty paragraph to write in", () => {
    expect(toEditor({ blocks: [] })).toEqual({ type: "doc", content: [{ type: "paragraph" }] });
    expect(roundTrip({ blocks: [] })).toEqual({ blocks: [] });
  });

  test("twelve lists within each other stay, a thirteenth is flattened", () => {
    expect(sameDocument(roundTrip({ blocks: [nested(12)] }), { blocks: [nested(12)] })).toBe(true);
    expect(sameDocument(roundTrip({ blocks: [nested(13)] }), { blocks: [nested(12)] })).toBe(true);
  });

  test("a reference to a note that is gone falls away, and the others are counted anew", () => {
    const editor: EditorNode = {
      type: "doc",
      content: [
        {
          type: "paragraph",
          content: [
            { type: "text", text: "a" },
            { type: "footnote", attrs: { note: "gone" } },
            { type: "text", text: "b" },
            { type: "footnote", attrs: { note: "kept" } },
          ],
        },
        { type: "notes", content: [{ type: "note", attrs: { id: "kept" }, content: [{ type: "paragraph", content: [{ type: "text", text: "n" }] }] }] },
      ],
    };
    schema.nodeFromJSON(editor).check();
    expect(toDocument(editor)).toEqual({
      blocks: [{ type: "paragraph", content: [{ text: "ab" }, { footnote: 1 }] }],
      footnotes: [[{ type: "paragraph", content: [{ text: "n" }] }]],
    });
  });
});
