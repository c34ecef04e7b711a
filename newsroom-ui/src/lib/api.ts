// SPDX-License-Identifier: GPL-3.0-or-later
// Every request of the newsroom goes through here: JSON in and out, problems as errors that name their fields, ETags,
// one more try where that can do no harm, and word of whether the server can be reached.
// Flow:   screen, editor -> request() -> /api/v1 -> Answer or ApiError
import type { components } from "../generated/api";

export type Problem = components["schemas"]["Problem"];
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface FieldError {
  /** A JSON Pointer such as `/headline`, or the name of a parameter. */
  pointer: string;
  detail: string;
}

export interface Answer<T> {
  data: T;
  etag: string | null;
  status: number;
}

export interface Options {
  query?: Record<string, string | number | boolean | null | undefined>;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, with its own type. */
  bytes?: Blob;
  ifMatch?: string | undefined;
  signal?: AbortSignal | undefined;
  /** Goes on after the page is closed (64 KiB at most). */
  keepalive?: boolean;
}

/** What the server said no to, or that it could not be reached (`status` 0). */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem & { current?: string };
  readonly retryAfter: number | null;

  constructor(status: number, problem: Problem & { current?: string }, retryAfter: number | null = null) {
    super(problem.detail ?? problem.title);
    this.name = "ApiError";
    this.status = status;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  get offline(): boolean {
    return this.status === 0;
  }

  get fields(): FieldError[] {
    return this.problem.errors ?? [];
  }

  /** What is wrong with the field of that pointer, or null. */
  field(pointer: string): string | null {
    return this.fields.find((error) => error.pointer === pointer)?.detail ?? null;
  }
}

export interface Listeners {
  /** Called after each request: whether it got through. */
  reached?: (reached: boolean) => void;
  /** Called on a 401 of anything but signing in itself. */
  signedOut?: () => void;
}

let listeners: Listeners = {};

export function listen(to: Listeners): void {
  listeners = { ...listeners, ...to };
}

const tries = 3;
const patience = 20_000;

export const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

export function address(path: string, query: Options["query"] = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") {
      parameters.set(name, String(value));
    }
  }
  const text = parameters.toString();
  return `/api/v1${path}${text ? `?${text}` : ""}`;
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    if (response.headers.get("Content-Type")?.startsWith("application/problem+json")) {
      return (await response.json()) as Problem;
    }
  } catch {
    // An answer that was cut is told by its status alone.
  }
  return { type: "about:blank", title: response.statusText || String(response.status), status: response.status };
}

const unreachable = (): ApiError => new ApiError(0, { type: "about:blank", title: "The server cannot be reached.", status: 0 });

async function once(method: Method, url: string, options: Options): Promise<Response> {
  const headers = new Headers({ Accept: "application/json" });
  if (options.ifMatch) {
    headers.set("If-Match", options.ifMatch);
  }
  let body: BodyInit | null = null;
  if (options.bytes) {
    headers.set("Content-Type", options.bytes.type || "application/octet-stream");
    body = options.bytes;
  } else if (options.body !== undefined) {
    headers.set("Content-Type", "application/json");
    body = JSON.stringify(options.body);
  }
  const timeout = AbortSignal.timeout(options.bytes ? patience * 15 : patience);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  return fetch(url, { method, headers, body, signal, credentials: "same-origin", cache: "no-store", keepalive: options.keepalive ?? false });
}

/** Reading is tried again where the server could not be reached or was busy; writing only where it said that it did nothing (503). */
export async function request<T>(method: Method, path: string, options: Options = {}): Promise<Answer<T>> {
  const url = address(path, options.query);
  for (let attempt = 1; ; ++attempt) {
    let response: Response;
    try {
      response = await once(method, url, options);
    } catch (error) {
      if (options.signal?.aborted) {
        throw error;
      }
      if (method === "GET" && attempt < tries) {
        await wait(300 * attempt);
        continue;
      }
      listeners.reached?.(false);
      throw unreachable();
    }
    listeners.reached?.(true);
    if (response.status === 503 && attempt < tries) {
      await wait(Math.min(5, Number(response.headers.get("Retry-After")) || attempt) * 1000);
      continue;
    }
    if (!response.ok) {
      const after = Number(response.headers.get("Retry-After"));
      const error = new ApiError(response.status, await problemOf(response), after > 0 ? after : null);
      if (response.status === 401 && !path.startsWith("/session")) {
        listeners.signedOut?.();
      }
      throw error;
    }
    const json = response.headers.get("Content-Type")?.startsWith("application/json");
    try {
      const data = (response.status === 204 ? undefined : json ? await response.json() : await response.text()) as T;
      return { data, etag: response.headers.get("ETag"), status: response.status };
    } catch {
      // Cut in the middle.
      if (method === "GET" && attempt < tries) {
        continue;
      }
      throw unreachable();
    }
  }
}

/** The same, where only the data matters. */
export const get = async <T>(path: string, query?: Options["query"], signal?: AbortSignal): Promise<T> =>
  (await request<T>("GET", path, { ...(query ? { query } : {}), signal })).data;
export const post = async <T = void>(path: string, body?: unknown): Promise<T> => (await request<T>("POST", path, { body })).data;
export const put = async <T = void>(path: string, body: unknown): Promise<T> => (await request<T>("PUT", path, { body })).data;
export const patch = async <T = void>(path: string, body: unknown, ifMatch?: string): Promise<T> =>
  (await request<T>("PATCH", path, { body, ifMatch })).data;
export const remove = async <T = void>(path: string, body?: unknown): Promise<T> => (await request<T>("DELETE", path, { body })).data;

/** Sends a file and tells how much of it has gone; fetch cannot tell that. */
export function upload<T>(path: string, file: Blob, query: Options["query"], progress: (share: number) => void, signal?: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const sender = new XMLHttpRequest();
    sender.open("POST", address(path, query));
    sender.responseType = "json";
    sender.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    sender.setRequestHeader("Accept", "application/json");
    sender.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    sender.onerror = sender.ontimeout = () => {
      listeners.reached?.(false);
      reject(unreachable());
    };
    sender.onabort = () => reject(new DOMException("Aborted", "AbortError"));
    sender.onload = () => {
      listeners.reached?.(true);
      if (sender.status >= 200 && sender.status < 300) {
        resolve(sender.response as T);
        return;
      }
      if (sender.status === 401) {
        listeners.signedOut?.();
      }
      const problem = (sender.response as Problem | null) ?? { type: "about:blank", title: sender.statusText, status: sender.status };
      reject(new ApiError(sender.status, problem, Number(sender.getResponseHeader("Retry-After")) || null));
    };
    signal?.addEventListener("abort", () => sender.abort(), { once: true });
    sender.send(file);
  });
}
