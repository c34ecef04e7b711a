// SPDX-License-Identifier: GPL-3.0-or-later
// What an element says of its text: by its name, and by the style that word processors write instead of one.
import type { Link, MarkName } from "../document/document";
import { parseAddress } from "../document/address";

export interface Look {
  marks: ReadonlySet<MarkName>;
  link?: Link | undefined;
}

const marksOfTags: Record<string, MarkName> = {
  B: "strong", STRONG: "strong", I: "emphasis", EM: "emphasis", CITE: "emphasis", VAR: "emphasis", DFN: "emphasis", S: "strikethrough", STRIKE: "strikethrough",
  DEL: "strikethrough", CODE: "code", KBD: "code", SAMP: "code", TT: "code", SUB: "subscript", SUP: "superscript",
};

export function declarationsOf(element: Element): Map<string, string> {
  const found = new Map<string, string>();
  for (const part of (element.getAttribute("style") ?? "").split(";")) {
    const colon = part.indexOf(":");
    if (colon > 0) found.set(part.slice(0, colon).trim().toLowerCase(), part.slice(colon + 1).trim().toLowerCase());
  }
  return found;
}

const isBold = (weight: string): boolean => weight === "bold" || weight === "bolder" || Number(weight) >= 600;

/** The look of what is inside `element`, given that of what is around it. */
export function lookInside(element: Element, around: Look, inHeading: boolean): Look {
  const marks = new Set(around.marks);
  const own = marksOfTags[element.tagName];
  if (own) marks.add(own);
  const style = declarationsOf(element);
  const weight = style.get("font-weight");
  if (weight) {
    if (isBold(weight)) marks.add("strong");
    else marks.delete("strong");
  }
  const slant = style.get("font-style");
  if (slant === "italic" || slant === "oblique") marks.add("emphasis");
  else if (slant === "normal") marks.delete("emphasis");
  const line = `${style.get("text-decoration") ?? ""} ${style.get("text-decoration-line") ?? ""}`;
  if (line.includes("line-through")) marks.add("strikethrough");
  const height = style.get("vertical-align");
  if (height === "super") marks.add("superscript");
  if (height === "sub") marks.add("subscript");
  if (inHeading) marks.delete("strong"); // a heading is bold by itself
  let link = around.link;
  if (element.tagName === "A") {
    const href = parseAddress(element.getAttribute("href") ?? "");
    if (href) {
      const title = element.getAttribute("title");
      link = { href: unwrapped(href), ...(title && { title }) };
    }
  }
  return { marks, link };
}

/** The address behind those that word processors and mail programs put in front of it. */
export function unwrapped(href: string): string {
  try {
    const url = new URL(href);
    const inner = /(^|\.)google\.[a-z.]+$/.test(url.hostname) && url.pathname === "/url" ? (url.searchParams.get("q") ?? url.searchParams.get("url")) :
      url.hostname.endsWith(".safelinks.protection.outlook.com") ? url.searchParams.get("url") : null;
    return (inner && parseAddress(inner)) ?? href;
  } catch {
    return href;
  }
}
