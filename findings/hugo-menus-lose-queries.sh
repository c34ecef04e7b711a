#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# One would guess: an entry of a menu in the configuration leads to the `url` that it has, with the path of the site before it, which Hugo adds.
#
# What is true: Hugo 0.111.3 makes a path of an address that begins with a slash, query and all: "/search/?q=a" leads to "/search/qa", and a space to
# a hyphen. One that begins with a scheme, or with neither, stays as it is written, and so does a fragment.
#
# Whom it matters to: whoever makes the menu of such a site anew from its configuration, and holds the links against those of the old pages. Stoppress
# keeps the address as written, which is what the site's people meant (address_of_url() in src/importing/hugo/menus/old_menu.cpp).
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

mkdir -p site/layouts site/content
{
    echo 'baseURL = "https://paper.test/"'
    for address in '/search/?q=a' '/two words/' '/part/#end' 'search/?q=a' 'https://paper.test/search/?q=a'; do
        printf '[[menu.main]]\nname = "%s"\nurl = "%s"\n' "$address" "$address"
    done
} >site/hugo.toml
echo '{{ range site.Menus.main }}{{ safeHTML .Name }} leads to {{ safeHTML .URL }}
{{ end }}' >site/layouts/index.html
"$hugo" --quiet -s site
cat site/public/index.html
if grep -qx '/search/?q=a leads to /search/qa' site/public/index.html && grep -qx 'search/?q=a leads to search/?q=a' site/public/index.html; then
    echo "An address that begins with a slash loses the signs of its query."
else
    echo "Changed: it keeps them."
    exit 1
fi
