// SPDX-License-Identifier: GPL-3.0-or-later
// What tabs of this browser kept of a story and no tab that lives is at work on: this tab's own first, then the newest.
import { BrowserStore, type LocalCopy } from "../../editor/saving/local";
import type { Fields } from "../../editor/saving/fields";
import { livingTabs, whenGone } from "../../editor/saving/tabs";

export const store = new BrowserStore<Fields>();

/** Milliseconds in which a tab that was just closed lets go of what it held. */
const closing = 1000;

/** `key`: the story's number, or "new:TAB" for one that the server does not have. `later` hears of tabs that end while this one is open. */
export async function openCopies(person: string, key: string, tab: string, later: (copy: LocalCopy<Fields>) => void): Promise<LocalCopy<Fields>[]> {
  const read = async (): Promise<LocalCopy<Fields>[]> =>
    key.startsWith("new:") ? (await store.all(person)).filter((copy) => copy.story.startsWith("new:")) : store.of(person, key);
  try {
    const isLiving = async (): Promise<(copy: LocalCopy<Fields>) => boolean> => {
      const living = await livingTabs();
      return (copy) => copy.tab !== tab && living.has(copy.tab);
    };
    const held = (await read()).filter(await isLiving());
    const gone = held.map((copy) => whenGone(copy.tab));
    if (held.length > 0) await Promise.race([Promise.all(gone), new Promise((resolve) => setTimeout(resolve, closing))]);
    const living = await isLiving();
    const all = await read();
    for (const copy of all.filter(living)) {
      void whenGone(copy.tab).then(async () => (await read()).filter((left) => left.key === copy.key).forEach(later)).catch(() => {});
    }
    return all.filter((copy) => !living(copy)).sort((a, b) => Number(b.tab === tab) - Number(a.tab === tab) || b.at - a.at);
  } catch {
    // A browser that keeps nothing has nothing kept.
    return [];
  }
}

export const forget = (key: string): void => void store.remove(key).catch(() => {});
