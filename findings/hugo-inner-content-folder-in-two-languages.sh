#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# One would guess: a language whose contentDir lies inside the main content folder has that folder to itself, as the examples of multilingual sites suggest
# ("content/fa" for one language, "content" for the other).
#
# What is true: Hugo 0.111.3 reads the inner folder twice: as the language's own, and as a folder of the main language's. Each of its pages is built in both languages. With
# defaultContentLanguageInSubdir they have two addresses; without it both are written to one file, and the language that is written last is what readers get.
#
# Whom it matters to: whoever reads such a site for another system: taken literally, every story of the second language is there twice, once in the wrong language. Stoppress
# leaves the inner folder to its language (Walk::is_of_another_language() in src/importing/hugo/site/source_files.cpp).
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
apt-get download -q hugo=0.111.3-1 libsass1 libwebp7 >/dev/null || exit 2
for package in *.deb; do dpkg-deb -x "$package" tree; done
LD_LIBRARY_PATH="$(dirname "$(find "$folder/tree" -name "libsass.so*" | head -1)")"
export LD_LIBRARY_PATH
hugo="$folder/tree/usr/bin/hugo"
"$hugo" version || exit 2

mkdir -p site/layouts/_default site/content/news site/content/fa/news
echo '{{ .Title }} in {{ .Lang }}' | tee site/layouts/_default/single.html >site/layouts/_default/list.html
printf -- '---\ntitle: one\n---\n' >site/content/news/one.md
printf -- '---\ntitle: yek\n---\n' >site/content/fa/news/yek.md
cat >site/hugo.toml <<'TOML'
baseURL = "https://paper.test/"
defaultContentLanguageInSubdir = true
[languages.en]
[languages.fa]
contentDir = "content/fa"
TOML
"$hugo" --quiet -s site
pages="$(cd site/public && find . -path '*yek*' -name index.html | sort | while read -r page; do echo "$page: $(cat "$page")"; done)"
echo "$pages"
if [[ "$pages" == *"./en/fa/news/yek/index.html: yek in en"* && "$pages" == *"./fa/news/yek/index.html: yek in fa"* ]]; then
    echo "The page of the inner folder is built in both languages."
else
    echo "Changed: it is not built twice."
    exit 1
fi
