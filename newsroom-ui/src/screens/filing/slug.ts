// SPDX-License-Identifier: GPL-3.0-or-later
// A first proposal for an address, made from a name; the server has its own rules and the last word.

export const slugPattern = "[a-z0-9]([a-z0-9\\-]*[a-z0-9])?";

export function proposeSlug(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 120);
}
