// SPDX-License-Identifier: GPL-3.0-or-later
// Two versions of the story that cannot be put together without asking: what is asked, and what becomes of the answer.
import { mergeFields } from "../../editor/compare/merge_fields";
import { fieldsOf, patchOf, sameFields, type Fields } from "../../editor/saving/fields";
import type { LocalCopy } from "../../editor/saving/local";
import type { Conflict, Merged, StorySaver, Version } from "../../editor/saving/saver";
import { request } from "../../lib/api";
import { failed } from "../../lib/notices.svelte";
import { untouched } from "./empty";
import type { ServerStory } from "./server_story.svelte";
import { readStory, type Draft } from "./transport";
import type { Writing } from "./writing.svelte";

interface Parts {
  server: ServerStory;
  writing: Writing;
  saver: () => StorySaver | null;
  /** Others' changes and those made here came together by themselves. */
  merged: (merged: Merged) => void;
  /** What a closed tab left stands here now, as `fields`. */
  tookUp: (copy: LocalCopy<Fields>, fields: Fields) => void;
}

export class Conflicts {
  open = $state.raw<Conflict | null>(null);
  private rebaseTo: number | null = null; // the revision that the draft is to be one of, as long as `open` is about that
  private takingUp: LocalCopy<Fields> | null = null; // asked about, as long as `open` is that of a closed tab

  constructor(private readonly parts: Parts) {}

  /** Takes up what a closed tab left, against what stands here now. */
  takeUp(copy: LocalCopy<Fields>): void {
    const here = this.parts.writing.fields();
    const merge = mergeFields(copy.base, here, copy.fields);
    if (sameFields(here, copy.base) || untouched(here)) this.parts.tookUp(copy, copy.fields);
    else if (merge.clear) this.parts.tookUp(copy, merge.choose({}, []));
    else {
      this.takingUp = copy;
      this.open = { base: copy.base, mine: here, theirs: copy.fields, etag: null, closedTab: true };
    }
  }

  /** The story itself was changed, past the draft: both are laid side by side. */
  async compareWithStory(id: number): Promise<void> {
    const { server, writing } = this.parts;
    const { story, draft, version } = await readStory(String(id));
    server.show({ story, draft });
    if (!draft || draft.base_revision === story.revision) {
      await this.parts.saver()?.refresh();
      return;
    }
    const { data } = await request<object>("GET", `/stories/${id}/revisions/${draft.base_revision}`);
    const conflict = { base: fieldsOf(data), mine: writing.fields(), theirs: fieldsOf(story), etag: version.etag };
    const merge = mergeFields(conflict.base, conflict.mine, conflict.theirs);
    if (merge.clear) {
      await this.rebase(conflict, story.revision, merge.choose({}, []), false);
      return;
    }
    this.rebaseTo = story.revision;
    this.open = conflict;
  }

  /** The draft is one of the story as it is now. `chosen`: by whoever sits here, and not by itself. */
  private async rebase(conflict: Conflict, revision: number, merged: Fields, chosen: boolean): Promise<void> {
    const { server, writing } = this.parts;
    const saver = this.parts.saver();
    const id = server.story?.id;
    if (!saver || id === undefined) return;
    const served = saver.served;
    try {
      await saver.exclusively(async (etag) => {
        const body = { ...patchOf(served, merged), base_revision: revision };
        const answer = await request<Draft>("PATCH", `/stories/${id}/draft`, { body, ifMatch: etag ?? undefined });
        server.showDraft(answer.data);
        // What was typed meanwhile comes on top.
        const mine = writing.fields();
        const both = mergeFields(conflict.mine, mine, merged).choose({}, []);
        if (chosen) writing.put(both, true);
        else this.parts.merged({ mine, merged: both, by: null });
        return { fields: merged, etag: answer.etag };
      });
    } catch (error) {
      this.rebaseTo = revision;
      this.open = conflict;
      failed(error);
    }
  }

  /** Both versions as they are now: either may have gone on since they parted. Null: they could be put together meanwhile. */
  async now(): Promise<Conflict | null> {
    const { server, writing } = this.parts;
    const conflict = this.open;
    if (!conflict) return null;
    let theirs: Version = { fields: conflict.theirs, etag: conflict.etag, by: conflict.by ?? null };
    if (server.story && conflict.etag !== null && this.rebaseTo === null) {
      try {
        const found = await readStory(String(server.story.id));
        server.showDraft(found.draft);
        theirs = found.version;
      } catch {
        // What was read when they parted is compared; the server says so again if there is more.
      }
    }
    this.open = { ...conflict, mine: writing.fields(), theirs: theirs.fields, etag: theirs.etag, by: theirs.by ?? null };
    const merge = mergeFields(conflict.base, this.open.mine, theirs.fields);
    if (!merge.clear) return this.open;
    this.settle(merge.choose({}, []));
    return null;
  }

  settle(merged: Fields): void {
    const { open: conflict, rebaseTo } = this;
    if (!conflict) return;
    this.open = null;
    this.rebaseTo = null;
    if (rebaseTo !== null) {
      void this.rebase(conflict, rebaseTo, merged, true);
      return;
    }
    if (conflict.closedTab && this.takingUp) this.parts.tookUp(this.takingUp, merged);
    else {
      this.parts.writing.put(merged);
      this.parts.saver()?.settle(conflict.theirs, conflict.etag);
    }
    this.takingUp = null;
  }
}
