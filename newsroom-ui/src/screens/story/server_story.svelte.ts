// SPDX-License-Identifier: GPL-3.0-or-later
// What the server says of the story that is open: the story, its draft of changes, and whether somebody deleted it.
import { fieldsOf } from "../../editor/saving/fields";
import type { Version } from "../../editor/saving/saver";
import { ApiError } from "../../lib/api";
import type { Story } from "../../lib/types";
import { readStory, type Draft } from "./transport";

export class ServerStory {
  story = $state.raw<Story | null>(null);
  draft = $state.raw<Draft | null>(null);
  /** The number of its entry in the trash, if somebody deleted the story; null: nobody did. */
  trash = $state<number | null>(null);
  private reads = 0; // counts what was taken over, and reload() when it asks: an answer that comes after a later one is dropped

  show({ story, draft }: { story: Story; draft: Draft | null }): void {
    ++this.reads;
    this.story = story;
    this.draft = draft;
  }
  /** The draft alone was read or changed. */
  showDraft(draft: Draft | null): void {
    ++this.reads;
    this.draft = draft;
  }
  /** The story and its draft as they are now. */
  async read(id: string): Promise<Version> {
    const found = await readStory(id);
    this.show(found);
    return found.version;
  }

  /** `id`: the story's number, or "new:TAB" for one that the server does not have. */
  async reload(id: string): Promise<void> {
    if (id.startsWith("new:")) return;
    const asked = ++this.reads;
    try {
      const found = await readStory(id);
      if (asked !== this.reads) return;
      this.show(found);
      this.trash = null;
    } catch (error) {
      // It is asked again with the next save.
      this.lost(error);
    }
  }
  /** Whether what went wrong is that somebody deleted the story. */
  lost(error: unknown): void {
    if (!(error instanceof ApiError) || error.problem.code !== "story-in-trash") return;
    const number = error.problem.values?.["trash"];
    this.trash = typeof number === "number" ? number : null;
  }

  /** Takes over the answer to something that was done with the story: what goes on being changed. */
  async took(story: Story, etag: string | null): Promise<Version> {
    if (story.body !== undefined && etag !== null) {
      // A draft that is still there is what goes on being changed.
      this.show({ story, draft: story.has_draft ? this.draft : null });
      if (!story.has_draft) return { fields: fieldsOf(story), etag };
    }
    return this.read(String(story.id));
  }
}
