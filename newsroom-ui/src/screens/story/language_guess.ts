// SPDX-License-Identifier: GPL-3.0-or-later
// Guesses the language of a text from its letters: first the script, then letters that only some languages of the script use.
import type { Fields } from "../../editor/saving/fields";
import { textOfDocument } from "../../editor/compare/text";

/** Letters in a text before anything is said about it. */
const enough = 12;

/** A script as a pattern, and the languages that it is read as: the first one if the letters do not tell. */
const scripts: readonly { script: string; letters: RegExp; usual: string }[] = [
  { script: "Latn", letters: /\p{Script=Latin}/gu, usual: "en" },
  { script: "Arab", letters: /\p{Script=Arabic}/gu, usual: "ar" },
  { script: "Cyrl", letters: /\p{Script=Cyrillic}/gu, usual: "ru" },
  { script: "Hebr", letters: /\p{Script=Hebrew}/gu, usual: "he" },
  { script: "Grek", letters: /\p{Script=Greek}/gu, usual: "el" },
  { script: "Jpan", letters: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, usual: "ja" },
  { script: "Hans", letters: /\p{Script=Han}/gu, usual: "zh" },
  { script: "Kore", letters: /\p{Script=Hangul}/gu, usual: "ko" },
  { script: "Deva", letters: /\p{Script=Devanagari}/gu, usual: "hi" },
  { script: "Thai", letters: /\p{Script=Thai}/gu, usual: "th" },
  { script: "Armn", letters: /\p{Script=Armenian}/gu, usual: "hy" },
  { script: "Geor", letters: /\p{Script=Georgian}/gu, usual: "ka" },
];

/** Letters of the Arabic script that tell languages apart; the first language with enough of its own is the one. */
const arabicLetters: readonly [string, RegExp][] = [
  ["ckb", /[ڕڵۆێ]/g],
  ["ps", /[ټډړږښۍڼځڅ]/g],
  ["ur", /[ٹڈڑےںہھ]/g],
  ["fa", /[پچژگکی]/g],
  ["ar", /[ةيكىأإ]/g],
];

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
const base = (language: string): string => language.toLowerCase().split("-")[0] ?? "";

function scriptOf(language: string): string {
  try {
    const script = new Intl.Locale(language).maximize().script ?? "";
    return script === "Hant" ? "Hans" : script;
  } catch {
    return "";
  }
}

function mainScript(text: string): { script: string; usual: string } | null {
  const counted = scripts.map((entry) => ({ ...entry, count: count(text, entry.letters) }));
  const all = counted.reduce((sum, entry) => sum + entry.count, 0);
  const kana = counted.find((entry) => entry.script === "Jpan")!;
  const most = counted.reduce((best, entry) => (entry.count > best.count ? entry : best));
  if (all < enough || most.count * 3 < all * 2) {
    // Japanese mixes its own letters with Chinese ones.
    return kana.count >= enough ? kana : null;
  }
  return most.script === "Hans" && kana.count * 8 > most.count ? kana : most;
}

/** The language that a text reads like, or null if there is too little or it is mixed. `likely`: languages that the writer uses;
 *  one of them is preferred where letters do not tell, as among languages in Latin letters. */
export function guessLanguage(text: string, likely: readonly string[]): string | null {
  const sample = text.slice(0, 5000);
  const found = mainScript(sample);
  if (!found) return null;
  if (found.script === "Arab") {
    const counted = arabicLetters.map(([language, letters]) => [language, count(sample, letters)] as const);
    const all = count(sample, /\p{Script=Arabic}/gu);
    // The first four use letters that Arabic lacks; a few may be in names.
    const own = counted.slice(0, 4).find(([, letters]) => letters * 50 >= all && letters >= 2);
    const arabic = counted[4]![1];
    const language = own && (own[0] !== "fa" || own[1] >= arabic) ? own[0] : arabic * 50 >= all ? "ar" : null;
    if (language === null) return null;
    return likely.find((tag) => base(tag) === language) ?? language;
  }
  return likely.find((tag) => scriptOf(tag) === found.script) ?? found.usual;
}

export const textOf = (fields: Fields): string => [fields.headline, fields.standfirst, textOfDocument(fields.body)].join("\n");

/** The language that the text reads like, where that is not the story's. Languages that share their letters are not told apart. */
export function otherLanguage(fields: Fields, likely: readonly string[] = []): string | null {
  const guess = guessLanguage(textOf(fields), [fields.language, ...likely]);
  return guess !== null && base(guess) !== base(fields.language) ? guess : null;
}
