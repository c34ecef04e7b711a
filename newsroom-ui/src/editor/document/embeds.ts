// SPDX-License-Identifier: GPL-3.0-or-later
// What the address of an embed stands for: the same list as src/document/embeds, without the players, which the newsroom never loads.
// Both are tested with tests/golden/embeds/addresses.json.
import { parseAddress, providerOfHost } from "./address";

export type EmbedKind = "film" | "post" | "map" | "chart";

export interface KnownEmbed {
  provider: string;
  kind: EmbedKind;
  /** Whether readers can load it in place. */
  player: boolean;
  /** If the address was that of a player: the page for people to open; else empty. */
  page: string;
}

interface Parts {
  secure: boolean;
  host: string;
  path: string;
  query(name: string): string;
  fragment: string;
}

function partsOf(address: string): Parts | null {
  const parts = /^(https?):\/\/([^/?#]+)([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/.exec(address);
  if (!parts || parts[2]!.includes(":")) return null;
  const query = (parts[4] ?? "").split("&").map((pair) => [pair.split("=", 1)[0]!, pair.includes("=") ? pair.slice(pair.indexOf("=") + 1) : ""] as const);
  return {
    secure: parts[1] === "https",
    host: parts[2]!,
    path: parts[3]!.replace(/\/$/, ""),
    query: (name) => query.find(([key]) => key === name)?.[1] ?? "",
    fragment: parts[5] ?? "",
  };
}

/** "90", "1m30s" in seconds; 0 for anything else. */
function seconds(text: string): number {
  const found = /^(?=.)(?:(\d{1,5})h)?(?:(\d{1,5})m)?(?:(\d{1,5})s?)?$/.exec(text);
  return found ? Number(found[1] ?? 0) * 3600 + Number(found[2] ?? 0) * 60 + Number(found[3] ?? 0) : 0;
}
const timeIn = (fragment: string): string => (fragment.startsWith("t=") ? fragment.slice(2) : "");

/** The page of a player; empty for a page; null where the address is no embed. */
type Read = (parts: Parts) => string | null;

const list = /^[A-Za-z0-9_-]{10,64}$/;

function youtube({ host, path, query, fragment }: Parts): string | null {
  if (path === "/playlist") return list.test(query("list")) ? "" : null;
  if (/^\/(?:embed|v)\/videoseries$/.test(path)) return list.test(query("list")) ? `https://www.youtube.com/playlist?list=${query("list")}` : null;
  const [, form = "", named = ""] = (host === "youtu.be" ? /^()\/([^/]+)$/ : /^\/(embed|v|shorts|live)\/([^/]+)$/).exec(path) ?? [];
  const id = host !== "youtu.be" && path === "/watch" ? query("v") : named;
  if (!/^[A-Za-z0-9_-]{11}$/.test(id)) return null;
  if (form !== "embed" && form !== "v") return "";
  const start = seconds(query("t")) || seconds(query("start")) || seconds(timeIn(fragment));
  return `https://www.youtube.com/watch?v=${id}${start ? `&t=${start}s` : ""}`;
}

function vimeo({ host, path, query, fragment }: Parts): string | null {
  const player = host === "player.vimeo.com";
  const forms = player ? /^\/video\/(\d{1,12})$/ : /^\/(?:channels\/[^/]+\/|(?:groups|album|showcase)\/[^/]+\/video[^/]*\/)?(\d{1,12})$|^\/(\d{1,12})\/([^/]+)$/;
  const found = forms.exec(path);
  if (!found) return null;
  const plain = player || /^\/\d+$/.test(path);
  const hash = found[3] ?? (plain ? query("h") : "");
  if (hash !== "" && !/^[A-Za-z0-9]{6,20}$/.test(hash)) return null;
  const start = seconds(timeIn(fragment));
  return player ? `https://vimeo.com/${found[1]}${hash && `/${hash}`}${start ? `#t=${start}s` : ""}` : "";
}

function aparat({ path }: Parts): string | null {
  const player = /^\/video\/video\/embed\/videohash\/([A-Za-z0-9]{4,12})(?:\/|$)/.exec(path)?.[1];
  if (player) return `https://www.aparat.com/v/${player}`;
  return /^\/v\/[A-Za-z0-9]{4,12}(?:\/[^/]*)?$/.test(path) ? "" : null;
}

function dailymotion({ host, path }: Parts): string | null {
  const player = /^\/embed\/video\/([A-Za-z0-9]{4,20})$/.exec(path)?.[1];
  if (player) return `https://www.dailymotion.com/video/${player}`;
  return (host === "dai.ly" ? /^\/(?:video\/)?[A-Za-z0-9]{4,20}$/ : /^\/video\/[A-Za-z0-9]{4,20}$/).test(path) ? "" : null;
}

function peertube({ host, path, query }: Parts): string | null {
  const found = /^\/(w|videos\/watch|videos\/embed)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Za-z0-9]{22})$/.exec(path);
  if (!found) return null;
  const start = seconds(query("start"));
  return found[1] === "videos/embed" ? `https://${host}/w/${found[2]}${start ? `?start=${start}s` : ""}` : "";
}

