// SPDX-License-Identifier: GPL-3.0-or-later
// The library's entry for a picture of a text, which names it by its address alone.
import { get } from "../../lib/api";
import type { Medium } from "../../lib/types";

const known = new Map<string, Medium>();

export function remember(medium: Medium): Medium {
  known.set(medium.url, medium);
  return medium;
}

/** Null for pictures that stand elsewhere, or are not in the library. */
export async function mediumOf(source: string): Promise<Medium | null> {
  const found = known.get(source);
  if (found) return found;
  if (!source.startsWith("/media/")) return null;
  try {
    const { media } = await get<{ media: Medium[] }>("/media", { address: source });
    const [medium] = media;
    if (medium) known.set(source, medium);
    return medium ? remember(medium) : null;
  } catch {
    return null;
  }
}
