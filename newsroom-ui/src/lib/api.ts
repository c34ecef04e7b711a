// SPDX-License-Identifier: GPL-3.0-or-later
// Every request of the newsroom goes through here: JSON in and out, problems as errors that name their fields, ETags,
// more tries where that can do no harm, and word of whether the server can be reached.
// Every POST that makes or moves something carries an Idempotency-Key, so that it can be repeated: the server carries it out once.
// Flow:   screen, editor -> request() -> /api/v1 -> Answer or ApiError
import type { components } from "../generated/api";
import { saysField } from "./problems";

export type Problem = components["schemas"]["Problem"];
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface FieldError {
  /** A JSON Pointer such as `/headline`, or the name of a parameter. */
  pointer: string;
  detail: string;
  /** A name that the catalogues have a sentence for, with its values. */
  code?: string;
  values?: Record<string, number | string>;
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
  ifMatch?: string | undefined;
  signal?: AbortSignal | undefined;
  /** The Idempotency-Key of a POST. One is made where there is none. */
  key?: string;
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

  /** Whether it was done is not known. The same request again finds out. */
  get unknown(): boolean {
    return this.problem.type === "outcome-unknown" || this.problem.type === "idempotency-key-in-use";
  }

  get fields(): FieldError[] {
    return this.problem.errors ?? [];
  }

  /** What is wrong with the field of that pointer, or null. */
  field(pointer: string): string | null {
    const found = this.fields.find((error) => error.pointer === pointer);
    return found ? saysField(found) : null;
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
/** How long a request whose outcome is not known is asked for again. */
const outcomePatience = 60_000;
/** An upload of which nothing has gone for so long has stalled … */
export const stallPatience = 30_000;
/** … and the server has so long to look at the file once it has all of it. */
const answerPatience = 120_000;
const mostOpen = 100;

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

/** 128 random bits. (crypto.randomUUID is only there over HTTPS.) */
export const newKey = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** POSTs that make nothing that could be there twice. */
const keyless = /^\/(session|views)\b|^\/me\/(second-factor|passkeys\/challenge)$|\/presence$/;

/** Refusals from before the key is looked up: an earlier attempt may have been carried out. */
export const asksFirst = new Set([401, 403, 429]);

/** Keys of requests whose outcome is not known: pressing again sends the same request with the same key, which does it once. */
const open = new Map<string, string>();

/** What somebody wants: the same request is the same intent as long as its outcome is not known. */
class Intent {
  readonly key: string;
  private readonly name: string;

  constructor(url: string, what: string, key?: string) {
    this.name = `${url}\n${what}`;
    this.key = key ?? open.get(this.name) ?? newKey();
  }
  leaveOpen(): void {
    open.delete(this.name);
    open.set(this.name, this.key);
    const oldest = open.keys().next();
    if (open.size > mostOpen && !oldest.done) {
      open.delete(oldest.value);
    }
  }
  close(): void {
    open.delete(this.name);
  }
}

const unreachable = (type = "about:blank"): ApiError => new ApiError(0, { type, title: "The server cannot be reached.", status: 0, code: "unavailable" });

/** An answer of the server, read whole. */
interface Reply<T> {
  status: number;
  retryAfter: number | null;
  problem: Problem | null;
  data: T;
  etag: string | null;
}

/** The problem of an answer that says nothing itself, as one from a proxy. */
const bare = (status: number, text: string): Problem => ({
  type: "about:blank", title: text || String(status), status, code: status === 413 ? "too-large" : status === 503 ? "unavailable" : status >= 500 ? "internal" : "malformed",
});

const isProblem = (value: unknown): value is Problem => typeof value === "object" && value !== null && "title" in value;

/** Fails where nothing came back, or not all of it. */
async function once<T>(method: Method, url: string, options: Options, intent: Intent | null): Promise<Reply<T>> {
  const headers = new Headers({ Accept: "application/json" });
  if (options.ifMatch) {
    headers.set("If-Match", options.ifMatch);
  }
  if (intent) {
    headers.set("Idempotency-Key", `"${intent.key}"`);
  }
  let body: BodyInit | null = null;
  if (options.body !== undefined) {
    headers.set("Content-Type", options.body instanceof Blob ? options.body.type : "application/json");
    body = options.body instanceof Blob ? options.body : JSON.stringify(options.body);
  }
  const timeout = AbortSignal.timeout(patience);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  const response = await fetch(url, { method, headers, body, signal, credentials: "same-origin", cache: "no-store", keepalive: options.keepalive ?? false });
  const type = response.headers.get("Content-Type") ?? "";
  const data: unknown = response.status === 204 ? undefined : /^application\/(problem\+)?json/.test(type) ? await response.json() : await response.text();
  return {
    status: response.status,
    retryAfter: Number(response.headers.get("Retry-After")) || null,
    problem: response.ok ? null : isProblem(data) ? data : bare(response.status, response.statusText),
    data: data as T,
    etag: response.headers.get("ETag"),
  };
}

/**
 * Sends until there is an answer. `again`: the request may be repeated even where it may have arrived, as reading may, and whatever has a
 * key. 503 says that nothing was done.
 */
async function persist<T>(send: () => Promise<Reply<T>>, again: boolean, given: { path: string; aborted: () => boolean; intent: Intent | null }): Promise<Reply<T>> {
  const until = Date.now() + outcomePatience;
  let failures = 0;
  for (;;) {
    let reply: Reply<T>;
    try {
      reply = await send();
    } catch (error) {
      given.intent?.leaveOpen();
      if (given.aborted() || error instanceof ApiError) {
        throw error;
      }
      if (again && ++failures < tries) {
        await wait(300 * failures);
        continue;
      }
      listeners.reached?.(false);
      throw unreachable();
    }
    listeners.reached?.(true);
    if (reply.status === 503 && ++failures < tries) {
      await wait(Math.min(5, reply.retryAfter ?? failures) * 1000);
      continue;
    }
    if (!reply.problem) {
      given.intent?.close();
      return reply;
    }
    const error = new ApiError(reply.status, reply.problem, reply.retryAfter);
    if (given.intent && error.unknown) {
      given.intent.leaveOpen();
      if (Date.now() < until) {
        await wait((reply.retryAfter ?? 2) * 1000);
        continue;
      }
    } else if (reply.status < 500 && !asksFirst.has(reply.status)) {
      given.intent?.close();
    }
    if (reply.status === 401 && !given.path.startsWith("/session")) {
      listeners.signedOut?.();
    }
    throw error;
  }
}

/** Reading, and writing with a key, is tried again where the server could not be reached; all else only where it said that it did nothing (503). */
export async function request<T>(method: Method, path: string, options: Options = {}): Promise<Answer<T>> {
  const url = address(path, options.query);
  const intent = method === "POST" && !keyless.test(path) ? new Intent(url, JSON.stringify(options.body) ?? "", options.key) : null;
  const reply = await persist<T>(() => once<T>(method, url, options, intent), method === "GET" || intent !== null, {
    path,
    aborted: () => options.signal?.aborted ?? false,
    intent,
  });
  return { data: reply.data, etag: reply.etag, status: reply.status };
}

/** The same, where only the data matters. */
export const get = async <T>(path: string, query?: Options["query"], signal?: AbortSignal): Promise<T> =>
  (await request<T>("GET", path, { ...(query ? { query } : {}), signal })).data;
export const post = async <T = void>(path: string, body?: unknown): Promise<T> => (await request<T>("POST", path, { body })).data;
export const put = async <T = void>(path: string, body: unknown): Promise<T> => (await request<T>("PUT", path, { body })).data;
export const patch = async <T = void>(path: string, body: unknown, ifMatch?: string): Promise<T> =>
  (await request<T>("PATCH", path, { body, ifMatch })).data;
export const remove = async <T = void>(path: string, body?: unknown): Promise<T> => (await request<T>("DELETE", path, { body })).data;

/** One attempt; fetch cannot tell how much of a body has gone. */
function sendOnce<T>(url: string, file: Blob, intent: Intent, progress: (share: number) => void, signal?: AbortSignal): Promise<Reply<T>> {
  return new Promise((resolve, reject) => {
    const sender = new XMLHttpRequest();
    let watch: ReturnType<typeof setTimeout>;
    const expect = (milliseconds: number): void => {
      clearTimeout(watch);
      watch = setTimeout(() => {
        reject(unreachable("stalled"));
        sender.abort();
      }, milliseconds);
    };
    const abort = (): void => sender.abort();
    sender.open("POST", url);
    sender.responseType = "json";
    // Browsers name types by the file's extension; the server looks at the bytes.
    sender.setRequestHeader("Content-Type", "application/octet-stream");
    sender.setRequestHeader("Accept", "application/json");
    sender.setRequestHeader("Idempotency-Key", `"${intent.key}"`);
    sender.upload.onprogress = (event) => {
      expect(stallPatience);
      if (event.lengthComputable) {
        progress(event.loaded / event.total);
      }
    };
    sender.upload.onload = () => expect(answerPatience);
    sender.onprogress = () => expect(stallPatience);
    sender.onerror = () => reject(new TypeError("network"));
    sender.onabort = () => reject(new DOMException("Aborted", "AbortError"));
    sender.onload = () => {
      const good = sender.status >= 200 && sender.status < 300;
      const data: unknown = sender.response;
      if (good && data === null) {
        reject(new TypeError("cut"));
        return;
      }
      const problem = isProblem(data) ? data : bare(sender.status, sender.statusText);
      const retryAfter = Number(sender.getResponseHeader("Retry-After")) || null;
      resolve({ status: sender.status, retryAfter, problem: good ? null : problem, data: data as T, etag: sender.getResponseHeader("ETag") });
    };
    sender.onloadend = () => {
      clearTimeout(watch);
      signal?.removeEventListener("abort", abort);
    };
    signal?.addEventListener("abort", abort, { once: true });
    expect(stallPatience);
    sender.send(file);
  });
}

/** As on the server, in megabytes: a larger file is refused before it is sent for minutes. Sound and film may be larger: see allowRecordings(). */
const most = { other: 25, recording: 25 };
const recordingName = /\.(mp3|m4[abv]|aac|og[ga]|opus|flac|wave?|weba|webm|mp4)$/i;

/** Tells how many megabytes sound and film may have. */
export function allowRecordings(megabytes: number): void {
  most.recording = Math.max(megabytes, most.other);
}

/** Sends a file and tells how much of it has gone. Where nothing moves for half a minute it fails with the type `stalled`. */
export async function upload<T>(path: string, file: Blob, query: Options["query"], progress: (share: number) => void, signal?: AbortSignal): Promise<T> {
  const recording = /^(audio|video)\//.test(file.type) || recordingName.test((file as Partial<File>).name ?? "");
  const limit = recording ? most.recording : most.other;
  if (file.size > limit * 1024 * 1024) {
    throw new ApiError(413, { type: "about:blank", title: "Content Too Large", status: 413, code: "file-too-large", values: { limit } });
  }
  const url = address(path, query);
  const named = file as Partial<File>;
  const intent = new Intent(url, [named.name, file.size, file.type, named.lastModified].join("\n"));
  const reply = await persist<T>(() => sendOnce<T>(url, file, intent, progress, signal), true, { path, aborted: () => signal?.aborted ?? false, intent });
  return reply.data;
}
