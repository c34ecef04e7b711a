// SPDX-License-Identifier: GPL-3.0-or-later
// One story that is open: what the server knows of it, what stands on the screen, and what becomes of that.
// Flow:   screen -> StoryModel.set() -> StorySaver -> local store and server; server -> StoryModel -> screen
import type { Direction, Document } from "../../editor/document/document";
import type { LocalCopy } from "../../editor/saving/local";
import { sameFields, type Fields } from "../../editor/saving/fields";
import { StorySaver, type Conflict, type Merged, type Rejected, type Said, type Version } from "../../editor/saving/saver";
import { joinTabs, tabName, type TabChannel } from "../../editor/saving/tabs";
import { ApiError } from "../../lib/api";
import { t } from "../../lib/i18n.svelte";
import { restoreAndSay } from "../../lib/trash";
import { href } from "../../lib/router.svelte";
import { session } from "../../lib/session.svelte";
import type { Status, Story } from "../../lib/types";
import { ClosedTabs } from "./closed_tabs.svelte";
import { Conflicts } from "./conflicts.svelte";
import { forget, openCopies, store } from "./copies";
import { begunFrom, type TemplateFields } from "../templates/template_fields";
import { emptyFields, untouched } from "./empty";
import { HandingOn } from "./handing_on";
import { Hearing } from "./hearing";
import { newStoryLanguage, rememberLanguage } from "./last_language";
import { Merges } from "./merges";
import { ownAuthor } from "./own_author";
import { Presence } from "./presence.svelte";
import { mayChange, mayRestore, proposes } from "./rights";
import { ServerStory } from "./server_story.svelte";
import { Steps } from "./steps";
import { strandedText } from "./stranded";
import { makeTransport, readStory, type Draft } from "./transport";
import { Writing, type Head, type TextView } from "./writing.svelte";

/** What somebody else did while the story is open here. */
export type News = { kind: "status"; status: Status } | { kind: "adopted" | "newer"; by: string } | { kind: "merged"; by: string | null };

export class StoryModel {
  said = $state.raw<Said>({ state: "saved", trouble: null, message: null, savedAt: null });
  readonly presence = new Presence(
    () => this.id,
    () => this.hearing.hear(),
  );
  news = $state.raw<News | null>(null);
  /** The day for which a story was begun in the calendar, "2026-11-29": proposed when it is scheduled. */
  due: string | null = null;
  /** Counts what was heard of others, for what shows more than the story itself. */
  heard = $state(0);
  otherTab = $state(false);
  /** When what was restored had been written, for the words that say so. */
  restored = $state<number | null>(null);
  ready = $state(false);
  problem = $state.raw<unknown>(null);
  /** Fields that the server did not take, and why. */
  rejected = $state.raw<Rejected>({});

  private server = new ServerStory();
  private writing = new Writing();
  private closedTabs = new ClosedTabs();
  private conflicts = new Conflicts({
    server: this.server,
    writing: this.writing,
    saver: () => this.saver,
    merged: (merged) => this.tookIn(merged),
    tookUp: (copy, fields) => this.tookUp(copy, fields),
  });
  readonly steps = new Steps({
    server: this.server,
    writing: this.writing,
    conflicts: this.conflicts,
    saver: () => this.saver,
    begun: () => (this.news = null),
    done: () => this.tellTabs(),
    deleted: () => this.stop(),
  });
  private saver: StorySaver | null = null;
  private tab = "";
  private channel: TabChannel | null = null;
  private stopped = false;
  private merges = new Merges();
  private handingOn = new HandingOn();
  private hearing = new Hearing(
    () => void this.catchUp(),
    () => this.steps.busy,
  );
  private transport = makeTransport(() => t("editor.untitled"));

  get id(): number | null {
    return this.story?.id ?? null;
  }
  get story(): Story | null {
    return this.server.story;
  }
  get draft(): Draft | null {
    return this.server.draft;
  }
  /** The number of its entry in the trash, if somebody deleted the story; null: nobody did. */
  get trash(): number | null {
    return this.server.trash;
  }
  get head(): Head {
    return this.writing.head;
  }
  get direction(): Direction {
    return this.writing.direction;
  }
  get initialBody(): Document {
    return this.writing.initialBody;
  }
  /** Counts what was written, for what follows the text. */
  get edits(): number {
    return this.writing.edits;
  }
  get conflict(): Conflict | null {
    return this.conflicts.open;
  }
  /** Copies of tabs that were closed, which are looked at one by one. */
  get leftover(): LocalCopy<Fields>[] {
    return this.closedTabs.leftover;
  }

