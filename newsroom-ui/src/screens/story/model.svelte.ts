// SPDX-License-Identifier: GPL-3.0-or-later
// One story that is open: what the server knows of it, what stands on the screen, and what becomes of that.
// Flow:   screen -> StoryModel.set() -> StorySaver -> local store and server; server -> StoryModel -> screen
import type { LocalCopy } from "../../editor/saving/local";
import { fieldsOf, patchOf, sameFields, type Fields } from "../../editor/saving/fields";
import { StorySaver, type Conflict, type Rejected, type Said, type Version } from "../../editor/saving/saver";
import { joinTabs, tabName, type TabChannel } from "../../editor/saving/tabs";
import type { Direction, Document } from "../../editor/document/document";
import { ApiError, request } from "../../lib/api";
import { t } from "../../lib/i18n.svelte";
import { failed } from "../../lib/notices.svelte";
import { href } from "../../lib/router.svelte";
import { session } from "../../lib/session.svelte";
import type { Story } from "../../lib/types";
import { forget, openCopies, store } from "./copies";
import { directionOf } from "./directions";
import { Presence } from "./presence.svelte";
import { makeTransport, readStory, type Draft } from "./transport";

export type Head = Omit<Fields, "body">;
/** What the story's text is shown in. */
export interface TextView {
  current(): Document;
  show(document: Document): void;
}

const emptyFields = (language: string): Fields => ({
  kind: "article", slug: "", headline: "", standfirst: "", section: null, topics: [], authors: [], language, lead_image: null, translation_key: null, body: { blocks: [] },
});

export class StoryModel {
  story = $state.raw<Story | null>(null);
  draft = $state.raw<Draft | null>(null);
  head = $state<Head>(emptyFields("en"));
  said = $state.raw<Said>({ state: "saved", trouble: null, message: null, savedAt: null });
  conflict = $state.raw<Conflict | null>(null);
  readonly presence = new Presence(() => this.id);
  otherTab = $state(false);
  /** When what was restored had been written, for the words that say so. */
  restored = $state<number | null>(null);
  /** Copies of tabs that were closed, which are looked at one by one. */
  leftover = $state.raw<LocalCopy<Fields>[]>([]);
  ready = $state(false);
  problem = $state.raw<unknown>(null);
  /** Fields that the server did not take, and why. */
  rejected = $state.raw<Rejected>({});
  /** Counts what was written, for what follows the text. */
  edits = $state(0);

  initialBody: Document = { blocks: [] };
  private text: TextView | null = null;
  private saver: StorySaver | null = null;
  private tab = "";
  private channel: TabChannel | null = null;
  private stopped = false;
  private superseded: string[] = [];
  private rebaseTo: number | null = null;
  private reads = 0; // counts what was taken over, and reload() when it asks: an answer that comes after a later one is dropped
  private transport = makeTransport(() => t("editor.untitled"));

  get id(): number | null {
    return this.story?.id ?? null;
  }
  get direction(): Direction {
    return directionOf(this.head.language);
  }

  /** Whether the server would take changes from whoever is signed in; the server decides. */
  get editable(): boolean {
    const { story } = this;
    if (!this.ready) return false;
    if (!story || session.may("editor")) return story?.status !== "withdrawn";
    const own = story.created_by === undefined || story.created_by === session.email || story.assignee === session.email;
    return own && (story.status === "draft" || (session.may("reporter") && story.status === "in_review"));
  }
  /** There is something that readers, or the revisions, do not have. */
  get changed(): boolean {
    return this.draft !== null || this.said.state !== "saved";
  }

  async open(id: number | null): Promise<void> {
    this.problem = null;
    this.tab = await tabName();
    const key = id === null ? `new:${this.tab}` : String(id);
    try {
      await this.start(key, id);
      this.ready = true;
      this.presence.start();
    } catch (error) {
      this.problem = error;
    }
  }

  private async start(key: string, id: number | null): Promise<void> {
    const copies = await openCopies(session.email, key, this.tab, (copy) => this.left(copy));
    let version: Version = { fields: emptyFields(session.site?.language ?? "en"), etag: null };
    if (id !== null) {
      try {
        const found = await readStory(String(id));
        this.show(found);
        version = found.version;
      } catch (error) {
        // Without the server there is what was kept here.
        const copy = copies[0];
        if (!(error instanceof ApiError && (error.offline || error.status === 401)) || !copy) throw error;
        version = { fields: copy.base, etag: copy.etag };
      }
    }
    const open = copies.filter((copy) => {
      const differs = !sameFields(copy.fields, version.fields);
      if (!differs) forget(copy.key);
      return differs;
    });
    // The first is gone on with from where it was; should somebody else have written meanwhile, the server says so.
    const first = open.find((copy) => copy.tab === this.tab) ?? (id === null ? undefined : open[0]);
    this.leftover = open.filter((copy) => copy !== first);
    if (!first) {
      this.begin(key, version);
      return;
    }
    this.begin(key, { fields: first.base, etag: first.etag }, first.sent);
    this.put(first.fields);
    this.restored = first.at;
    if (first.tab !== this.tab) this.superseded.push(first.key);
    this.saver?.edited();
  }

