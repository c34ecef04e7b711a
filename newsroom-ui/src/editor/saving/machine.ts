// SPDX-License-Identifier: GPL-3.0-or-later
// When what is written is kept on this computer, when it is sent to the server, and what is true of it meanwhile.
// Flow: edited() -> keep -> send -> saved. It knows no clock, no network and no story: times come in, commands go out.

/** Milliseconds. What is typed is kept locally within `keep`, and sent once typing pauses, or within `sendAtMost` of the first change. */
export const pace = { keep: 250, sendPause: 800, sendAtMost: 1500, retryFirst: 1000, retryMost: 15_000 } as const;

/** Why the server does not have it: no way to it, it is busy, nobody is signed in, it says no, or somebody else was first. */
export type Trouble = "offline" | "busy" | "session" | "refused" | "conflict";

export type Command =
  | { type: "keep"; seq: number } // write what there is now into the local store
  | { type: "send"; seq: number } // send what there is now to the server
  | { type: "forget"; seq: number }; // the server has all of it: the local copy may go

export type State = "saved" | "saving" | "kept" | "unkept";

export class Autosave {
  private seq = 0; // the last change
  private keptSeq = 0; // up to here it is in the local store
  private sentSeq = 0; // up to here it is on the server
  private forgotten = 0;
  private keeping: number | null = null;
  private sending: number | null = null;
  private firstUnkept: number | null = null;
  private firstUnsent: number | null = null;
  private lastEdit = 0;
  private keepFails = false;
  private attempts = 0;
  private retryAt: number | null = null;
  private trouble_: Trouble | null = null;

  /** Something was changed. */
  edited(now: number): void {
    ++this.seq;
    this.lastEdit = now;
    this.firstUnkept ??= now;
    this.firstUnsent ??= now;
    if (this.trouble_ === "refused") {
      this.trouble_ = null; // what was refused may be mended by this change
      this.retryAt = null;
    }
  }

  /** What is to be done by now; each command is answered by one of the functions below. `sends`: false while nothing may go out. */
  due(now: number, sends = true): Command[] {
    const commands: Command[] = [];
    if (this.keeping === null && this.firstUnkept !== null && now >= this.keepTime()!) {
      this.keeping = this.seq;
      this.firstUnkept = null;
      commands.push({ type: "keep", seq: this.seq });
    }
    const sendAt = this.sendTime();
    if (sends && this.sending === null && sendAt !== null && now >= sendAt) {
      this.sending = this.seq;
      this.firstUnsent = null;
      this.retryAt = null;
      commands.push({ type: "send", seq: this.seq });
    }
    if (this.keeping === null && this.sending === null && this.sentSeq === this.seq && this.forgotten < this.seq) {
      this.forgotten = this.seq;
      commands.push({ type: "forget", seq: this.seq });
    }
    return commands;
  }

  /** When due() has something to say again, if nothing happens before. */
  next(sends = true): number | null {
    if (this.sentSeq === this.seq && this.forgotten < this.seq && this.keeping === null && this.sending === null) return 0;
    const times = [this.keepTime(), sends && this.sending === null ? this.sendTime() : null].filter((time): time is number => time !== null);
    return times.length > 0 ? Math.min(...times) : null;
  }

  private keepTime(): number | null {
    return this.keeping === null && this.firstUnkept !== null ? this.firstUnkept + pace.keep : null;
  }

  private sendTime(): number | null {
    if (this.sentSeq === this.seq || this.trouble_ === "conflict" || this.trouble_ === "refused") return null;
    if (this.retryAt !== null) return this.retryAt;
    if (this.firstUnsent === null) return this.lastEdit;
    return Math.min(this.lastEdit + pace.sendPause, this.firstUnsent + pace.sendAtMost);
  }

  /** Both are due at once: the page is about to go, or a person asked. */
  hurry(now: number): void {
    if (this.firstUnkept !== null) this.firstUnkept = Math.min(this.firstUnkept, now - pace.keep);
    if (this.sentSeq < this.seq) this.firstUnsent = Math.min(this.firstUnsent ?? now, now - pace.sendAtMost);
    if (this.retryAt !== null) this.retryAt = now;
  }

  kept(seq: number): void {
    this.keeping = null;
    this.keepFails = false;
    this.keptSeq = Math.max(this.keptSeq, seq);
  }

  keepFailed(now: number): void {
    this.keeping = null;
    this.keepFails = true;
    this.firstUnkept = now + pace.retryFirst - pace.keep;
  }

  sent(seq: number): void {
    this.sending = null;
    this.sentSeq = Math.max(this.sentSeq, seq);
    this.trouble_ = null;
    this.attempts = 0;
    this.retryAt = null;
  }

  /** The server does not have it. Where waiting helps it is tried again, ever more slowly; `after`: when the server said so. */
  failed(trouble: Trouble, now: number, after?: number): void {
    this.sending = null;
    this.trouble_ = trouble;
    if (trouble === "conflict" || trouble === "refused") return;
    const wait = after ?? Math.min(pace.retryMost, pace.retryFirst * 2 ** Math.min(this.attempts, 10));
    ++this.attempts;
    this.retryAt = now + wait;
  }

  /** The network is back, somebody signed in again, the conflict is settled: what is open is sent at once. */
  retry(now: number): void {
    if (this.trouble_ === null) return;
    if (this.trouble_ === "conflict" || this.trouble_ === "refused") this.trouble_ = null;
    this.attempts = 0;
    this.retryAt = now;
  }

  /** What stands here came from the server: nothing is open any more. */
  adopted(): void {
    this.sentSeq = this.seq;
    this.firstUnkept = null;
    this.firstUnsent = null;
    this.trouble_ = null;
    this.retryAt = null;
    this.attempts = 0;
  }

  get trouble(): Trouble | null {
    return this.trouble_;
  }
  /** Nothing is open: the server has all that was written. */
  get clean(): boolean {
    return this.sentSeq === this.seq;
  }

  /** What may be said of it in truth. */
  get state(): State {
    if (this.sentSeq === this.seq) return "saved";
    if (this.trouble_ === null) return "saving";
    return this.keepFails && this.keptSeq < this.seq ? "unkept" : "kept";
  }
}