  /** Whether the server would take changes from whoever is signed in; the server decides. */
  get editable(): boolean {
    return this.ready && mayChange(this.story, this.draft);
  }
  /** Whether what whoever is signed in changes is proposed to editors: a reporter's own published story. */
  get proposing(): boolean {
    return proposes(this.story);
  }
  /** Whether the server would bring the story back from the trash for whoever is signed in, as far as is known here. */
  get restorable(): boolean {
    return mayRestore(this.story);
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
      this.server.lost(error);
      this.problem = error;
    }
  }

  private async start(key: string, id: number | null): Promise<void> {
    const copies = await openCopies(session.email, key, this.tab, (copy) => this.left(copy));
    let version: Version = { fields: emptyFields(newStoryLanguage(session.email)), etag: null };
    this.writing.guessing = id === null;
    if (id === null) version.fields.authors = await ownAuthor();
    if (id !== null) {
      try {
        version = await this.server.read(String(id));
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
    this.closedTabs.leftover = open.filter((copy) => copy !== first);
    if (!first) {
      this.begin(key, version);
      return;
    }
    this.writing.guessing = false;
    this.begin(key, { fields: first.base, etag: first.etag }, first.sent);
    this.writing.put(first.fields);
    this.restored = first.at;
    if (first.tab !== this.tab) this.closedTabs.supersedes(first);
    this.saver?.edited();
  }

  private begin(key: string, { fields, etag }: Version, sent: Fields | null = null): void {
    this.writing.put(fields);
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
            this.conflicts.open = conflict;
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
          adopted: (adopted) => this.writing.put(adopted, true),
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
    if (!this.stopped) this.closedTabs.left(copy, this.fields());
  }
  takeUp(copy: LocalCopy<Fields>): void {
    this.conflicts.takeUp(copy);
  }
  private tookUp(copy: LocalCopy<Fields>, fields: Fields): void {
    this.closedTabs.supersedes(copy);
    this.writing.put(fields);
    this.edited();
  }
  drop(copy: LocalCopy<Fields>): void {
    this.closedTabs.drop(copy);
  }

  /** Somebody else's changes and those made here came together. */
  private tookIn(merged: Merged): void {
    this.writing.put(merged.merged, true);
    this.merges.add(merged, this.news?.kind !== "merged" || this.news.by !== merged.by);
    this.news = { kind: "merged", by: merged.by };
  }
  /** Takes their changes out again; what was written here before and since stays. Theirs is a version of the draft. */
  undoMerge(): void {
    this.news = null;
    this.writing.put(this.merges.takenOut(this.fields()), true);
    this.edited();
  }

  attach(text: TextView): void {
    this.writing.attach(text);
  }
  fields(): Fields {
    return this.writing.fields();
  }
  set<Name extends keyof Head>(name: Name, value: Head[Name]): void {
    this.writing.set(name, value);
    this.edited();
  }
  /** Nothing was written yet, and the server does not have the story: it can begin with something else. */
  get fresh(): boolean {
    return (void this.edits, this.ready && this.id === null && untouched(this.fields()));
  }
  beginFrom(template: TemplateFields): void {
    this.writing.guessing = false;
    this.writing.put(begunFrom(this.fields(), template));
    this.edited();
  }
  edited(): void {
    this.writing.edited();
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
    this.closedTabs.saved();
    this.tellTabs();
    if (this.draft === null && this.id !== null) void this.reload();
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
    this.server.show(found);
    this.restored = null;
    this.begin(String(found.story.id), found.version);
    this.said = { state: "saved", trouble: null, message: null, savedAt: null };
  }

  /** What the server says of the story, its text apart. */
  async reload(): Promise<void> {
    if (this.saver) await this.server.reload(this.saver.story);
  }
  /** Brings the story back from the trash; what was written here meanwhile is saved. */
  async untrash(): Promise<void> {
    if (this.trash === null) return;
    await restoreAndSay({ number: this.trash, name: this.head.headline.trim() });
    this.server.trash = null;
    if (this.ready) {
      await this.reload();
      this.back();
    }
  }

  private tellTabs(): void {
    this.channel?.send({ kind: "saved", tab: this.tab });
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

  /** Both versions as they are now; null: nobody needs to be asked any more. */
  conflictNow(): Promise<Conflict | null> {
    return this.conflicts.now();
  }
  settle(merged: Fields): void {
    this.conflicts.settle(merged);
  }

  flush(): Promise<boolean> {
    return this.saver?.flush() ?? Promise.resolve(true);
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
