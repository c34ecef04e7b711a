// SPDX-License-Identifier: GPL-3.0-or-later
// Proves that no language lacks a message or a place in one, and that every message that the sources name is there.
import fs from "node:fs";
import path from "node:path";
import url from "node:url";

import { expect, test } from "vitest";

import { fill, type Message } from "./i18n.svelte";

const source = path.resolve(path.dirname(url.fileURLToPath(import.meta.url)), "..");
const folder = path.join(source, "messages");
const read = (language: string, area: string): Record<string, Message> => JSON.parse(fs.readFileSync(path.join(folder, language, `${area}.json`), "utf8")) as Record<string, Message>;
const areas = fs.readdirSync(path.join(folder, "en")).map((name) => path.basename(name, ".json"));
const others = fs.readdirSync(folder).filter((language) => language !== "en");

const places = (message: Message): string[] => {
  const text = typeof message === "string" ? message : Object.values(message).join(" ");
  return [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
};

const cases = others.flatMap((language) => areas.map((area) => ({ language, area })));
test.each(cases)("$language has all messages of $area, with their places", ({ language, area }) => {
  const english = read("en", area);
  const other = read(language, area);
  expect(Object.keys(other).sort()).toEqual(Object.keys(english).sort());
  for (const [key, message] of Object.entries(english)) {
    expect(places(other[key] ?? ""), key).toEqual(places(message));
    expect(JSON.stringify(other[key]).length, key).toBeGreaterThan(2);
  }
});

test("every key that a source puts together at run time begins like one that exists", () => {
  const keys = areas.flatMap((area) => Object.keys(read("en", area)).map((key) => `${area}.${key}`));
  const sources = fs.readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) => /\.(?:svelte|ts)$/.test(name));
  for (const name of sources) {
    for (const [, start] of fs.readFileSync(path.join(source, name), "utf8").matchAll(/\btt\(`([a-z]+\.[\w.]*)\$\{/g)) {
      expect(keys.some((key) => key.startsWith(start ?? "")), `${name}: ${start}`).toBe(true);
    }
  }
});

test("a counted message takes the form of its number, and writes it as the language does", () => {
  const message = { one: "{count} story", other: "{count} stories" };
  expect(fill(message, { count: 1 }, "en")).toBe("1 story");
  expect(fill(message, { count: 1200 }, "en")).toBe("1,200 stories");
  expect(fill("{count} خبر", { count: 12 }, "fa")).toBe("۱۲ خبر");
  expect(fill("Hello {name} {missing}", { name: "Ann" }, "en")).toBe("Hello Ann {missing}");
});
