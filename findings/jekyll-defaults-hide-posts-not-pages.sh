#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# One would guess: `published: false` among a Jekyll site's `defaults` hides all files of its scope, as it does in the front matter of each: the documentation of
# defaults speaks of pages and posts alike.
#
# What is true: of Jekyll 4.3.1, it hides posts, but pages of the same scope are written, since a page looks for `published` in its own front matter only. A page
# that says `published:` without a value is hidden, and so is a post.
#
# Whom it matters to: whoever moves a site and must neither publish what was hidden nor hide what was public. Stoppress follows both (is_published() in
# src/importing/jekyll/front_matter/page.cpp).
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
apt-get download -q jekyll=4.3.1+dfsg-3+deb12u1 ruby-kramdown=2.4.0-2 ruby-liquid=5.4.0-3 ruby3.1=3.1.7+really3.1.2-0+deb12u1 \
    libruby3.1=3.1.7+really3.1.2-0+deb12u1 libyaml-0-2=0.2.5-1 libffi8=3.4.4-1 libgmp10=2:6.2.1+dfsg1-1.1 ruby-addressable=2.8.1-1 \
    ruby-public-suffix=4.0.6+ds-2 ruby-colorator=1.1.0-4 ruby-i18n=1.10.0-2 ruby-concurrent=1.1.6+dfsg-5 ruby-jekyll-sass-converter=2.2.0-1 \
    ruby-sassc=2.4.0+ds-1 ruby-ffi=1.15.5+dfsg-1+b1 libsass1=3.6.5+20220909-1 ruby-kramdown-parser-gfm=1.1.0-2 ruby-mercenary=0.4.0-1 \
    ruby-pathutil=0.16.1-2.1 ruby-forwardable-extended=2.6.0-3 ruby-rouge=3.30.0-2 ruby-terminal-table=3.0.2-1 \
    ruby-unicode-display-width=1.6.1-1 ruby-webrick=1.8.1-1 ruby-rubygems=3.3.15-2+deb12u1 ruby-jekyll-watch=2.2.1-1 ruby-listen=3.7.0-2 \
    ruby-rb-inotify=0.10.1-1 ruby-em-websocket=0.5.1-2 ruby-eventmachine=1.3~pre20220315-df4ab006-3 ruby-http-parser.rb=0.6.0-6+b4 \
    rubygems-integration=1.18 >/dev/null || exit 2
for package in *.deb; do dpkg-deb -x "$package" tree; done
libraries="$(find "$folder/tree/usr/lib" -name "libruby-3.1.so*" -printf '%h\n' | head -1)"
gems=("$folder"/tree/usr/share/rubygems-integration/all/gems/*/lib "$folder"/tree/usr/share/rubygems-integration/all/gems/concurrent-ruby-*/lib/concurrent-ruby "$folder"/tree/usr/lib/ruby/gems/3.1.0/gems/*/lib)
run() {
    LD_LIBRARY_PATH="$libraries" RUBYLIB="$(IFS=:; echo "$folder/tree/usr/lib/ruby/vendor_ruby:$libraries/ruby/vendor_ruby/3.1.0:$folder/tree/usr/lib/ruby/3.1.0:$libraries/ruby/3.1.0:${gems[*]}")" \
        "$folder/tree/usr/bin/ruby3.1" --disable-gems "$@"
}
run -e 'require "jekyll"; puts "Jekyll #{Jekyll::VERSION}, Ruby #{RUBY_VERSION}"' || exit 2

mkdir -p site/_posts
printf 'permalink: /:title/\ndefaults:\n  - scope: {path: ""}\n    values: {published: false}\n' >site/_config.yml
file() { printf -- '---\ntitle: One\n%s---\nWords.\n' "$2" >"site/$1"; }
file _posts/2020-01-01-by-default.md ''
file _posts/2020-01-02-by-itself.md $'published: true\n'
file _posts/2020-01-03-without-value.md $'published:\n'
file page-by-default.md ''
file page-without-value.md $'published:\n'
run -e 'require "jekyll"; Jekyll::Site.new(Jekyll.configuration("source" => "site", "destination" => "out", "quiet" => true)).process'
seen="$(cd out && find . -name "*.html" | sort | tr '\n' ' ')"
echo "Jekyll wrote: $seen"
if [ "$seen" = "./by-itself/index.html ./page-by-default/index.html " ]; then
    echo "Defaults that hide posts do not hide pages; an empty value hides both."
else
    echo "Changed: other files are hidden."
    exit 1
fi
