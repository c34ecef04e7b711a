// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with the story that is open once all that was written is on the server: published, saved as a version, taken back, deleted.
import { fieldsOf } from "../../editor/saving/fields";
import type { StorySaver, Version } from "../../editor/saving/saver";
import { ApiError, request } from "../../lib/api";
import { moveToTrash } from "../../lib/trash";
import type { Story } from "../../lib/types";
import type { Conflicts } from "./conflicts.svelte";
import type { ServerStory } from "./server_story.svelte";
import type { Draft } from "./transport";
import type { Writing } from "./writing.svelte";

interface Parts {
  server: ServerStory;
  writing: Writing;
  conflicts: Conflicts;
  saver: () => StorySaver | null;
  begun: () => void;
  /** The server has another version than before. */
  done: () => void;
  deleted: () => void;
}

export class Steps {
  private acting = 0;

  constructor(private readonly parts: Parts) {}

  get busy(): boolean {
    return this.acting > 0;
  }

  /** Calls `work` once all that was written is on the server. False: it is not, or nothing is open, and nothing was done. */
  private async whenSaved(work: (id: number, saver: StorySaver) => Promise<void>): Promise<boolean> {
    const { server } = this.parts;
    const saver = this.parts.saver();
    if (!saver || !(await saver.flush()) || server.story === null) return false;
    await work(server.story.id, saver);
    return true;
  }

  /** Does something with the story. False: what was written is not on the server, and nothing was done. */
  async act(path: string, body?: unknown, match = false): Promise<boolean> {
    const { server, conflicts, begun, done } = this.parts;
    return this.whenSaved(async (id, saver) => {
      ++this.acting;
      begun();
      try {
        await saver.exclusively(async (etag) => {
          const { data, etag: after } = await request<Story>("POST", `/stories/${id}${path}`, { body, ...(match && etag ? { ifMatch: etag } : {}) });
          return server.took(data, after);
        });
      } catch (error) {
        // What others did meanwhile is shown before anybody decides again.
        if (error instanceof ApiError && error.status === 412) await conflicts.compareWithStory(id).catch(() => {});
        throw error;
      } finally {
        --this.acting;
      }
      await server.reload(saver.story);
      done();
    });
  }

  /** The draft becomes a revision. False: as in act(). */
  async saveVersion(): Promise<boolean> {
    const { server } = this.parts;
    const saved = await this.whenSaved((_, saver) => server.reload(saver.story));
    return saved && (server.draft === null || this.act("/draft/save", undefined, true));
  }

  /** Throws the draft away: what readers, or the last revision, have stands again. */
  async discard(): Promise<void> {
    await this.whenSaved((id, saver) =>
      saver.exclusively(async (etag) => {
        await request("DELETE", `/stories/${id}/draft`, etag ? { ifMatch: etag } : {});
        return this.putRead(id);
      }),
    );
  }

  /** What a kept version of the draft says stands here again; what stood here is kept as a version. False: as in act(). */
  async bringBack(number: number): Promise<boolean> {
    const { server, writing, done } = this.parts;
    return this.whenSaved(async (id, saver) => {
      await saver.exclusively(async (etag) => {
        const { data, etag: after } = await request<Draft>("POST", `/stories/${id}/draft/versions/${number}/restore`, etag ? { ifMatch: etag } : {});
        server.showDraft(data);
        const fields = fieldsOf(data);
        writing.put(fields);
        return { fields, etag: after };
      });
      done();
    });
  }

  /** After a revision was restored: its text stands here. */
  async restore(number: number): Promise<void> {
    if (!(await this.saveVersion())) return;
    await this.whenSaved(async (id, saver) => {
      await saver.exclusively(async () => {
        const { etag } = await request<Story>("GET", `/stories/${id}`);
        await request<Story>("POST", `/stories/${id}/revisions/${number}/restore`, etag ? { ifMatch: etag } : {});
        return this.putRead(id);
      });
      this.parts.done();
    });
  }

  /** Moves the story to the trash; `restored` is called with its number if that is undone. False: as in act(). */
  async moveToTrash(restored: (id: number) => void): Promise<boolean> {
    return this.whenSaved(async (id) => {
      ++this.acting;
      try {
        await moveToTrash(`/stories/${id}`, () => restored(id));
      } finally {
        --this.acting;
      }
      this.parts.deleted();
    });
  }

  /** What the server has stands here. */
  private async putRead(id: number): Promise<Version> {
    const version = await this.parts.server.read(String(id));
    this.parts.writing.put(version.fields);
    return version;
  }
}
