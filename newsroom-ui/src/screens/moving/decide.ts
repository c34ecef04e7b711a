// SPDX-License-Identifier: GPL-3.0-or-later
// Sends what somebody decided about notes of an import.
import { post } from "../../lib/api";
import type { ImportKind, ImportNote } from "../../lib/types";

export type NoteState = ImportNote["state"];

export interface Decided {
  changed: number;
  decided_at: string | null;
  kinds: ImportKind[];
}

/** About one note; or about all open ones of a kind, and with `decided_at` the undoing of that. */
export type Decision = { state: NoteState; note: number } | { state: "done" | "dismissed"; kind: string } | { state: "open"; kind: string; decided_at: string | null };

export async function decide(run: number, decision: Decision): Promise<Decided> {
  return post<Decided>(`/imports/${run}/notes`, decision);
}
