// SPDX-License-Identifier: GPL-3.0-or-later
// One story that is open: what the server knows of it, what stands on the screen, and what becomes of that.
// Flow:   screen -> StoryModel.set() -> StorySaver -> local store and server; server -> StoryModel -> screen
import type { LocalCopy } from "../../editor/saving/local";
import { asTyped, fieldsOf, patchOf, sameFields, type Fields } from "../../editor/saving/fields";
import { mergeFields } from "../../editor/compare/merge_fields";
import { StorySaver, type Conflict, type Merged, type Rejected, type Said, type Version } from "../../editor/saving/saver";
import { joinTabs, tabName, type TabChannel } from "../../editor/saving/tabs";
import type { Direction, Document } from "../../editor/document/document";
import { ApiError, request } from "../../lib/api";
import { i18n, t } from "../../lib/i18n.svelte";
import { failed } from "../../lib/notices.svelte";
import { moveToTrash, restoreAndSay } from "../../lib/trash";
import { href } from "../../lib/router.svelte";
import { session } from "../../lib/session.svelte";
import type { Status, Story } from "../../lib/types";
import { forget, openCopies, store } from "./copies";
import { directionOf } from "./directions";
import { emptyFields, untouched } from "./empty";
import { HandingOn } from "./handing_on";
import { Hearing } from "./hearing";
import { guessLanguage, textOf } from "./language_guess";
import { newStoryLanguage, rememberLanguage } from "./last_language";
import { Merges } from "./merges";
import { Presence } from "./presence.svelte";
import { strandedText } from "./stranded";
import { ownAuthor } from "./own_author";
import { makeTransport, readStory, type Draft } from "./transport";

export type Head = Omit<Fields, "body">;
/** What the story's text is shown in. */
export interface TextView {
  current(): Document;
  /** `others`: somebody else wrote it, so that undoing one's own typing leaves it as it is. */
  show(document: Document, others?: boolean): void;
}

/** What somebody else did while the story is open here. */
export type News = { kind: "status"; status: Status } | { kind: "adopted" | "newer"; by: string } | { kind: "merged"; by: string | null };

