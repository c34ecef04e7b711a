// SPDX-License-Identifier: GPL-3.0-or-later
// Carries out what the state machine says for one open story: into the local store, to the server, and back to the screen.
// Flow:   screen -> edited() -> Autosave -> LocalStore, Transport -> SaverEvents -> screen
import { hasAllOf, mergeFields } from "../compare/merge_fields";
import { Autosave, type State, type Trouble } from "./machine";
import { patchOf, sameFields, type FieldName, type Fields } from "./fields";
import { copyKey, type LocalStore } from "./local";

export interface Version {
  fields: Fields;
  etag: string | null;
  /** Who saved it, where that is known. */
  by?: string | null;
}

/** What the server did not do, and why. */
export class Refusal extends Error {
  constructor(
    readonly trouble: Trouble,
    message: string,
    readonly after?: number,
  ) {
    super(message);
  }
}

/** Fields that the server did not take, with its reasons; it took the others. */
export type Rejected = Partial<Record<FieldName, string>>;

/** The server, as far as saving goes. Each may throw a Refusal. */
export interface Transport {
  /** `created`: what it was made with, where that may differ: the words of an earlier attempt whose answer was lost. */
  create(fields: Fields): Promise<{ story: string; etag: string | null; created?: Fields; slug?: string }>;
  /** `slug`: the story's slug after the change; the server makes it of the headline until somebody types one. */
  change(story: string, patch: Record<string, unknown>, etag: string | null): Promise<{ etag: string | null; rejected?: Rejected; slug?: string }>;
  /** The draft of changes, or where there is none the story. */
  read(story: string): Promise<Version>;
}

export interface Conflict {
  base: Fields;
  mine: Fields;
  theirs: Fields;
  etag: string | null;
  by?: string | null;
  /** `theirs` is what a closed tab of this browser left. */
  closedTab?: boolean;
}

/** Two versions that came together without asking. */
export interface Merged {
  /** What stood here before. */
  mine: Fields;
  merged: Fields;
  by: string | null;
}

export interface Said {
  state: State;
  trouble: Trouble | null;
  message: string | null;
  /** When the server last had everything. */
  savedAt: number | null;
}

export interface SaverEvents {
  said(said: Said): void;
  conflict(conflict: Conflict): void;
  /** Somebody else's changes came together with what stands here: this is to be shown now, and is saved next. */
  merged(merged: Merged): void;
  created(story: string): void;
  rejected(rejected: Rejected): void;
  /** The server made this slug where `sent` was sent, or nothing. */
  slug(slug: string, sent: string): void;
  /** The story was changed elsewhere, and nothing here was open: this is what it is now. */
  adopted(fields: Fields): void;
}

export interface SaverParts {
  person: string;
  tab: string;
  transport: Transport;
  local: LocalStore<Fields>;
  events: SaverEvents;
  /** What there is on the screen now. */
  current(): Fields;
  now?(): number;
}

/** Milliseconds that sending waits for the local store. */
const putPatience = 300;

export class StorySaver {
  private machine = new Autosave();
  private timer: ReturnType<typeof setTimeout> | null = null;
  private stopped = false;
  private paused = 0;
  private message: string | null = null;
  private savedAt: number | null = null;
  private unanswered: Fields[] = []; // sent since the server last answered: an answer may have been lost
  private waiting: (() => void)[] = [];
  private now: () => number;

  constructor(
    private parts: SaverParts,
    public story: string,
    private base: Fields,
    public etag: string | null,
    /** What a tab before this one sent without hearing an answer. */
    sent: Fields | null = null,
  ) {
    this.now = parts.now ?? (() => Date.now());
    if (sent !== null) this.unanswered.push(sent);
  }

  edited(): void {
    this.machine.edited(this.now());
    this.step();
  }

  /** Before the page goes, or when somebody asks for it. */
  hurry(): void {
    this.machine.hurry(this.now());
    this.step();
  }

  /** The network is back, somebody signed in again. */
  retry(): void {
    this.machine.retry(this.now());
    this.step();
  }

