// SPDX-License-Identifier: GPL-3.0-or-later
// The tabs of one browser that have one story open: each has a name, knows whether another still lives, and hears when another saved.

const nameKey = "stoppress-tab";

const newName = (): string => Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Holds a lock for as long as the tab lives; false where another tab has it. */
function hold(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    void navigator.locks
      .request(name, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock === null ? undefined : new Promise<void>(() => {});
      })
      .catch(() => resolve(false));
  });
}

let own: Promise<string> | null = null;

/** This tab's name: the same after a reload, another in a duplicate of the tab. */
export function tabName(): Promise<string> {
  own ??= (async () => {
    let name = sessionStorage.getItem(nameKey) ?? newName();
    if (navigator.locks && !(await hold(`${nameKey}-${name}`))) {
      name = newName();
      await hold(`${nameKey}-${name}`);
    }
    sessionStorage.setItem(nameKey, name);
    return name;
  })();
  return own;
}

/** The names of tabs that are open now. Without the browser's locks nobody can tell, and all others count as closed. */
export async function livingTabs(): Promise<Set<string>> {
  const held = navigator.locks ? ((await navigator.locks.query()).held ?? []) : [];
  return new Set(held.flatMap((lock) => (lock.name?.startsWith(`${nameKey}-`) ? [lock.name.slice(nameKey.length + 1)] : [])));
}

/** When that tab has ended: at once, or much later. */
export async function whenGone(name: string): Promise<void> {
  if (navigator.locks) await navigator.locks.request(`${nameKey}-${name}`, () => {});
}

export type TabMessage = { kind: "here" | "here-too"; tab: string } | { kind: "saved"; tab: string };

export interface TabChannel {
  send(message: TabMessage): void;
  close(): void;
}

export function joinTabs(story: string, hear: (message: TabMessage) => void): TabChannel {
  const channel = new BroadcastChannel(`stoppress-story-${story}`);
  channel.onmessage = (event: MessageEvent<TabMessage>) => hear(event.data);
  return { send: (message) => channel.postMessage(message), close: () => channel.close() };
}
