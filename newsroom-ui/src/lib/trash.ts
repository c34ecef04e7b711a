// SPDX-License-Identifier: GPL-3.0-or-later
// Deleting with a way back: what is deleted goes to the trash, and a notice offers to undo it.
import { post, remove } from "./api";
import { t } from "./i18n.svelte";
import { done, failed, undoable } from "./notices.svelte";
import type { Restored, TrashEntry } from "./types";

export const restore = (number: number): Promise<Restored> => post<Restored>(`/trash/${number}/restore`);

export const nameOf = (entry: Pick<TrashEntry, "name">): string => entry.name || t("shell.trash.noName");

/** Says what came back, and what it had to come back without. */
export async function restoreAndSay(entry: Pick<TrashEntry, "number" | "name">): Promise<Restored> {
  const restored = await restore(entry.number);
  const name = nameOf(entry);
  done(restored.left_out.length > 0 ? t("shell.trash.leftOut", { name, gone: restored.left_out.join(", ") }) : t("shell.trash.restored", { name }));
  return restored;
}

/** `path`: of what is deleted, as "/stories/17". `restored`: called after it was undone. Fails as the server does. */
export async function moveToTrash(path: string, restored: () => void): Promise<TrashEntry> {
  const entry = await remove<TrashEntry>(path);
  undoable(t("shell.trash.moved", { name: nameOf(entry) }), () => {
    restoreAndSay(entry).then(restored, failed);
  });
  return entry;
}