  stop(): void {
    this.hurry();
    this.stopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
  }

  /** What was written here is given up: nothing of it is sent or kept any more. */
  async abandon(): Promise<void> {
    this.stopped = true;
    this.machine.adopted();
    if (this.timer !== null) clearTimeout(this.timer);
    await this.parts.local.remove(this.key()).catch(() => {});
  }

  get clean(): boolean {
    return this.machine.clean;
  }
  get trouble(): Trouble | null {
    return this.machine.trouble;
  }
  /** What the server had when it last answered. */
  get served(): Fields {
    return this.base;
  }

  /** All that was written is on the server: true; there is trouble: false. */
  async flush(): Promise<boolean> {
    if (this.machine.trouble === "offline" || this.machine.trouble === "busy" || this.machine.trouble === "session") this.machine.retry(this.now());
    this.hurry();
    while (!this.machine.clean && (this.machine.trouble === null || this.sendsNow)) await new Promise<void>((resolve) => this.waiting.push(resolve));
    return this.machine.clean;
  }

  private sendsNow = false;

  /** Does something with the story that changes its version, with nothing sent meanwhile. */
  async exclusively(work: (etag: string | null) => Promise<Version>): Promise<void> {
    ++this.paused;
    try {
      const { fields, etag } = await work(this.etag);
      this.base = fields;
      this.etag = etag;
    } finally {
      --this.paused;
      this.step();
    }
  }

  /** What was merged stands on the screen: it is sent as a change of what the server has. */
  settle(theirs: Fields, etag: string | null): void {
    this.base = theirs;
    this.etag = etag;
    this.unanswered = [];
    this.machine.edited(this.now());
    this.machine.retry(this.now());
    this.step();
  }

  /** Looks whether the story was changed elsewhere; takes it over where nothing is open here. */
  async refresh(): Promise<void> {
    if (!this.machine.clean || this.story.startsWith("new:") || this.paused > 0) return;
    const before = this.etag;
    const { fields, etag } = await this.parts.transport.read(this.story);
    // Whatever was saved or done meanwhile is newer than what was read: an answer may be late.
    if (!this.machine.clean || this.paused > 0 || this.etag !== before || etag === before || this.stopped) return;
    const differs = !sameFields(fields, this.base);
    this.base = fields;
    this.etag = etag;
    if (differs) this.parts.events.adopted(fields);
  }

  /** Does what is due, and comes back when something will be. */
  private step(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const sends = this.paused === 0;
    for (const command of this.machine.due(this.now(), sends)) {
      if (command.type === "keep") void this.keep(command.seq);
      else if (command.type === "send") void this.send(command.seq);
      else void this.parts.local.remove(this.key()).catch(() => {});
    }
    this.say();
    const next = this.machine.next(sends);
    if (next !== null && !this.stopped) this.timer = setTimeout(() => this.step(), Math.max(0, next - this.now()));
    this.waiting.splice(0).forEach((resolve) => resolve());
  }

  private say(): void {
    this.parts.events.said({ state: this.machine.state, trouble: this.machine.trouble, message: this.message, savedAt: this.savedAt });
  }

  private key(): string {
    return copyKey(this.parts.person, this.story, this.parts.tab);
  }

  private put(fields: Fields): Promise<void> {
    const { person, tab, local } = this.parts;
    const sent = this.unanswered.at(-1) ?? null;
    return local.put({ key: this.key(), person, story: this.story, tab, etag: this.etag, base: this.base, fields, sent, at: this.now() });
  }

  private async keep(seq: number): Promise<void> {
    try {
      await this.put(this.parts.current());
      this.machine.kept(seq);
    } catch {
      this.machine.keepFailed(this.now());
    }
    this.step();
  }