export class StoryModel {
  story = $state.raw<Story | null>(null);
  draft = $state.raw<Draft | null>(null);
  head = $state<Head>(emptyFields("en"));
  said = $state.raw<Said>({ state: "saved", trouble: null, message: null, savedAt: null });
  conflict = $state.raw<Conflict | null>(null);
  readonly presence = new Presence(
    () => this.id,
    () => this.hearing.hear(),
  );
  news = $state.raw<News | null>(null);
  /** The day for which a story was begun in the calendar, "2026-11-29": proposed when it is scheduled. */
  due: string | null = null;
  /** The number of its entry in the trash, if somebody deleted the story; null: nobody did. */
  trash = $state<number | null>(null);
  /** Counts what was heard of others, for what shows more than the story itself. */
  heard = $state(0);
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
  private guessing = false;
  private merges = new Merges();
  private superseded: string[] = [];
  private handingOn = new HandingOn();
  private rebaseTo: number | null = null;
  private reads = 0; // counts what was taken over, and reload() when it asks: an answer that comes after a later one is dropped
  private acting = 0;
  private takingUp: LocalCopy<Fields> | null = null; // asked about, as long as `conflict` is that of a closed tab
  private hearing = new Hearing(
    () => void this.catchUp(),
    () => this.acting > 0,
  );
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
    return this.own && (story.status === "draft" || (session.may("reporter") && (story.status === "in_review" || this.mayProposeChange)));
  }
  private get own(): boolean {
    const { story } = this;
    return story?.created_by === undefined || story.created_by === session.email || story.assignee === session.email;
  }
  /** Whether what whoever is signed in changes is proposed to editors: a reporter's own published story. */
  get proposing(): boolean {
    return this.story?.status === "published" && this.own && session.may("reporter") && !session.may("editor");
  }
  /** Not while editors decide about a proposal, nor in an editor's draft. */
  private get mayProposeChange(): boolean {
    const { story, draft } = this;
    return this.proposing && !story?.proposal?.submitted_at && (draft === null || story?.proposal?.drafted === true);
  }
  /** Whether the server would bring the story back from the trash for whoever is signed in, as far as is known here. */
  get restorable(): boolean {
    return !this.story || session.may("editor") || this.story.created_by === session.email;
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
      if (this.stopped) {
        // The screen was left while the story was loaded.
        this.saver?.stop();
        this.channel?.close();
        return;
      }
      this.ready = true;
      this.presence.start();
      this.hearing.start(
        () => this.id,
        () => this.said.savedAt,
      );
    } catch (error) {
      this.lost(error);
      this.problem = error;
    }
  }

  private async start(key: string, id: number | null): Promise<void> {
    const copies = await openCopies(session.email, key, this.tab, (copy) => this.left(copy));
    let version: Version = { fields: emptyFields(newStoryLanguage(session.email)), etag: null };
    this.guessing = id === null;
    if (id === null) version.fields.authors = await ownAuthor();
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
    this.guessing = false;
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
            const refusedNow = said.trouble === "refused" && this.said.trouble !== "refused";
            this.said = said;
            if (savedNow) this.saved();
            // It may have been deleted, or published.
            if (refusedNow) void this.reload();
          },
          conflict: (conflict) => {
            this.conflict = conflict;
            // What was to be merged is asked about instead.
            if (this.news?.kind === "newer") this.news = null;
          },
          merged: (merged) => this.tookIn(merged),
          created: (story) => this.created(story),
          rejected: (rejected) => (this.rejected = rejected),
          slug: (slug, sent) => {
            // Whoever typed another one meanwhile goes on with that.
            if (this.head.slug === sent) this.head.slug = slug;
          },
          adopted: (adopted) => this.put(adopted, true),
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
    const here = this.fields();
    const merge = mergeFields(copy.base, here, copy.fields);
    if (sameFields(here, copy.base) || untouched(here)) this.tookUp(copy, copy.fields);
    else if (merge.clear) this.tookUp(copy, merge.choose({}, []));
    else {
      this.takingUp = copy;
      this.conflict = { base: copy.base, mine: here, theirs: copy.fields, etag: null, closedTab: true };
    }
  }
  /** The copy itself is kept until the server has what became of it. */
  private tookUp(copy: LocalCopy<Fields>, fields: Fields): void {
    this.leftover = this.leftover.filter((one) => one !== copy);
    this.superseded.push(copy.key);
    this.put(fields);
    this.edited();
  }
  drop(copy: LocalCopy<Fields>): void {
    this.leftover = this.leftover.filter((one) => one !== copy);
    forget(copy.key);
  }

  /** `others`: where somebody else changed it; what says the same stays as it is being typed. */
  private put(fields: Fields, others = false): void {
    const { body, ...head } = others ? asTyped(this.fields(), fields) : fields;
    this.head = structuredClone(head);
    this.initialBody = body;
    this.text?.show(body, others);
    ++this.edits;
  }

  /** Somebody else's changes and those made here came together. */
  private tookIn(merged: Merged): void {
    this.put(merged.merged, true);
    this.merges.add(merged, this.news?.kind !== "merged" || this.news.by !== merged.by);
    this.news = { kind: "merged", by: merged.by };
  }
  /** Takes their changes out again; what was written here before and since stays. Theirs is a version of the draft. */
  undoMerge(): void {
    this.news = null;
    this.put(this.merges.takenOut(this.fields()), true);
    this.edited();
  }

  attach(text: TextView): void {
    this.text = text;
  }

  fields(): Fields {
    return { ...$state.snapshot(this.head), body: this.text?.current() ?? this.initialBody };
  }

  set<Name extends keyof Head>(name: Name, value: Head[Name]): void {
    this.head[name] = value as never;
    if (name === "language") {
      this.guessing = false;
      rememberLanguage(session.email, this.head.language);
    }
    this.edited();
  }

  /** The language of a new story follows what is typed until somebody chooses one. */
  private guess(): void {
    const text = textOf(this.fields());
    const language = guessLanguage(text, [this.head.language, session.site?.language ?? "", i18n.language].filter(Boolean));
    if (language !== null) this.head.language = language;
    if (text.length > 400) this.guessing = false;
  }

  edited(): void {
    if (this.guessing) this.guess();
    ++this.edits;
    this.presence.edited();
    this.saver?.edited();
  }

  private created(id: string): void {
    rememberLanguage(session.email, this.head.language);
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

  /** The story was changed, by this screen or another. */
  private async catchUp(): Promise<void> {
    const [status, version] = [this.story?.status, this.draft?.version];
    const wrote = this.said.state !== "saved";
    const deleted = this.trash !== null;
    await this.reload();
    if (this.stopped) return;
    if (deleted && this.trash === null) this.saver?.retry();
    ++this.heard;
    const { story, draft } = this;
    if (story && status !== undefined && story.status !== status) this.news = { kind: "status", status: story.status };
    else if (draft && draft.version !== version && draft.saved_by !== session.email && !(this.news?.kind === "merged" && this.news.by === draft.saved_by)) this.news = { kind: wrote ? "newer" : "adopted", by: draft.saved_by };
    await this.saver?.refresh().catch(() => {});
  }

  /** Words that stand here and cannot be saved any more, as text: somebody may have published the story meanwhile. Empty: there are none. */
  stranded(): string {
    return this.ready && !this.editable && this.saver && this.said.state !== "saved" ? strandedText(this.saver.served, this.fields()) : "";
  }
  /** Gives them to those who may change the story, as notes, and shows the story as it is. */
  async handOn(): Promise<void> {
    const text = this.stranded();
    if (text === "" || this.id === null) return;
    await this.handingOn.hand(this.id, text);
    await this.giveUp();
  }
  async giveUp(): Promise<void> {
    const { saver } = this;
    if (!saver || this.id === null) return;
    const found = await readStory(String(this.id));
    await saver.abandon();
    this.show(found);
    this.restored = null;
    this.begin(String(found.story.id), found.version);
    this.said = { state: "saved", trouble: null, message: null, savedAt: null };
  }

  /** What the server says of the story, its text apart. */
  async reload(): Promise<void> {
    const id = this.saver?.story;
    if (!id || id.startsWith("new:")) return;
    const asked = ++this.reads;
    try {
      const found = await readStory(id);
      if (asked === this.reads) this.show(found);
      if (asked === this.reads) this.trash = null;
    } catch (error) {
      // It is asked again with the next save.
      this.lost(error);
    }
  }
  /** Whether what went wrong is that somebody deleted the story. */
  private lost(error: unknown): void {
    if (!(error instanceof ApiError) || error.problem.code !== "story-in-trash") return;
    const number = error.problem.values?.["trash"];
    this.trash = typeof number === "number" ? number : null;
  }
  /** Deletes the story once all that was written is on the server. False: it is not, and nothing was done. */
  async moveToTrash(restored: (id: number) => void): Promise<boolean> {
    const { id } = this;
    if (id === null || !(await this.flush())) return false;
    ++this.acting;
    try {
      await moveToTrash(`/stories/${id}`, () => restored(id));
    } finally {
      --this.acting;
    }
    this.stop();
    return true;
  }
  /** Brings the story back from the trash; what was written here meanwhile is saved. */
  async untrash(): Promise<void> {
    if (this.trash === null) return;
    await restoreAndSay({ number: this.trash, name: this.head.headline.trim() });
    this.trash = null;
    if (this.ready) {
      await this.reload();
      this.back();
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
    const conflict = { base: fieldsOf(data), mine: this.fields(), theirs: fieldsOf(story), etag: version.etag };
    const merge = mergeFields(conflict.base, conflict.mine, conflict.theirs);
    if (merge.clear) {
      await this.rebase(conflict, story.revision, merge.choose({}, []), false);
      return;
    }
    this.rebaseTo = story.revision;
    this.conflict = conflict;
  }

  /** The draft is one of the story as it is now. `chosen`: by whoever sits here, and not by itself. */
  private async rebase(conflict: Conflict, revision: number, merged: Fields, chosen: boolean): Promise<void> {
    if (!this.saver || this.id === null) return;
    const id = this.id;
    const served = this.saver.served;
    try {
      await this.saver.exclusively(async (etag) => {
        const body = { ...patchOf(served, merged), base_revision: revision };
        const answer = await request<Draft>("PATCH", `/stories/${id}/draft`, { body, ifMatch: etag ?? undefined });
        ++this.reads;
        this.draft = answer.data;
        // What was typed meanwhile comes on top.
        const mine = this.fields();
        const both = mergeFields(conflict.mine, mine, merged).choose({}, []);
        if (chosen) this.put(both, true);
        else this.tookIn({ mine, merged: both, by: null });
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
    let theirs: Version = { fields: conflict.theirs, etag: conflict.etag, by: conflict.by ?? null };
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
    this.conflict = { ...conflict, mine: this.fields(), theirs: theirs.fields, etag: theirs.etag, by: theirs.by ?? null };
    const merge = mergeFields(conflict.base, this.conflict.mine, theirs.fields);
    if (!merge.clear) return this.conflict;
    this.settle(merge.choose({}, []));
    return null;
  }

  settle(merged: Fields): void {
    const { conflict, rebaseTo } = this;
    if (!conflict) return;
    this.conflict = null;
    this.rebaseTo = null;
    if (rebaseTo !== null) {
      void this.rebase(conflict, rebaseTo, merged, true);
      return;
    }
    if (conflict.closedTab && this.takingUp) this.tookUp(this.takingUp, merged);
    else {
      this.put(merged);
      this.saver?.settle(conflict.theirs, conflict.etag);
    }
    this.takingUp = null;
  }

  flush(): Promise<boolean> {
    return this.saver?.flush() ?? Promise.resolve(true);
  }

  /** Does something with the story once all that was written is on the server. False: it is not, and nothing was done. */
  async act(path: string, body?: unknown, match = false): Promise<boolean> {
    if (!(await this.flush()) || !this.saver || this.id === null) return false;
    const id = this.id;
    ++this.acting;
    this.news = null;
    try {
      await this.saver.exclusively(async (etag) => {
        const { data, etag: after } = await request<Story>("POST", `/stories/${id}${path}`, { body, ...(match && etag ? { ifMatch: etag } : {}) });
        return this.took(data, after);
      });
    } catch (error) {
      // What others did meanwhile is shown before anybody decides again.
      if (error instanceof ApiError && error.status === 412) await this.compareWithStory(id).catch(() => {});
      throw error;
    } finally {
      --this.acting;
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

  /** What a kept version of the draft says stands here again; what stood here is kept as a version. False: it is not saved, and nothing was done. */
  async bringBack(number: number): Promise<boolean> {
    if (!this.saver || this.id === null || !(await this.flush())) return false;
    const id = this.id;
    await this.saver.exclusively(async (etag) => {
      const { data, etag: after } = await request<Draft>("POST", `/stories/${id}/draft/versions/${number}/restore`, etag ? { ifMatch: etag } : {});
      ++this.reads;
      this.draft = data;
      const fields = fieldsOf(data);
      this.put(fields);
      return { fields, etag: after };
    });
    this.channel?.send({ kind: "saved", tab: this.tab });
    return true;
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
    this.hearing.stop();
    this.saver?.stop();
    this.channel?.close();
    if (this.ready) this.presence.stop();
  }
}