function mastodon({ host, path }: Parts): string | null {
  const name = "(?![.])[A-Za-z0-9_.-]{1,30}(?<![.])";
  const found = new RegExp(`^/@(${name})/(\\d{15,20})(/embed)?$`).exec(path);
  if (found) return found[3] ? `https://${host}/@${found[1]}/${found[2]}` : "";
  return new RegExp(`^/users/${name}/statuses/\\d{15,20}$`).test(path) ? "" : null;
}

const telegram: Read = ({ path }) => (/^(?:\/s)?\/[A-Za-z][A-Za-z0-9_]{3,31}(?:\/\d{1,10}){1,2}$/.test(path) ? "" : null);
const x: Read = ({ path }) => (/^\/(?:i\/web|[A-Za-z0-9_]{1,15})\/status(?:es)?\/\d{1,20}(?:\/|$)/.test(path) ? "" : null);
const datawrapper: Read = ({ host, path }) => ((host === "datawrapper.dwcdn.net" ? /^\/[A-Za-z0-9]{5}(?:\/\d{1,5})?$/ : /^\/_\/[A-Za-z0-9]{5}$/).test(path) ? "" : null);

function openstreetmap({ path, query, fragment }: Parts): string | null {
  const degrees = (text: string, most: number): boolean => /^-?(?=.{1,24}$)\d[\d]*(?:\.\d*)?$/.test(text) && Math.abs(Number(text)) <= most;
  if (path === "/export/embed.html") {
    const box = query("bbox").split(/,|%2c/i);
    return box.length === 4 && box.every((number, i) => degrees(number, i % 2 === 0 ? 180 : 90)) ? "" : null;
  }
  if (path !== "") return null;
  const [, zoom = "16", latitude = query("mlat"), longitude = query("mlon")] = /^map=(\d{1,2})\/([^/&]+)\/([^&]+)/.exec(fragment) ?? [];
  if (fragment.startsWith("map=") && !/^map=\d{1,2}\/[^/&]+\/[^&]+/.test(fragment)) return null;
  return Number(zoom) <= 20 && degrees(latitude, 85) && degrees(longitude, 180) ? "" : null;
}

interface Provider {
  name: string;
  kind: EmbedKind;
  /** Whole names; none: a program that anybody may run, on any host with a name. */
  hosts: string[];
  read: Read;
  player?: false;
}

const providers: Provider[] = [
  { name: "youtube", kind: "film", hosts: ["youtube.com", "www.youtube.com", "m.youtube.com", "music.youtube.com", "youtube-nocookie.com", "www.youtube-nocookie.com", "youtu.be"], read: youtube },
  { name: "vimeo", kind: "film", hosts: ["vimeo.com", "www.vimeo.com", "player.vimeo.com"], read: vimeo },
  { name: "aparat", kind: "film", hosts: ["aparat.com", "www.aparat.com", "m.aparat.com"], read: aparat },
  { name: "dailymotion", kind: "film", hosts: ["dailymotion.com", "www.dailymotion.com", "dai.ly"], read: dailymotion, player: false },
  { name: "telegram", kind: "post", hosts: ["t.me", "telegram.me", "telegram.dog"], read: telegram },
  { name: "twitter", kind: "post", hosts: ["x.com", "www.x.com", "mobile.x.com", "twitter.com", "www.twitter.com", "mobile.twitter.com"], read: x, player: false },
  { name: "datawrapper", kind: "chart", hosts: ["datawrapper.dwcdn.net", "datawrapper.de", "www.datawrapper.de"], read: datawrapper },
  { name: "openstreetmap", kind: "map", hosts: ["openstreetmap.org", "www.openstreetmap.org", "osm.org", "www.osm.org"], read: openstreetmap },
  { name: "peertube", kind: "film", hosts: [], read: peertube },
  { name: "mastodon", kind: "post", hosts: [], read: mastodon },
];

const isPublicName = (host: string): boolean => host.length <= 253 && /^[a-z0-9.-]+\.[a-z][a-z0-9-]*$/.test(host);

/** `address`: in the document's form. */
export function knownEmbed(address: string): KnownEmbed | null {
  const parts = partsOf(address);
  if (!parts) return null;
  for (const { name, kind, hosts, read, player = true } of providers) {
    const its = hosts.length > 0 ? hosts.includes(parts.host) : parts.secure && isPublicName(parts.host) && providerOfHost(parts.host) === "";
    const page = its ? read(parts) : null;
    if (page !== null) return { provider: name, kind, player, page };
  }
  return null;
}

/** The provider of an embed by its address: "youtube", …, or "web". */
export const providerOf = (address: string): string => knownEmbed(address)?.provider ?? (providerOfHost(/^https?:\/\/([^/?#:]+)/.exec(address)?.[1] ?? "") || "web");

/** The page that a player shows, if it is a known one; otherwise the address as it is. */
export const pageOfPlayer = (address: string): string => parseAddress(knownEmbed(address)?.page ?? "") ?? address;

/**
 * Whether an address alone on a line is meant as an embed rather than as a link. Addresses of GitHub are mostly sources that a text refers
 * to.
 */
export const becomesEmbed = (address: string): boolean => !["web", "github"].includes(providerOf(address));

/** The host as people know it: without "www.". */
export const hostOf = (address: string): string => /^https?:\/\/(?:www\.)?([^/?#]+)/.exec(address)?.[1] ?? "";
