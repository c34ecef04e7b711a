// SPDX-License-Identifier: GPL-3.0-or-later
// What tabs of this browser kept of a story and no tab that lives is at work on: this tab's own first, then the newest.
import { BrowserStore, type LocalCopy } from "../../editor/saving/local";
import type { Fields } from "../../editor/saving/fields";
import { livingTabs } from "../../editor/saving/tabs";

export const store = new BrowserStore<Fields>();

/** `key`: the story's number, or "new:TAB" for one that the server does not have. */
export async function openCopies(person: string, key: string, tab: string): Promise<LocalCopy<Fields>[]> {
  try {
    const all = key.startsWith("new:") ? (await store.all(person)).filter((copy) => copy.story.startsWith("new:")) : await store.of(person, key);
    const living = await livingTabs();
    return all.filter((copy) => copy.tab === tab || !living.has(copy.tab)).sort((a, b) => Number(b.tab === tab) - Number(a.tab === tab) || b.at - a.at);
  } catch {
    // A browser that keeps nothing has nothing kept.
    return [];
  }
}

export const forget = (key: string): void => void store.remove(key).catch(() => {});
