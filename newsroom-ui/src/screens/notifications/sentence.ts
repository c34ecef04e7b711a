// SPDX-License-Identifier: GPL-3.0-or-later
// What a notification says, and where it leads.
import { t, tt } from "../../lib/i18n.svelte";
import type { Notification } from "../../lib/types";

/** `name`: the present name of an account. */
export function sentence(one: Pick<Notification, "kind" | "by" | "headline">, name: (email: string) => string): string {
  const story = one.headline.trim() || t("notifications.untitled");
  if (one.by === null) return t("notifications.say.published.due", { story });
  return tt(`notifications.say.${one.kind}`, { name: name(one.by), story });
}

export const pathOf = (one: Pick<Notification, "story" | "note">): string => `/stories/${one.story}${one.note === null ? "" : `?note=${one.note}`}`;
