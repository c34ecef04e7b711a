// SPDX-License-Identifier: GPL-3.0-or-later
// A scheduled story goes to another day or time.
import { post } from "../../lib/api";
import { date, i18n, t } from "../../lib/i18n.svelte";
import { done, failed } from "../../lib/notices.svelte";
import type { StorySummary } from "../../lib/types";
import { fromLocal, toLocal } from "../../lib/zone";

/** The same time of day on another day; null where the clocks know no such time. */
export const sameTimeOn = (story: StorySummary, day: string): Date | null =>
  story.published_at ? fromLocal(`${day}T${toLocal(new Date(story.published_at), i18n.zone).slice(11)}`, i18n.zone) : null;

const schedule = (id: number, at: string): Promise<void> => post(`/stories/${id}/publish`, { at });

/** Schedules it anew and says so, with a way back. */
export async function moveTo(story: StorySummary, at: Date, changed: () => void): Promise<void> {
  const { id, headline, published_at: old } = story;
  await schedule(id, at.toISOString());
  const back = (): void => void schedule(id, old ?? "").catch(failed).finally(changed);
  const later = old && Date.parse(old) > Date.now();
  done(t("shell.calendar.moved", { headline, time: date(at) }), later ? { label: t("shell.calendar.undo"), run: back } : undefined);
  changed();
}
