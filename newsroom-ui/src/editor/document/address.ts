// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses as the document takes them: http, https, mailto, tel, a path of this site, a fragment. The same reading as src/document/addresses/address.cpp.
import { maxAddressLength } from "./limits";

const encoder = new TextEncoder();

/** What follows the host, each character that is no URL code point percent-encoded. */
function encodeRest(rest: string): string {
  let out = "";
  let inFragment = false;
  for (let at = 0; at < rest.length; ) {
    const character = String.fromCodePoint(rest.codePointAt(at)!);
    if (/^[A-Za-z0-9!$&'()*+,\-./:;=?@_~]$/.test(character)) out += character;
    else if (character === "%" && /^%[0-9A-Fa-f]{2}/.test(rest.slice(at, at + 3))) out += character;
    else if (character === "#" && !inFragment) {
      inFragment = true;
      out += character;
    } else for (const byte of encoder.encode(character)) out += "%" + byte.toString(16).toUpperCase().padStart(2, "0");
    at += character.length;
  }
  return out;
}

function webAddress(scheme: string, rest: string): string | null {
  const end = rest.search(/[/?#\\]/);
  const authority = end < 0 ? rest : rest.slice(0, end);
  if (authority === "" || authority.includes("@") || /\s/.test(authority)) return null;
  let host: string;
  try {
    host = new URL(`${scheme}://${authority}/`).host;
  } catch {
    return null;
  }
  const port = /:(\d{1,5})$/.exec(authority)?.[1];
  if (port && !host.endsWith(`:${Number(port)}`)) host += `:${Number(port)}`; // URL leaves a scheme's own port out, the document keeps it
  if (!/^(\[[0-9a-f:.]+\]|[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?)(:[1-9]\d*)?$/.test(host)) return null;
  let tail = end < 0 ? "" : rest.slice(end);
  if (tail.startsWith("\\")) tail = "/" + tail.slice(1);
  return `${scheme}://${host}${encodeRest(tail)}`;
}

/** The address in the form the document keeps, or null where it is none. */
export function parseAddress(input: string): string | null {
  const text = input.replace(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, "").replace(/[\t\r\n]/g, "");
  if (text.length > maxAddressLength) return null;
  let address: string | null = null;
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text)?.[1]?.toLowerCase();
  if (text.startsWith("//") || text.startsWith("/\\")) address = webAddress("https", text.slice(2));
  else if (text.startsWith("/") || (text.startsWith("#") && text.length > 1)) address = encodeRest(text);
  else if (scheme === "http" || scheme === "https") {
    const rest = text.slice(scheme.length + 1);
    address = rest.startsWith("//") ? webAddress(scheme, rest.slice(2)) : null;
  } else if ((scheme === "mailto" || scheme === "tel") && text.length > scheme.length + 1) {
    address = `${scheme}:${encodeRest(text.slice(scheme.length + 1))}`;
  }
  return address !== null && address.length <= maxAddressLength ? address : null;
}

export const isWeb = (address: string): boolean => address.startsWith("http");
export const isPath = (address: string): boolean => address.startsWith("/");

/** What a person typed where an address is asked for: "example.org/a" is meant as https. */
export function addressFromTyping(input: string): string | null {
  const text = input.trim();
  if (/^[^\s@/:]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return parseAddress(`mailto:${text}`);
  return parseAddress(text) ?? (/^[^\s/:]+\.[^\s/:]{2,}(:\d+)?([/?#]\S*)?$/.test(text) ? parseAddress(`https://${text}`) : null);
}

const providers: Record<string, string> = {
  "youtube.com": "youtube", "youtube-nocookie.com": "youtube", "youtu.be": "youtube", "vimeo.com": "vimeo", "twitter.com": "twitter", "x.com": "twitter",
  "facebook.com": "facebook", "instagram.com": "instagram", "threads.net": "threads", "tiktok.com": "tiktok", "soundcloud.com": "soundcloud",
  "spotify.com": "spotify", "dailymotion.com": "dailymotion", "dai.ly": "dailymotion", "aparat.com": "aparat", "bilibili.com": "bilibili",
  "flickr.com": "flickr", "slideshare.net": "slideshare", "speakerdeck.com": "speakerdeck", "scribd.com": "scribd", "reddit.com": "reddit",
  "tumblr.com": "tumblr", "ted.com": "ted", "archive.org": "archive", "datawrapper.de": "datawrapper", "dwcdn.net": "datawrapper",
  "flourish.studio": "flourish", "documentcloud.org": "documentcloud", "openstreetmap.org": "openstreetmap", "bsky.app": "bluesky",
  "github.com": "github", "telegram.org": "telegram", "telegram.me": "telegram", "telegram.dog": "telegram", "t.me": "telegram",
  "osm.org": "openstreetmap",
};

/** The provider of a host that newsrooms often embed; empty for others. */
export function providerOfHost(host: string): string {
  for (const [name, provider] of Object.entries(providers)) if (host === name || host.endsWith(`.${name}`)) return provider;
  return "";
}

const thisSite = (): string[] => (typeof location === "undefined" ? [] : [location.origin]);

/** The host of a picture that stands on another site than this; null for pictures of this site. */
export function foreignHost(source: string, origins: readonly string[] = thisSite()): string | null {
  if (!/^https?:\/\//.test(source)) return null;
  try {
    const { origin, host } = new URL(source);
    return origins.includes(origin) ? null : host;
  } catch {
    return null;
  }
}
