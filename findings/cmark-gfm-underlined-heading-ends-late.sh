#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# One would guess: a block's source position, which cmark's API and its --sourcepos give for each node, ends where the block ends. For headings that begin
# with "#" it does, and CommonMark's underlined ("setext") headings are as well defined.
#
# What is true: in cmark-gfm 0.29.0.gfm.6 an underlined heading ends on the line behind its underline. If that is empty, the end is its column 0; if it holds a
# paragraph, heading and paragraph claim the same line, and the heading's last column is that of the paragraph's text.
#
# Whom it matters to: whoever cuts a heading's source out of a document by its position, for ids as other generators make them, for an outline or to edit one part. Stoppress
# looks for the underline itself (heading_source() in src/document/markdown/markdown_tree.cpp).
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
version=0.29.0.gfm.6-6
apt-get download -q "cmark-gfm=$version" "libcmark-gfm0.29.0.gfm.6=$version" "libcmark-gfm-extensions0.29.0.gfm.6=$version" >/dev/null || exit 2
for package in *.deb; do dpkg-deb -x "$package" tree; done
LD_LIBRARY_PATH="$(dirname "$(find "$folder/tree" -name 'libcmark-gfm.so*' | head -1)")"
export LD_LIBRARY_PATH
cmark="$folder/tree/usr/bin/cmark-gfm"
"$cmark" --version | head -1 || exit 2

blocks() { printf '%b' "$1" | "$cmark" --sourcepos -t xml | sed -n 's/^  <\(heading\|paragraph\) sourcepos="\([^"]*\)".*/\1 \2/p'; }
echo "an empty line behind the underline (the heading is lines 1 and 2):"
empty="$(blocks 'Title\n=====\n\nText\n')"
echo "$empty"
echo "a paragraph behind it (the paragraph is line 3):"
text="$(blocks 'Title\n=====\nText\n')"
echo "$text"
echo "a heading with #:"
hash="$(blocks '# Title\n\nText\n')"
echo "$hash"
if [[ "$empty" == "heading 1:1-3:0"* && "$text" == *"heading 1:1-3:4"*"paragraph 3:1-3:4"* && "$hash" == "heading 1:1-1:7"* ]]; then
    echo "An underlined heading ends on the line behind its underline."
else
    echo "Changed: the positions are others."
    exit 1
fi
