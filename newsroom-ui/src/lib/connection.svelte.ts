// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the server can be reached: as the last request found it, asked again until it can.
import { listen } from "./api";

const state = $state({ reached: true });
let timer: ReturnType<typeof setTimeout> | undefined;

export const connection = {
  get reached(): boolean {
    return state.reached;
  },
};

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
