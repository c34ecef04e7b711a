// SPDX-License-Identifier: GPL-3.0-or-later
// The one form of a block's text: neighbours with the same properties joined, white space single and none at the ends or beside line breaks.
import { parseAddress } from "./address";
import { markNames, isFootnote, type Content, type Direction, type Link, type Run, type TextRun } from "./document";

/** What HTML forbids in a page: control characters other than tab, newline and carriage return, and noncharacters. */
export const dropForbidden = (text: string): string =>
  text.replace(/\p{Surrogate}/gu, "\ufffd").replace(/[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\p{Noncharacter_Code_Point}]/gu, "");

export const singleLine = (text: string): string => dropForbidden(text).replace(/[ \t\n\r\f]+/g, " ").replace(/^ | $/g, "");

/** A BCP 47 tag in canonical form, or empty. */
export function canonicalTag(tag: string | undefined): string {
  if (!tag || tag.length > 35) return "";
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? "";
  } catch {
    return "";
  }
}

export const knownDirection = (direction: unknown): Direction | undefined =>
  direction === "ltr" || direction === "rtl" || direction === "auto" ? direction : undefined;

function cleanLink(link: Link | undefined): Link | undefined {
  const href = link && parseAddress(link.href);
  if (!href || href.startsWith("#fn")) return undefined;
  const title = singleLine(link.title ?? "");
  const language = canonicalTag(link.language);
  return { href, ...(title && { title }), ...(language && { language }) };
}

function clean(run: TextRun): TextRun {
  const marks = markNames.filter((mark) => run.marks?.includes(mark));
  const language = canonicalTag(run.language);
  const direction = knownDirection(run.direction);
  const link = cleanLink(run.link);
  return { text: dropForbidden(run.text), ...(marks.length > 0 && { marks }), ...(language && { language }), ...(direction && { direction }), ...(link && { link }) };
}

export function sameProperties(a: TextRun, b: TextRun): boolean {
  return (
    (a.marks ?? []).join() === (b.marks ?? []).join() && a.language === b.language && a.direction === b.direction &&
    a.link?.href === b.link?.href && a.link?.title === b.link?.title && a.link?.language === b.link?.language
  );
}

type Before = "nothing" | "space" | "break" | "text";

/** Collapses the white space of one run, given what stands before it. */
function collapse(text: string, before: Before): [string, Before] {
  let out = "";
  for (const character of text) {
    if (character === "\n") {
      if (before === "nothing") continue;
      out = out.endsWith(" ") ? out.slice(0, -1) + "\n" : out + "\n";
      before = "break";
    } else if (/[ \t\r\f]/.test(character)) {
      if (before !== "text") continue;
      out += " ";
      before = "space";
    } else {
      out += character;
      before = "text";
    }
  }
  return [out, before];
}

const isBackLink = (run: TextRun): boolean => !!run.link?.href.startsWith("#") && /^\s*(↩\ufe0e?|↑|\^)\s*$/.test(run.text);

export function normaliseRuns(content: Content | undefined, footnotes: number, inFootnote = false): Content {
  const out: Run[] = [];
  let before: Before = "nothing";
  for (const given of content ?? []) {
    if (isFootnote(given)) {
      if (given.footnote < 1 || given.footnote > footnotes) continue;
      before = "text";
      out.push({ footnote: given.footnote });
      continue;
    }
    const run = clean(given);
    if (inFootnote && isBackLink(run)) continue;
    const last = out.at(-1);
    if (before === "space" && /^[ \t\r\f]*\n/.test(run.text) && last && !isFootnote(last)) last.text = last.text.replace(/ $/, "");
    [run.text, before] = collapse(run.text, before);
    if (run.text === "") continue;
    while (out.length > 0 && (out.at(-1) as TextRun).text === "") out.pop();
    const previous = out.at(-1);
    if (previous && !isFootnote(previous) && sameProperties(previous, run)) previous.text += run.text;
    else out.push(run);
  }
  for (let last = out.at(-1); last && !isFootnote(last); last = out.at(-1)) {
    last.text = last.text.replace(/[ \n]+$/, "");
    if (last.text !== "") break;
    out.pop();
  }
  return out;
}
