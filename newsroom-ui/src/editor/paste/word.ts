// SPDX-License-Identifier: GPL-3.0-or-later
// What Word writes for its lists and notes: paragraphs with a class and a style, made into lists and notes again.
import { declarationsOf } from "./inline_style";

export interface WordItem {
  level: number;
  ordered: boolean;
  start: number;
}

const ignored = (element: Element): boolean => /mso-list:\s*ignore/i.test(element.getAttribute("style") ?? "");

/** Whether a paragraph is an item of a list of Word's, and which; null where it is none. */
export function wordItem(element: Element): WordItem | null {
  const found = /level(\d+)/.exec(declarationsOf(element).get("mso-list") ?? "");
  if (!found) return null;
  const marker = [...element.querySelectorAll("span")].find(ignored)?.textContent?.replace(/\u00a0/g, " ").trim() ?? "";
  const number = /^\(?([0-9۰-۹٠-٩]+|[a-zA-Z]|[ivxIVX]+)[.)]/.exec(marker);
  const digits = number?.[1]?.replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0)).replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));
  return { level: Math.min(9, Number(found[1])), ordered: number !== null, start: digits && /^\d+$/.test(digits) ? Number(digits) : 1 };
}

const styled = (element: Element, pattern: RegExp): boolean => pattern.test(element.getAttribute("style") ?? "");

/** Text that a tracked change deleted. Word names who deleted it; struck text of a web page has nobody, and stays. */
const isTrackedDeletion = (element: Element): boolean => element.tagName === "DEL" && /^mailto:/i.test(element.getAttribute("cite") ?? "");

/** The mark of a comment in the text ("[AL1]"), and the comments at the end. */
const isComment = (element: Element): boolean => /\b(?:MsoCommentReference|msocomanchor|msocomtxt)\b/.test(element.className) || styled(element, /mso-element:\s*comment(?:-list)?\b/i);

/** The line that Word draws above its notes. */
const isNoteSeparator = (element: Element): boolean => element.tagName === "HR" && element.parentElement !== null && styled(element.parentElement, /mso-element:\s*(?:foot|end)note-list/i);

/** What Word adds that is no text of the story: markers of items, deleted text, comments, the line above notes. */
export const isWordHelp = (element: Element): boolean =>
  ignored(element) || styled(element, /mso-hide:\s*all/i) || element.tagName.startsWith("V:") || isTrackedDeletion(element) || isComment(element) || isNoteSeparator(element);

/** The note that a reference leads to: Word, LibreOffice and common Markdown writers. The other end of it leads back. */
export function noteTarget(element: Element): string | null {
  if (element.tagName !== "A") return null;
  const target = /^#(_ftn\d+|_edn\d+|sdfootnote\d+sym|sdendnote\d+sym|fn[-:]?\d+|user-content-fn-[\w-]+|cite_note-[\w.-]+|ftnt\d+)$/.exec(element.getAttribute("href")?.replace(/^[^#]*/, "") ?? "");
  return target?.[1] ?? null;
}

export const isBackReference = (element: Element): boolean =>
  element.tagName === "A" && /^#(_ftnref\d+|_ednref\d+|sdfootnote\d+anc|sdendnote\d+anc|fnref[-:]?\d+|user-content-fnref-[\w-]+|cite_ref-[\w.-]+|ftnt_ref\d+)$/.test(element.getAttribute("href")?.replace(/^[^#]*/, "") ?? "");

/** The element that holds the note of that name. */
export function noteElement(root: Element, target: string): Element | null {
  const number = /\d+/.exec(target)?.[0] ?? "";
  const named = root.querySelector(`[id="${target}"], a[name="${target}"]`);
  const whole = root.querySelector(target.startsWith("_ftn") ? `[id="ftn${number}"]` : target.startsWith("_edn") ? `[id="edn${number}"]` : target.startsWith("sdfootnote") ? `[id="sdfootnote${number}"]` : ":not(*)");
  return whole ?? named?.closest("li, p, div") ?? named;
}
