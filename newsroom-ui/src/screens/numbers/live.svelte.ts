// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers of this moment as the server sends them; where it cannot, as it is asked for them. Says which.
import { get } from "../../lib/api";
import type { Now } from "./types";

export type Way = "connecting" | "live" | "asking" | "away";

const askEvery = 5_000;
const tryAgain = 60_000;

export class LiveNumbers {
  now = $state.raw<Now | null>(null);
  way = $state<Way>("connecting");
  #source: EventSource | null = null;
  #asking: ReturnType<typeof setInterval> | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;

  start(): void {
    this.#connect();
    document.addEventListener("visibilitychange", this.#seen);
  }

  stop(): void {
    document.removeEventListener("visibilitychange", this.#seen);
    this.#close();
  }

  /** A page that nobody looks at holds no connection. */
  #seen = (): void => {
    this.#close();
    if (document.visibilityState === "visible") {
      this.#connect();
    }
  };

  #close(): void {
    this.#source?.close();
    this.#source = null;
    clearInterval(this.#asking);
    clearTimeout(this.#again);
    this.#asking = this.#again = undefined;
  }

  #connect(): void {
    this.#source?.close();
    const source = new EventSource("/api/v1/numbers/live");
    this.#source = source;
    source.addEventListener("numbers", (event: MessageEvent<string>) => {
      clearInterval(this.#asking);
      this.#asking = undefined;
      this.now = JSON.parse(event.data) as Now;
      this.way = "live";
    });
    source.addEventListener("error", () => {
      // The browser connects again by itself, unless the server said no.
      this.#ask();
      if (source.readyState === EventSource.CLOSED) {
        clearTimeout(this.#again);
        this.#again = setTimeout(() => this.#connect(), tryAgain);
      }
    });
  }

  #ask(): void {
    if (this.#asking === undefined) {
      const once = async (): Promise<void> => {
        try {
          const now = await get<Now>("/numbers/now");
          if (this.#asking !== undefined) {
            this.now = now;
            this.way = "asking";
          }
        } catch {
          this.way = this.#asking === undefined ? this.way : "away";
        }
      };
      this.#asking = setInterval(() => void once(), askEvery);
      void once();
    }
  }
}
