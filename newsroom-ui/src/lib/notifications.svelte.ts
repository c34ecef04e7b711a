// SPDX-License-Identifier: GPL-3.0-or-later
// How many notifications the person has not read, for the bell: asked again whenever the server says that they changed.
import { get } from "./api";
import { t } from "./i18n.svelte";
import { listenToNotifications } from "./news";
import { announce } from "./notices.svelte";

const state = $state({ unread: 0, changes: 0 });
let asking = false;
let again = false;
let known = false;

export const notifications = {
  get unread(): number {
    return state.unread;
  },
  /** Grows whenever the list may be another. */
  get changes(): number {
    return state.changes;
  },
};

/** The server's number, as an answer had it. */
export function setUnread(count: number): void {
  if (known && count > state.unread) announce(t("shell.bell.unread", { count }));
  known = true;
  state.unread = count;
}

async function ask(): Promise<void> {
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  try {
    do {
      again = false;
      setUnread((await get<{ unread: number }>("/notifications/count")).unread);
      ++state.changes;
    } while (again);
  } catch {
    // The bell keeps its number until it hears again: at the latest when the connection is opened or asked for anew, in a minute.
  } finally {
    asking = false;
  }
}

/** Until the function that it returns is called. */
export function followNotifications(): () => void {
  known = false;
  void ask();
  return listenToNotifications(() => void ask());
}
