// SPDX-License-Identifier: GPL-3.0-or-later
// What the story screen reads of the API besides the story itself.

export interface RevisionEntry {
  number: number;
  saved_at: string;
  saved_by: string;
  headline: string;
}
export interface DraftVersionEntry {
  number: number;
  saved_at: string;
  saved_by: string;
  reason: "time" | "deletion" | "person" | "discarded";
  headline: string;
}
export interface Note {
  number: number;
  at: string;
  by: string;
  text: string;
  /** The note that begins the thread, or null where this one does. */
  answers: number | null;
  passage: string | null;
  resolved_at: string | null;
  resolved_by: string | null;
}
export interface Correction {
  number: number;
  at: string;
  kind: "correction" | "clarification" | "retraction";
  text: string;
}
export interface PreviewLink {
  number: number;
  url?: string;
  created_at?: string;
  expires_at: string;
}
