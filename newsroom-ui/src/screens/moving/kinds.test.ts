// SPDX-License-Identifier: GPL-3.0-or-later
// Checks that every kind of note that an import can leave has a place and words.
import fs from "node:fs";
import path from "node:path";
import url from "node:url";

import { expect, test } from "vitest";

import { inOrder, isMissing, shownKind, systemOf, wordOf } from "./kinds";

const root = path.resolve(path.dirname(url.fileURLToPath(import.meta.url)), "../../../..");
const rules = ["hpp", "cpp"].map((end) => fs.readFileSync(path.join(root, `src/importing/account/note_kind.${end}`), "utf8")).join("\n");
const words = (language: string): Record<string, string> => JSON.parse(fs.readFileSync(path.join(root, `newsroom-ui/src/messages/${language}/moving.json`), "utf8")) as Record<string, string>;

test("every kind of the importers has a place and words", () => {
  const named = [...rules.matchAll(/(?:\bk[A-Z]\w+ = |, |return )"([a-z-]+)"[;}]/g)].map(([, kind]) => kind ?? "");
  const kinds = new Set(named);
  expect(kinds.size).toBeGreaterThan(20);
  for (const kind of kinds) {
    expect(shownKind(kind)).toBe(kind);
    for (const language of ["en", "fa"]) {
      expect(words(language)[`kind.${kind}`], `${language}: ${kind}`).toBeDefined();
      expect(words(language)[`kind.${kind}.text`], `${language}: ${kind}`).toBeDefined();
    }
  }
});

test("what is missing comes first, and a kind of a later version last", () => {
  expect(inOrder([{ kind: "zzz" }, { kind: "title" }, { kind: "file-refused" }, { kind: "file-missing" }]).map(({ kind }) => kind)).toEqual(["file-missing", "file-refused", "title", "zzz"]);
  expect(shownKind("zzz")).toBe("other");
  expect(isMissing("file-missing")).toBe(true);
  expect(isMissing("title")).toBe(false);
});

test("systems and items have the names that people use", () => {
  expect(systemOf("wxr")).toBe("WordPress");
  expect(systemOf("else")).toBe("else");
  expect(wordOf("attachments")).toBe("files");
  expect(wordOf("else")).toBeNull();
});
