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
export interface Comment {
  number: number;
  at: string;
  name: string;
  url: string | null;
  author: string | null;
  /** The number of the comment that it answers. */
  answers: number | null;
  text: string;
  hidden: boolean;
}
export interface CommentPage {
  comments: Comment[];
  shown: number;
  hidden: number;
  next: string | null;
}
export interface PreviewLink {
  number: number;
  url?: string;
  created_at?: string;
  expires_at: string;
}
