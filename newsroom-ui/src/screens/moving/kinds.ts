// SPDX-License-Identifier: GPL-3.0-or-later
// The kinds of notes that imports leave, in the order in which they are shown: what is missing first, what matters least last.

/** Files of the old site that are not here. */
const missing = ["file-missing", "file-refused"];

const known = [
  ...missing, "refused", "text-missing", "not-public", "members", "dated-later", "expires", "file-reduced", "reference", "shortcode", "not-run", "unknown-block", "left-out",
  "markup", "date", "title", "address", "names", "redirect", "reminder", "featured", "search-engines", "setting", "other",
];

/** The kind whose words are shown: a later version of the program may have others. */
export const shownKind = (kind: string): string => (known.includes(kind) ? kind : "other");

export const isMissing = (kind: string): boolean => missing.includes(kind);

/** In the order in which they are shown. */
export function inOrder<T extends { kind: string }>(kinds: readonly T[]): T[] {
  const place = ({ kind }: T): number => known.indexOf(shownKind(kind));
  return kinds.toSorted((a, b) => place(a) - place(b) || (a.kind < b.kind ? -1 : 1));
}

const systems: Record<string, string> = { hugo: "Hugo", jekyll: "Jekyll", wxr: "WordPress", ghost: "Ghost", substack: "Substack", atom: "Atom" };

/** What people call the system. */
export const systemOf = (format: string): string => systems[format] ?? format;

/** What accounts count, where there is a word for it. */
const items: Record<string, string> = {
  stories: "stories", pages: "pages", sections: "sections", categories: "categories", topics: "topics", tags: "topics", terms: "terms", authors: "authors", comments: "comments", lists: "lists",
  files: "files", attachments: "files", "other items": "others", "rest of the file": "rest",
};

/** The name of the word; null: it is shown as the import says it. */
export const wordOf = (name: string): string | null => items[name] ?? null;
