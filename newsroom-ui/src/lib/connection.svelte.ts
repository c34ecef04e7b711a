// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the server can be reached: as the last request found it, asked again until it can.
import { listen } from "./api";

/** Where the open story is while the server cannot be reached: kept on this computer, or nowhere. Null where no story is open. */
export type Writing = "kept" | "unkept" | null;

const state = $state({ reached: true, writing: null as Writing });
let timer: ReturnType<typeof setTimeout> | undefined;

export const connection = {
  get reached(): boolean {
    return state.reached;
  },
  get writing(): Writing {
    return state.writing;
  },
};

/** The story screen says where what is written is, so that the bar above it says the same. */
export function setWriting(writing: Writing): void {
  state.writing = writing;
}

async function ask(): Promise<void> {
  try {
    await fetch("/api/v1/site", { cache: "no-store", signal: AbortSignal.timeout(5000) });
    found(true);
  } catch {
    found(false);
  }
}

function found(reached: boolean): void {
  state.reached = reached;
  clearTimeout(timer);
  if (!reached) {
    timer = setTimeout(() => void ask(), 3000);
  }
}

export function startConnection(): () => void {
  listen({ reached: found });
  const offline = (): void => found(false);
  const online = (): void => void ask();
  addEventListener("offline", offline);
  addEventListener("online", online);
  return () => {
    removeEventListener("offline", offline);
    removeEventListener("online", online);
    clearTimeout(timer);
  };
}
