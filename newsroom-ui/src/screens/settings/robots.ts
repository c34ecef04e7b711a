// SPDX-License-Identifier: GPL-3.0-or-later
// robots.txt as it will be: the site's own lines, those that are added, and the sitemaps.

/** `file`, in which `kept` are the added lines, with `lines` in their place. */
export function withLines(file: string, kept: readonly string[], lines: readonly string[]): string {
  const sitemaps = file.lastIndexOf("\n\nSitemap: ") + 1;
  const head = file.slice(0, sitemaps);
  const added = kept.map((line) => `${line}\n`).join("");
  const own = head.endsWith(added) ? head.slice(0, head.length - added.length) : head;
  return own + lines.map((line) => `${line.trim()}\n`).join("") + file.slice(sitemaps);
}