  private begin(key: string, { fields, etag }: Version, sent: Fields | null = null): void {
    this.put(fields);
    this.saver = new StorySaver(
      {
        person: session.email,
        tab: this.tab,
        transport: this.transport,
        local: store,
        current: () => this.fields(),
        events: {
          said: (said) => {
            const savedNow = said.state === "saved" && this.said.state !== "saved";
            this.said = said;
            if (savedNow) this.saved();
          },
          conflict: (conflict) => (this.conflict = conflict),
          created: (story) => this.created(story),
          rejected: (rejected) => (this.rejected = rejected),
          adopted: (adopted) => this.put(adopted),
        },
      },
      key,
      fields,
      etag,
      sent,
    );
    this.joinTabs(key);
  }

  /** Another tab ended while this one is open, and left what the server may not have. */
  private left(copy: LocalCopy<Fields>): void {
    if (this.stopped) return;
    if (sameFields(copy.fields, this.fields())) forget(copy.key);
    else this.leftover = [...this.leftover, copy];
  }

  /** Takes up what a closed tab left, against what stands here now. */
  takeUp(copy: LocalCopy<Fields>): void {
    this.drop(copy);
    const here = this.fields();
    if (sameFields(here, copy.base) || sameFields(here, emptyFields(here.language))) {
      this.put(copy.fields);
      this.edited();
    } else this.conflict = { base: copy.base, mine: copy.fields, theirs: here, etag: null };
  }
  drop(copy: LocalCopy<Fields>): void {
    this.leftover = this.leftover.filter((one) => one !== copy);
    forget(copy.key);
  }

  private put(fields: Fields): void {
    const { body, ...head } = fields;
    this.head = structuredClone(head);
    this.initialBody = body;
    this.text?.show(body);
    ++this.edits;
  }

  attach(text: TextView): void {
    this.text = text;
  }

  fields(): Fields {
    return { ...$state.snapshot(this.head), body: this.text?.current() ?? this.initialBody };
  }

  set<Name extends keyof Head>(name: Name, value: Head[Name]): void {
    this.head[name] = value as never;
    this.edited();
  }

  edited(): void {
    ++this.edits;
    this.presence.edited();
    this.saver?.edited();
  }

  private created(id: string): void {
    // The address changes without a new screen: whoever is typing goes on typing.
    history.replaceState(history.state, "", href(`/stories/${id}`));
    this.joinTabs(id);
    void this.reload();
  }

  private saved(): void {
    this.superseded.splice(0).forEach((copy) => forget(copy));
    this.channel?.send({ kind: "saved", tab: this.tab });
    if (this.draft === null && this.id !== null) void this.reload();
  }

  private show({ story, draft }: { story: Story; draft: Draft | null }): void {
    ++this.reads;
    this.story = story;
    this.draft = draft;
  }

  /** What the server says of the story, its text apart. */
  async reload(): Promise<void> {
    const id = this.saver?.story;
    if (!id || id.startsWith("new:")) return;
    const asked = ++this.reads;
    try {
      const found = await readStory(id);
      if (asked === this.reads) this.show(found);
    } catch {
      // It is asked again with the next save.
    }
  }

  private joinTabs(key: string): void {
    this.channel?.close();
    this.channel = joinTabs(key, (message) => {
      if (message.tab === this.tab) return;
      if (message.kind === "saved") void this.saver?.refresh().catch(() => {});
      else {
        this.otherTab = true;
        if (message.kind === "here") this.channel?.send({ kind: "here-too", tab: this.tab });
      }
    });
    this.channel.send({ kind: "here", tab: this.tab });
  }

  /** The window is looked at again: what others did meanwhile is taken over, what is open is sent. */
  back(): void {
    this.saver?.retry();
    void this.saver?.refresh().catch(() => {});
    if (this.story === null) void this.reload();
  }
  hurry(): void {
    this.saver?.hurry();
  }

  /** The story itself was changed, past the draft: both are laid side by side. */
  private async compareWithStory(id: number): Promise<void> {
    const { story, draft, version } = await readStory(String(id));
    this.show({ story, draft });
    if (!draft || draft.base_revision === story.revision) {
      await this.saver?.refresh();
      return;
    }
    const { data } = await request<object>("GET", `/stories/${id}/revisions/${draft.base_revision}`);
    this.rebaseTo = story.revision;
    this.conflict = { base: fieldsOf(data), mine: this.fields(), theirs: fieldsOf(story), etag: version.etag };
  }

