// SPDX-License-Identifier: GPL-3.0-or-later
// Checks the catalogues: no language lacks a message or a place in one, none is unused, and each notion has one Persian word.
import fs from "node:fs";
import path from "node:path";
import url from "node:url";

import { expect, test } from "vitest";

import { date, fill, setLanguage, twoDigitHours, type Message } from "./i18n.svelte";

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

const keysOf = (language: string): string[] => areas.flatMap((area) => Object.keys(read(language, area)).map((key) => `${area}.${key}`));
const sources = fs
  .readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(?:svelte|ts)$/.test(name) && !/\.test\.ts$/.test(name) && !name.startsWith("generated"))
  .map((name) => ({ name, text: fs.readFileSync(path.join(source, name), "utf8") }));

test("every key that a source puts together at run time begins like one that exists", () => {
  const keys = keysOf("en");
  for (const { name, text } of sources) {
    for (const [, start] of text.matchAll(/\btt\(`([a-z]+\.[\w.]*)\$\{/g)) {
      expect(keys.some((key) => key.startsWith(start ?? "")), `${name}: ${start}`).toBe(true);
    }
  }
});

test("no message is unused", () => {
  const code = sources.map(({ text }) => text).join("\n");
  // Values of keys that are put together come from the sources themselves, from the API, or are names of settings and of actions in the audit log.
  const program = path.resolve(source, "../../src");
  const recorded = ["newsroom", "store/people"].flatMap((folder) =>
    fs.readdirSync(path.join(program, folder), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".cpp")).map((name) => path.join(folder, name)),
  );
  const values = [code, ...["newsroom/openapi.json", "settings/table.cpp", ...recorded].map((name) => fs.readFileSync(path.join(program, name), "utf8"))].join("\n");
  const words = new Set(values.match(/[\w.-]+/g));
  const templates = [...code.matchAll(/`((?:shell|editor|moving|notifications|numbers|writing)\.(?:[^`\s$]|\$\{[^}]*\})*\$\{[^}]*\}(?:[^`\s$]|\$\{[^}]*\})*)`/g)].map(
    ([, template]) => new RegExp(`^${(template ?? "").replaceAll(".", "\\.").replace(/\$\{[^}]*\}/g, "([\\w.-]+)")}$`),
  );
  const unused = keysOf("en").filter(
    (key) =>
      !new RegExp(`["'\`]${key.replaceAll(".", "\\.")}["'\`]`).test(code) &&
      !templates.some((template) => template.exec(key)?.slice(1).every((value) => words.has(value))),
  );
  expect(unused).toEqual([]);
});

test("each notion has one Persian word", () => {
  // The word that is used, and those that were used beside it.
  const one: [string, RegExp][] = [
    ["مطلب", /خبر(?!نگار)/],
    ["اصلاحیه", /تصحیح/],
    ["نامک", /نشانک/],
    ["انتخاب", /برگزی|گزینش|برمی‌گزین/],
    ["تأیید دومرحله‌ای", /عامل دوم/],
    ["گذرکلید", /کلیدهای? عبور/],
    ["کپی", /رونوشت/],
    ["فایل", /پرونده/],
    ["بلوک", /قطعه/],
    ["گوشی", /تلفن|موبایل/],
    ["جست‌وجو", /جستجو/],
    ["اینجا", /این‌جا/],
    ["تغییرات", /تغییرها/],
    ["تلاش کنید", /بکوش|می‌کوشد/],
    ["استفاده", /به کار ببرید|بهره بگیر|به کار رفت|به کار می‌بر/],
    ["دقیقه مطالعه", /دقیقه خواندن/],
    ["فیلتر", /صافی/],
  ];
  for (const area of areas) {
    for (const [key, message] of Object.entries(read("fa", area))) {
      for (const [word, others] of one) {
        expect(JSON.stringify(message), `${area}.${key}: write ${word}`).not.toMatch(others);
      }
    }
  }
});

test("a counted message takes the form of its number, and writes it as the language does", () => {
  const message = { one: "{count} story", other: "{count} stories" };
  expect(fill(message, { count: 1 }, "en")).toBe("1 story");
  expect(fill(message, { count: 1200 }, "en")).toBe("1,200 stories");
  expect(fill("{count} مطلب", { count: 12 }, "fa")).toBe("۱۲ مطلب");
  expect(fill("Hello {name} {missing}", { name: "Ann" }, "en")).toBe("Hello Ann {missing}");
});

test("a Persian date with its weekday is written in the order of Persian", async () => {
  const globals = globalThis as unknown as Record<string, unknown>;
  globals["document"] ??= { documentElement: {} };
  globals["navigator"] ??= { languages: [] };
  await setLanguage("fa");
  expect(date("2026-11-27T12:00:00Z", { dateStyle: "full" })).toBe("جمعه ۶ آذر ۱۴۰۵");
  expect(date("2026-11-27T12:00:00Z", { dateStyle: "long" })).toBe("۶ آذر ۱۴۰۵");
  await setLanguage("en");
  expect(date("2026-11-27T12:00:00Z", { dateStyle: "full" })).toBe("Friday, November 27, 2026");
});

test("Persian times have two digits for the hour", () => {
  expect(twoDigitHours("۲ فروردین ۱۴۱۶، ۰:۳۰")).toBe("۲ فروردین ۱۴۱۶، ۰۰:۳۰");
  expect(twoDigitHours("۹:۰۵:۰۷")).toBe("۰۹:۰۵:۰۷");
  expect(twoDigitHours("۱۲:۳۰")).toBe("۱۲:۳۰");
  expect(twoDigitHours("9:30")).toBe("9:30");
  expect(twoDigitHours("۱۴۰۵/۹/۸, ۷:۵۸:۵۴")).toBe("۱۴۰۵/۹/۸، ۰۷:۵۸:۵۴");
});

test("each problem that the server can answer with has a sentence in each language, with places for its values only", () => {
  const description = JSON.parse(fs.readFileSync(path.resolve(source, "../../src/newsroom/openapi.json"), "utf8")) as {
    components: { schemas: { ProblemCode: { enum: string[] } } };
  };
  const { enum: codes } = description.components.schemas.ProblemCode;
  expect(codes.length).toBeGreaterThan(40);
  for (const language of ["en", ...others]) {
    const sentences = Object.keys(read(language, "shell")).filter((key) => key.startsWith("problem."));
    expect(sentences.sort(), language).toEqual(codes.map((code) => `problem.${code}`).sort());
  }
});
