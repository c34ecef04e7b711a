// SPDX-License-Identifier: GPL-3.0-or-later
// Words that cannot be saved any more are handed on as notes to those who may change the story.
import { post } from "../../lib/api";
import { notesOf } from "./stranded";

export class HandingOn {
  private begun: { text: string; notes: number } | null = null;

  /** Adds the notes. Should one fail, the next call with the same text goes on with it. */
  async hand(story: number, text: string): Promise<void> {
    if (this.begun?.text !== text) this.begun = { text, notes: 0 };
    for (const note of notesOf(text).slice(this.begun.notes)) {
      await post(`/stories/${story}/notes`, { text: note });
      ++this.begun.notes;
    }
    this.begun = null;
  }
}