  /** The draft is one of the story as it is now. */
  private async rebase(conflict: Conflict, revision: number, merged: Fields): Promise<void> {
    if (!this.saver || this.id === null) return;
    const id = this.id;
    const served = this.saver.served;
    try {
      await this.saver.exclusively(async (etag) => {
        const body = { ...patchOf(served, merged), base_revision: revision };
        const answer = await request<Draft>("PATCH", `/stories/${id}/draft`, { body, ifMatch: etag ?? undefined });
        ++this.reads;
        this.draft = answer.data;
        this.put(merged);
        return { fields: merged, etag: answer.etag };
      });
    } catch (error) {
      this.rebaseTo = revision;
      this.conflict = conflict;
      failed(error);
    }
  }

  /** Both versions as they are now: either may have gone on since they parted. */
  async conflictNow(): Promise<Conflict | null> {
    const { conflict } = this;
    if (!conflict) return null;
    let theirs = { fields: conflict.theirs, etag: conflict.etag };
    if (this.id !== null && conflict.etag !== null && this.rebaseTo === null) {
      try {
        const found = await readStory(String(this.id));
        ++this.reads;
        this.draft = found.draft;
        theirs = found.version;
      } catch {
        // What was read when they parted is compared; the server says so again if there is more.
      }
    }
    this.conflict = { base: conflict.base, mine: this.fields(), theirs: theirs.fields, etag: theirs.etag };
    return this.conflict;
  }

  settle(merged: Fields): void {
    const { conflict, rebaseTo } = this;
    if (!conflict) return;
    this.conflict = null;
    this.rebaseTo = null;
    if (rebaseTo !== null) {
      void this.rebase(conflict, rebaseTo, merged);
      return;
    }
    this.put(merged);
    if (conflict.etag === null) this.edited();
    else this.saver?.settle(conflict.theirs, conflict.etag);
  }

  flush(): Promise<boolean> {
    return this.saver?.flush() ?? Promise.resolve(true);
  }

  /** Does something with the story once all that was written is on the server. False: it is not, and nothing was done. */
  async act(path: string, body?: unknown, match = false): Promise<boolean> {
    if (!(await this.flush()) || !this.saver || this.id === null) return false;
    const id = this.id;
    try {
      await this.saver.exclusively(async (etag) => {
        const { data, etag: after } = await request<Story>("POST", `/stories/${id}${path}`, { body, ...(match && etag ? { ifMatch: etag } : {}) });
        return this.took(data, after);
      });
    } catch (error) {
      // What others did meanwhile is shown before anybody decides again.
      if (error instanceof ApiError && error.status === 412) await this.compareWithStory(id).catch(() => {});
      throw error;
    }
    await this.reload();
    this.channel?.send({ kind: "saved", tab: this.tab });
    return true;
  }

  private async took(story: Story, etag: string | null): Promise<Version> {
    if (story.body !== undefined && etag !== null) {
      // A draft that is still there is what goes on being changed.
      this.show({ story, draft: story.has_draft ? this.draft : null });
      if (!story.has_draft) {
        return { fields: fieldsOf(story), etag };
      }
    }
    const found = await readStory(String(story.id));
    this.show(found);
    return found.version;
  }

  /** The draft becomes a revision. */
  async saveVersion(): Promise<boolean> {
    if (!(await this.flush())) return false;
    await this.reload();
    return this.draft === null ? true : this.act("/draft/save", undefined, true);
  }

  /** Throws the draft away: what readers, or the last revision, have stands again. */
  async discard(): Promise<void> {
    if (!this.saver || this.id === null || !(await this.flush())) return;
    const id = this.id;
    await this.saver.exclusively(async (etag) => {
      await request("DELETE", `/stories/${id}/draft`, etag ? { ifMatch: etag } : {});
      const found = await readStory(String(id));
      this.show(found);
      this.put(found.version.fields);
      return found.version;
    });
  }

  /** After a revision was restored: its text stands here. */
  async restore(number: number): Promise<void> {
    if (!this.saver || this.id === null || !(await this.saveVersion())) return;
    const id = this.id;
    await this.saver.exclusively(async () => {
      const { etag } = await request<Story>("GET", `/stories/${id}`);
      await request<Story>("POST", `/stories/${id}/revisions/${number}/restore`, etag ? { ifMatch: etag } : {});
      const found = await readStory(String(id));
      this.show(found);
      this.put(found.version.fields);
      return found.version;
    });
    this.channel?.send({ kind: "saved", tab: this.tab });
  }

  stop(): void {
    if (this.stopped) return;
    this.stopped = true;
    this.saver?.stop();
    this.channel?.close();
    if (this.ready) this.presence.stop();
  }
}
