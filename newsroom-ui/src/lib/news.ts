// SPDX-License-Identifier: GPL-3.0-or-later
// Hears which stories are changed, by anybody, and that the person has other notifications, over one live connection of the page, for all
// parts of it that want to know.

/** `stories`: those that were changed; null: any may have been, as after the connection was away. */
export type Heard = (stories: ReadonlySet<number> | null) => void;

const listeners = new Set<Heard>();
const ofNotifications = new Set<() => void>();
let source: EventSource | null = null;
let again: ReturnType<typeof setTimeout> | undefined;
const tryAgain = 30_000;

function tell(stories: ReadonlySet<number> | null): void {
  listeners.forEach((heard) => heard(stories));
}

/** Anything may have changed. */
function anything(): void {
  tell(null);
  ofNotifications.forEach((heard) => heard());
}

function close(): void {
  source?.close();
  source = null;
  clearTimeout(again);
}

/** A page that nobody looks at holds no connection: a browser has only a few to one server. */
function adjust(): void {
  if ((listeners.size === 0 && ofNotifications.size === 0) || document.visibilityState === "hidden") {
    close();
    return;
  }
  if (source !== null) return;
  const opened = new EventSource("/api/v1/stories/live");
  source = opened;
  // It ends every minute and is opened again; what was changed in between is not told.
  opened.addEventListener("open", anything);
  opened.addEventListener("notifications", () => ofNotifications.forEach((heard) => heard()));
  opened.addEventListener("stories", (event: MessageEvent<string>) => {
    const { stories, more } = JSON.parse(event.data) as { stories: number[]; more: boolean };
    tell(more ? null : new Set(stories));
  });
  opened.addEventListener("error", () => {
    // The browser connects again by itself, unless the server said no.
    if (opened.readyState === EventSource.CLOSED && source === opened) {
      close();
      // While too many pages are open, each asks now and then.
      again = setTimeout(() => {
        anything();
        adjust();
      }, tryAgain);
    }
  });
}

function join<T>(all: Set<T>, heard: T): () => void {
  if (listeners.size === 0 && ofNotifications.size === 0) document.addEventListener("visibilitychange", adjust);
  all.add(heard);
  adjust();
  return () => {
    all.delete(heard);
    if (listeners.size === 0 && ofNotifications.size === 0) document.removeEventListener("visibilitychange", adjust);
    adjust();
  };
}

/** Calls `heard` after each change until the function that it returns is called. */
export const listenToStories = (heard: Heard): (() => void) => join(listeners, heard);

/** The same for the notifications of the person who is signed in. */
export const listenToNotifications = (heard: () => void): (() => void) => join(ofNotifications, heard);
