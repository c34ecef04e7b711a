// SPDX-License-Identifier: GPL-3.0-or-later
// What a person would call the thing that sent a User-Agent: "Firefox, Windows".

const browsers: [RegExp, string][] = [
  [/\bEdgA?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:HeadlessChrome|Chrome|CriOS|Chromium)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];

const systems: [RegExp, string][] = [
  [/\b(?:iPhone|iPod)\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];

const first = (text: string, names: [RegExp, string][]): string | undefined => names.find(([sign]) => sign.test(text))?.[1];

export function deviceOf(userAgent: string): string {
  const names = [first(userAgent, browsers), first(userAgent, systems)].filter((name) => name !== undefined);
  return names.length > 0 ? names.join(", ") : userAgent.slice(0, 60);
}
