// SPDX-License-Identifier: GPL-3.0-or-later
// Files on their way to the server: three at a time, each with how far it is and, where it was refused, why. They go on while other
// screens are looked at.
import { upload } from "../../lib/api";
import { explain } from "../../lib/notices.svelte";
import type { Medium } from "../../lib/types";

export interface Upload {
  id: number;
  name: string;
  size: number;
  share: number;
  state: "waiting" | "sending" | "done" | "failed";
  reason: string;
}

const atOnce = 3;
const state = $state({ uploads: [] as Upload[] });
const waiting: { id: number; file: File; arrived: (medium: Medium) => void }[] = [];
let last = 0;
let running = 0;

export const uploads = {
  get all(): readonly Upload[] {
    return state.uploads;
  },
  get open(): number {
    return state.uploads.filter((one) => one.state === "waiting" || one.state === "sending").length;
  },
};

function find(id: number): Upload | undefined {
  return state.uploads.find((one) => one.id === id);
}

async function work(): Promise<void> {
  if (running >= atOnce) {
    return;
  }
  const job = waiting.shift();
  const shown = job && find(job.id);
  if (!job || !shown) {
    return;
  }
  ++running;
  shown.state = "sending";
  try {
    const medium = await upload<Medium>("/media", job.file, { filename: job.file.name }, (share) => (shown.share = share));
    shown.state = "done";
    shown.share = 1;
    job.arrived(medium);
  } catch (error) {
    shown.state = "failed";
    shown.reason = explain(error);
  } finally {
    --running;
    void work();
  }
}

/** Sends files; `arrived` is called for each that was taken. */
export function send(files: Iterable<File>, arrived: (medium: Medium) => void): void {
  for (const file of files) {
    const id = ++last;
    state.uploads.push({ id, name: file.name, size: file.size, share: 0, state: "waiting", reason: "" });
    waiting.push({ id, file, arrived });
    void work();
  }
}

/** Takes what has arrived or failed off the list. */
export function clearFinished(): void {
  state.uploads = state.uploads.filter((one) => one.state === "waiting" || one.state === "sending");
}