  private async send(seq: number): Promise<void> {
    const fields = this.parts.current();
    this.sendsNow = true;
    try {
      const { etag, rejected = {}, slug = fields.slug } = await this.deliver(fields);
      const old = Object.fromEntries(Object.keys(rejected).map((name) => [name, this.base[name as FieldName]]));
      this.base = { ...fields, slug, ...old };
      if (slug !== fields.slug) this.parts.events.slug(slug, fields.slug);
      this.etag = etag;
      this.parts.events.rejected(rejected);
      this.done(seq);
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal("offline", String(error));
      if (refusal.trouble === "conflict") await this.compare(refusal);
      else this.fail(refusal);
    }
    this.sendsNow = false;
    this.step();
  }

  private async deliver(fields: Fields): Promise<{ etag: string | null; rejected?: Rejected; slug?: string }> {
    const { transport, local, events } = this.parts;
    if (this.story.startsWith("new:")) {
      const old = this.key();
      const { story, etag, created, slug } = await transport.create(fields);
      this.story = story;
      await local.remove(old).catch(() => {});
      events.created(story);
      if (created && !sameFields(created, fields)) {
        // It was made with the words of an earlier attempt.
        this.base = { ...created, slug: slug ?? created.slug };
        this.etag = etag;
        const sent = fields.slug === created.slug ? { ...fields, slug: this.base.slug } : fields;
        const answer = await this.deliver(sent);
        return { slug: sent.slug, ...answer };
      }
      return slug === undefined ? { etag } : { etag, slug };
    }
    const patch = patchOf(this.base, fields);
    if (Object.keys(patch).length === 0) return { etag: this.etag };
    this.unanswered = [...this.unanswered.slice(-9), fields];
    // What is under way is known here first: should the tab end before the answer, it is not taken for somebody else's.
    await Promise.race([this.put(fields).catch(() => {}), new Promise((resolve) => setTimeout(resolve, putPatience))]);
    return transport.change(this.story, patch, this.etag);
  }

  private done(seq: number): void {
    this.unanswered = [];
    this.message = null;
    this.savedAt = this.now();
    this.machine.sent(seq);
  }

  private fail(refusal: Refusal): void {
    this.message = refusal.message;
    this.machine.failed(refusal.trouble, this.now(), refusal.after);
  }

  /** Another version is on the server. It may be our own, whose answer was lost, or say the same, or it changed other parts of the story: then nobody is asked. */
  private async compare(refusal: Refusal): Promise<void> {
    try {
      const theirs = await this.parts.transport.read(this.story);
      const mine = this.parts.current();
      // A slug that was not typed here is the server's affair: it may have made another of the headline whose answer was lost.
      const made = (fields: Fields): Fields => (fields.slug === this.base.slug ? { ...fields, slug: theirs.fields.slug } : fields);
      const ours = [...this.unanswered.slice(0, -1), this.base, mine].some((fields) => sameFields(made(fields), theirs.fields));
      if (ours) {
        if (theirs.fields.slug !== this.base.slug) this.parts.events.slug(theirs.fields.slug, this.base.slug);
        this.base = theirs.fields;
        this.etag = theirs.etag;
        this.unanswered = [];
        this.machine.failed("conflict", this.now());
        this.machine.retry(this.now());
        return;
      }
      const by = theirs.by ?? null;
      // What arrived here though its answer was lost is what both went on from.
      this.base = this.unanswered.findLast((sent) => hasAllOf(theirs.fields, this.base, sent)) ?? this.base;
      const merge = mergeFields(this.base, mine, theirs.fields);
      if (merge.clear) {
        const merged = merge.choose({}, []);
        this.parts.events.merged({ mine, merged, by });
        this.base = theirs.fields;
        this.etag = theirs.etag;
        this.unanswered = [];
        this.machine.failed("conflict", this.now());
        this.machine.edited(this.now());
        this.machine.retry(this.now());
        return;
      }
      this.fail(refusal);
      this.parts.events.conflict({ base: this.base, mine, theirs: theirs.fields, etag: theirs.etag, by });
    } catch (error) {
      this.fail(error instanceof Refusal && error.trouble !== "conflict" ? error : new Refusal("offline", String(error)));
    }
  }
}
