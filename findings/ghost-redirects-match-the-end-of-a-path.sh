#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# One would guess: a redirect of Ghost from "/latest" is about that page. Ghost's documentation of redirects.yaml shows such lines, and says of regular expressions only that
# they are possible.
#
# What is true: in Ghost 6.65.0 each "from" is a regular expression that may begin anywhere in the path (core/server/services/lib/dynamic-redirect-manager.js): only its end is
# held fast. "/latest" takes "/2026/03/latest/" with it, a page of its own that nobody can open any more, and leads from there to
# "/2026/03/", because only what matched is replaced; "/moved.html" takes "/moved-html".
#
# Whom it matters to: whoever writes redirects for Ghost by a program. Stoppress begins each with "^" and escapes what is special, and writes one pattern for all sections and
# feeds instead of one line for each (src/exporting/ghost/ghost_addresses.cpp).
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts express@4.21.2 >/dev/null 2>&1 || exit 2
npm pack --silent ghost@6.65.0 >/dev/null 2>&1 || exit 2
tar -xzf ghost-6.65.0.tgz package/core/server/services/lib/dynamic-redirect-manager.js
mv package/core/server/services/lib/dynamic-redirect-manager.js manager.cjs
echo "ghost 6.65.0"
cat >redirects.cjs <<'JS'
const Manager = require("./manager.cjs");
const manager = new Manager({ permanentMaxAge: 0, getSubdirectoryURL: (path) => path });
manager.addRedirect("/latest", "/", { permanent: true });
manager.addRedirect("/moved.html", "/new/", { permanent: true });
manager.addRedirect("^/held\\.html/?$", "/new/", { permanent: true });
for (const url of ["/latest/", "/2026/03/latest/", "/latest/news/", "/moved-html", "/held.html", "/a/held.html", "/held-html"]) {
    let to = "no redirect";
    manager.handleRequest({ url, method: "GET" }, { set() {}, redirect: (status, target) => { to = target; } }, () => {});
    console.log(`${url}: ${to}`);
}
JS
seen="$(node redirects.cjs)"
echo "$seen"
if [ "$seen" = "/latest/: /
/2026/03/latest/: /2026/03/
/latest/news/: no redirect
/moved-html: /new/
/held.html: /new/
/a/held.html: no redirect
/held-html: no redirect" ]; then
    echo "A redirect takes every path that ends like it."
else
    echo "Changed: redirects are matched in another way."
    exit 1
fi
