// SPDX-License-Identifier: GPL-3.0-or-later
// A newsroom without a program behind it, for working on the UI: the API in memory, forgotten when it ends, and the built files.
//     node tests/fake_server.mjs FOLDER [PORT]     sign in as ann@example.org with "correct horse", or by /newsroom/sign-in#first
import fs from "node:fs";
import http from "node:http";
import path from "node:path";

const folder = process.argv[2] ?? "../build/newsroom-ui";
const port = Number(process.argv[3] ?? 8099);
const day = 86_400_000;
const now = Date.now();
const iso = (time) => new Date(time).toISOString();

const people = [
  { number: 1, name: "Ann Lee", email: "ann@example.org", role: "admin", disabled: false, last_seen_at: iso(now) },
  { number: 2, name: "Reza Karimi", email: "reza@example.org", role: "editor", disabled: false, last_seen_at: iso(now - 3 * 3_600_000) },
  { number: 3, name: "Mina Okafor", email: "mina@example.org", role: "reporter", disabled: false, last_seen_at: iso(now - 2 * day) },
  { number: 4, name: "Tom Berg", email: "tom@example.org", role: "contributor", disabled: true, last_seen_at: null },
];
const tokens = [{ slug: "cms", name: "cms", role: "editor", created_at: iso(now - 30 * day) }];
const sections = ["City", "Harbour", "Culture", "Sport"].map((name, place) => ({ slug: name.toLowerCase(), name, url: `/sections/${name.toLowerCase()}`, description: "", stories: 40 - place * 7, position: place + 1 }));
const topics = ["Roads", "Water", "Schools", "Housing"].map((name) => ({ slug: name.toLowerCase(), name, url: `/topics/${name.toLowerCase()}`, description: "", aliases: name === "Roads" ? ["streets"] : [], stories: 12 }));
const authors = ["Ann Lee", "Mina Okafor"].map((name) => ({ slug: name.toLowerCase().replace(" ", "-"), name, url: "", biography: "", website: null, organisation: null, stories: 9 }));
const sessions = [
  { id: 1, current: true, created_at: iso(now - day), last_used_at: iso(now), address_hint: "192.0.2.x", user_agent: "Mozilla/5.0 (X11; Linux x86_64) Chrome/131.0.0.0 Safari/537.36" },
  { id: 2, current: false, created_at: iso(now - 9 * day), last_used_at: iso(now - 2 * day), address_hint: "198.51.100.x", user_agent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1" },
];
const audit = Array.from({ length: 130 }, (_, place) => ({ number: 130 - place, at: iso(now - place * 1_700_000), who: people[place % 3].email, action: ["story.publish", "session.begin", "person.change"][place % 3], subject: `story 1${place}`, detail: place % 4 ? "" : "role reporter → editor", address_hint: "192.0.2.x" }));

const subjects = ["Bridge reopens after a year of repairs", "Council votes on the harbour plan tonight", "Ferry timetable changes from Monday", "School roof is mended before winter", "دریاچه دوباره پر آب شد", "Library extends its opening hours on Sundays and holidays after readers asked for it"];
const states = ["draft", "in_review", "scheduled", "published", "published", "withdrawn"];
const count = Number(process.env.STORIES ?? 1200);
const stories = Array.from({ length: count }, (_, place) => {
  const status = states[place % 6];
  const persian = place % 6 === 4;
  return {
    id: count - place, revision: 1 + (place % 3), url: `/2026/03/story-${count - place}`, status, kind: "article", slug: `story-${count - place}`,
    headline: `${subjects[place % 6]}${place > 5 ? ` (${count - place})` : ""}`, standfirst: "", section: ["city", "harbour", null][place % 3], topics: [], authors: ["ann-lee"],
    language: persian ? "fa" : "en", direction: persian ? "rtl" : "ltr", lead_image: null, translation_key: null, teaser: "",
    published_at: status === "scheduled" ? iso(now + (1 + (place % 17)) * day * 0.8) : status === "draft" || status === "in_review" ? null : iso(now - place * 3_600_000),
    updated_at: iso(now - place * 3_600_000), withdrawn_reason: null, views: { day: (place * 7919) % 900, week: 0, month: 0, all: 0 },
    has_draft: place % 7 === 3, created_by: people[place % 3].email, assignee: place % 4 === 1 ? "ann@example.org" : null, notes_open: place % 5 === 0 ? 2 : 0,
  };
});

const colours = ["#97191d", "#1f5280", "#1d6b3a", "#7a4d00"];
const picture = (number) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 600"><rect width="800" height="600" fill="${colours[number % 4]}"/><circle cx="${150 + (number * 97) % 500}" cy="250" r="130" fill="#fff" opacity=".6"/></svg>`;
const media = Array.from({ length: 70 }, (_, place) => {
  const id = 70 - place;
  const audio = place === 3;
  return { id, url: `/media/${id}.svg`, type: audio ? "audio/mpeg" : "image/jpeg", width: audio ? null : 1600, height: audio ? null : 1200, size: 348_120 + id, filename: audio ? "interview.mp3" : `harbour-${id}.jpg`, alt: place % 3 ? "The harbour in the morning" : "", caption: "", credit: "Ann Lee", copyright: "", focal_point: null, placeholder: null, renditions: audio ? [] : [{ url: `/media/${id}.svg`, width: 400, height: 300, type: "image/webp", size: 9000 }], created_at: iso(now - place * day), created_by: "ann@example.org", used_by: place % 4 };
});

let session = null;
let password = "correct horse";
let factor = false;
const site = { title: "The Harbour Courier", description: "News of the city and its harbour", url: `http://127.0.0.1:${port}`, language: "en", direction: "ltr", timezone: "Europe/Amsterdam", utc_offsets: [{ from: "1970-01-01T00:00:00Z", seconds: 3600 }], stories: count, boxes: { new_articles: { length: 5 }, most_viewed: { length: 5, window: "week" } }, counted_since_start: { views: 0, robots: 0, repeats: 0 } };

class Refused extends Error {
  constructor(status, detail, errors) {
    super(detail);
    Object.assign(this, { status, errors });
  }
}

function page(list, name, query, size = 20) {
  const limit = Number(query.get("limit") ?? size);
  const from = Number(query.get("cursor") ?? 0);
  return { [name]: list.slice(from, from + limit), next: from + limit < list.length ? String(from + limit) : null };
}

function listStories(query) {
  const [status, words, owner, assignee] = ["status", "q", "owner", "assignee"].map((name) => query.get(name) ?? "");
  let found = stories.filter((story) => (!status || status === "any" || story.status === status) && (!owner || story.created_by === owner) && (!assignee || story.assignee === assignee));
  found = found.filter((story) => words.toLowerCase().split(" ").every((word) => story.headline.toLowerCase().split(" ").some((one) => one.startsWith(word))));
  if (query.get("from")) {
    found = found.filter((story) => story.published_at >= query.get("from") && story.published_at < query.get("until")).sort((one, other) => one.published_at.localeCompare(other.published_at));
  }
  return page(found, "stories", query);
}

const viewed = stories.filter((story) => story.status === "published").slice(0, 10).map(({ id, headline, url, language, views }) => ({ id, headline, url, language, views: views.day }));
const minutes = () => Array.from({ length: 60 }, (_, place) => ({ at: iso(Math.floor(Date.now() / 60_000 - 59 + place) * 60_000), views: (place * 37) % 23, robots: place % 4 }));
const counted = (list) => ({ listed: list, others: { count: 3, views: 40, robots: 2 } });
const sums = {
  sections: counted(sections.map(({ slug, name }, place) => ({ slug, name, views: 900 - place * 200, robots: 12 }))),
  authors: counted(authors.map(({ slug, name }, place) => ({ slug, name, views: 700 - place * 300, robots: 5 }))),
  languages: counted([{ language: "en", views: 1800, robots: 30 }, { language: "fa", views: 450, robots: 4 }]),
};
function series(query) {
  const step = query.get("step") ?? "day";
  const length = step === "hour" ? 3_600_000 : day;
  const from = Date.parse(query.get("from") ?? iso(now - 7 * day));
  const points = Array.from({ length: Math.floor((Date.now() - from) / length) + 1 }, (_, place) => ({ at: iso(from + place * length), views: 300 + ((place * 7919) % 500), robots: (place * 31) % 60 }));
  const total = points.reduce((sum, point) => ({ views: sum.views + point.views, robots: sum.robots + point.robots }), { views: 0, robots: 0 });
  return { from: iso(from), until: iso(Date.now()), step, time_zone: site.timezone, series: points, total };
}

const signIn = (person) => {
  session = { person, waiting: factor };
  return { person, second_factor: factor ? "needed" : "none" };
};
const storyOf = (id) => stories.find((story) => story.id === Number(id));
const put = (list, slug, body) => {
  const one = list.find((entry) => entry.slug === slug);
  if (one) Object.assign(one, body);
  else list.push({ slug, url: "", description: "", aliases: [], stories: 0, ...body });
  if (body.position) list.sort((first, second) => first.position - second.position);
  return one ?? list.at(-1);
};

const routes = {
  "GET /site": () => site,
  "POST /session": ({ body }) => {
    if (body.email !== "ann@example.org" || body.password !== password) throw new Refused(401, "The address or the password is wrong.");
    return signIn(people[0]);
  },
  "POST /session/link": ({ body }) => {
    if (body.link !== "first") throw new Refused(401, "This link is no longer good.");
    return signIn(people[0]);
  },
  "POST /session/second-factor": ({ body }) => {
    if (body.code !== "123456") throw new Refused(401, "That code is wrong.");
    session.waiting = false;
    return { person: session.person };
  },
  "GET /session": () => ({ person: session.person, has_password: true, has_second_factor: factor, expires_at: iso(now + day) }),
  "DELETE /session": () => void (session = null),
  "GET /sessions": () => ({ sessions }),
  "DELETE /sessions": () => void sessions.splice(1),
  "DELETE /sessions/*": ({ names }) => void sessions.splice(sessions.findIndex((one) => one.id === Number(names[0])), 1),
  "PUT /me/password": ({ body }) => {
    if (body.password.length < 8) throw new Refused(422, "The password is too weak.", [{ pointer: "/password", detail: "has fewer than 8 characters" }]);
    password = body.password;
  },
  "POST /me/second-factor": () => ({ secret: "JBSWY3DPEHPK3PXP", uri: "otpauth://totp/Harbour:ann@example.org?secret=JBSWY3DPEHPK3PXP&issuer=Harbour" }),
  "PUT /me/second-factor": ({ body }) => {
    if (body.code !== "123456") throw new Refused(422, "That code is wrong.", [{ pointer: "/code", detail: "is not the code of this moment" }]);
    factor = true;
    return { recovery_codes: Array.from({ length: 10 }, (_, place) => `k7q${place}-m2x${place}`) };
  },
  "DELETE /me/second-factor": () => void (factor = false),
  "GET /people": () => ({ people }),
  "POST /people": ({ body }) => {
    if (people.some((person) => person.email === body.email)) throw new Refused(409, "Somebody has this address.", [{ pointer: "/email", detail: "is somebody's already" }]);
    people.push({ number: people.length + 1, disabled: false, last_seen_at: null, ...body });
    return { ...people.at(-1), link: `${site.url}/newsroom/sign-in#first` };
  },
  "PATCH /people/*": ({ names, body }) => Object.assign(people[Number(names[0]) - 1], body),
  "POST /people/*/link": () => ({ link: `${site.url}/newsroom/sign-in#first` }),
  "GET /tokens": () => ({ tokens }),
  "POST /tokens": ({ body }) => {
    tokens.push({ slug: body.name, created_at: iso(Date.now()), ...body });
    return { ...body, token: "stp_3f9a6b1c8d7e" };
  },
  "DELETE /tokens/*": ({ names }) => void tokens.splice(tokens.findIndex((one) => one.slug === names[0]), 1),
  "GET /audit": ({ query }) => page(audit, "entries", query),
  "GET /numbers": ({ query }) => ({ ...series(query), ...sums, most_viewed: Object.fromEntries(["day", "week", "month", "all"].map((window) => [window, viewed])) }),
  "GET /numbers/now": () => ({ since: iso(now), readers: 42, minutes: minutes(), stories: viewed.map((story) => ({ ...story, readers: story.id % 9 })) }),
  "GET /stories/*/numbers": ({ names, query }) => ({ story: Number(names[0]), ...series(query), views: { day: 120, week: 800, month: 2400, all: 2900 }, now: { since: iso(now), readers: 3, minutes: minutes(), complete: true } }),
  "GET /stories": ({ query }) => listStories(query),
  "POST /stories/*/publish": ({ names }) => {
    const story = storyOf(names[0]);
    if (story.id % 5 === 0) throw new Refused(409, "The story has no body yet.");
    return Object.assign(story, { status: "published", published_at: iso(Date.now()) });
  },
  "POST /stories/*/withdraw": ({ names }) => Object.assign(storyOf(names[0]), { status: "withdrawn" }),
  "PUT /stories/*/assignee": ({ names, body }) => void Object.assign(storyOf(names[0]), body),
  "GET /sections": ({ query }) => page(sections, "sections", query),
  "PUT /sections/*": ({ names, body }) => put(sections, names[0], body),
  "GET /topics": ({ query }) => page(topics, "topics", query),
  "PUT /topics/*": ({ names, body }) => put(topics, names[0], body),
  "POST /topics/*/merge": ({ names }) => void topics.splice(topics.findIndex((one) => one.slug === names[0]), 1),
  "GET /authors": ({ query }) => page(authors, "authors", query),
  "PUT /authors/*": ({ names, body }) => put(authors, names[0], body),
  "GET /media": ({ query }) => page(media.filter((one) => one.filename.includes(query.get("q") ?? "") && one.type.startsWith(query.get("type") ?? "")), "media", query),
  "POST /media": ({ query, size }) => {
    if (query.get("filename").endsWith(".svg")) throw new Refused(415, "SVG can carry scripts and is not taken. Save the picture as PNG.");
    media.unshift({ ...media[0], id: media.length + 1, filename: query.get("filename"), size, alt: "" });
    return media[0];
  },
  "PATCH /media/*": ({ names, body }) => Object.assign(media.find((one) => one.id === Number(names[0])), body),
  "GET /media/*/stories": () => ({ stories: stories.slice(0, 2) }),
  "DELETE /media/*": ({ names }) => void media.splice(media.findIndex((one) => one.id === Number(names[0])), 1),
};

function find(method, address) {
  const given = address.split("/");
  for (const [route, run] of Object.entries(routes)) {
    const [verb, pattern] = route.split(" ");
    const wanted = pattern.split("/");
    if (verb === method && wanted.length === given.length && wanted.every((part, place) => part === "*" || part === given[place])) {
      return { run, names: given.filter((_, place) => wanted[place] === "*") };
    }
  }
  return null;
}

function answer(response, status, type, body, fields = {}) {
  response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store", ...fields });
  response.end(body);
}

async function api(request, response, url) {
  const bytes = [];
  for await (const piece of request) bytes.push(piece);
  const all = Buffer.concat(bytes);
  const address = url.pathname.slice("/api/v1".length);
  try {
    const open = address === "/site" || address.startsWith("/session") && !address.startsWith("/sessions") && request.method !== "GET";
    if (!open && (!session || session.waiting)) throw new Refused(401, "Nobody is signed in.");
    const route = find(request.method, address);
    if (!route) throw new Refused(404, "There is nothing at this address.");
    const json = request.headers["content-type"]?.includes("json") && all.length > 0;
    const result = route.run({ names: route.names, query: url.searchParams, body: json ? JSON.parse(all) : null, size: all.length });
    if (result === undefined) answer(response, 204, "text/plain", "");
    else answer(response, 200, "application/json", JSON.stringify(result));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    answer(response, error.status, "application/problem+json", JSON.stringify({ type: "about:blank", title: "Refused", status: error.status, detail: error.message, errors: error.errors }));
  }
}

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-src 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types svelte-trusted-html ProseMirrorClipboard stoppress-paste";
const types = { ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".html": "text/html; charset=utf-8" };

http
  .createServer((request, response) => {
    const url = new URL(request.url, site.url);
    if (url.pathname.startsWith("/api/v1")) {
      void api(request, response, url);
    } else if (url.pathname.startsWith("/media/")) {
      answer(response, 200, "image/svg+xml", picture(Number.parseInt(url.pathname.slice(7), 10)));
    } else {
      const below = url.pathname.slice("/newsroom/".length);
      const file = path.join(folder, below.includes(".") ? path.normalize(below) : "index.html");
      if (fs.existsSync(file)) answer(response, 200, types[path.extname(file)] ?? "application/octet-stream", fs.readFileSync(file), { "Content-Security-Policy": policy });
      else answer(response, 404, "text/plain", "Not found");
    }
  })
  .listen(port, "127.0.0.1", () => console.log(`ready ${site.url}/newsroom/sign-in#first`));
