// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <bit>
#include <string_view>
#include <unordered_set>
#include <vector>

#include <fmt/format.h>

#include "base/text/ascii.hpp"
#include "base/text/replace.hpp"
#include "exporting/static_site/server_files.hpp"
#include "press/page.hpp"

namespace stoppress::exporting {
namespace {

/// Bytes of a map's entry beside its key.
constexpr std::size_t kEntry = 32;
/// What nginx takes without being told.
constexpr std::size_t kUsualBucket = 64;

std::string nginx_target(const LeadOn& lead) {
    return lead.to.empty() ? "gone" : lead.to;
}

std::string nginx_answer(const LeadOn& lead) {
    return lead.to.empty() ? "return 410" : fmt::format("return 301 \"{}\"", lead.to);
}

std::string nginx_map(std::string_view of, std::string_view into, const std::vector<const LeadOn*>& leads) {
    std::string map = fmt::format("map {} ${} {{\n", of, into);
    for (const LeadOn* lead : leads) {
        map += fmt::format("    \"{}\" \"{}\";\n", lead->from, nginx_target(*lead));
    }
    return map + "}\n";
}

std::string host_of(std::string_view url) {
    const std::size_t scheme = url.find("://");
    url = scheme == std::string_view::npos ? url : url.substr(scheme + 3);
    const std::size_t end = url.starts_with('[') ? url.find(']') + 1 : url.find_first_of(":/");
    return std::string(url.substr(0, end));
}

/// For names of variables.
std::string plain_name(std::string name) {
    std::ranges::replace_if(name, [](char c) { return !base::is_ascii_letter(c) && !base::is_ascii_digit(c); }, '_');
    return name;
}

struct NginxLeads {
    std::vector<const LeadOn*> mapped;
    std::vector<const LeadOn*> apart;  ///< differ from one of these only in upper and lower case
    std::size_t longest = 0;
};

NginxLeads leads_of(const std::vector<LeadOn>& paths) {
    NginxLeads leads;
    std::unordered_set<std::string> seen;
    for (const LeadOn& lead : paths) {
        leads.longest = std::max(leads.longest, lead.from.size());
        (seen.insert(base::ascii_lower(lead.from)).second ? leads.mapped : leads.apart).push_back(&lead);
    }
    return leads;
}

/// How the files are found, and what is sent with them. NAME is the site's.
constexpr std::string_view kNginxPlaces = R"(
    location / {
        try_files $uri.html $uri ${uri}index.html @elsewhere;
    }
    location ~ /feed\.xml$ {
        types { }
        default_type "application/rss+xml; charset=utf-8";
        try_files $uri @elsewhere;
    }
    location ~ /atom\.xml$ {
        types { }
        default_type "application/atom+xml; charset=utf-8";
        try_files $uri @elsewhere;
    }
    location ~ /feed\.json$ {
        types { }
        default_type "application/feed+json; charset=utf-8";
        try_files $uri @elsewhere;
    }
    location /assets/ {
        add_header Cache-Control "public, max-age=31536000, immutable";
        add_header X-Content-Type-Options nosniff;
        try_files $uri @elsewhere;
    }
    location /media/ {
        types { image/jpeg jpg; image/png png; image/webp webp; image/gif gif; image/avif avif; }
        add_header Cache-Control "public, max-age=31536000, immutable";
        add_header X-Content-Type-Options nosniff;
        try_files $uri @elsewhere;
    }
    location ~ ^/media/.*\.(mp3|ogg|m4a|aac|flac|wav|weba|mp4|webm|pdf|vtt)$ {
        types {
            audio/mpeg mp3; audio/ogg ogg; audio/mp4 m4a; audio/aac aac; audio/flac flac; audio/wav wav; audio/webm weba;
            video/mp4 mp4; video/webm webm; application/pdf pdf; text/vtt vtt;
        }
        add_header Content-Disposition attachment;
        add_header Content-Security-Policy "default-src 'none'; sandbox";
        add_header X-Content-Type-Options nosniff;
        try_files $uri @elsewhere;
    }
    location = /404.html { internal; }
    location = /410.html { internal; }
    location @elsewhere {
        if ($stoppress_NAME = gone) { return 410; }
        if ($stoppress_NAME) { return 301 $stoppress_NAME; }
        # With a slash too few or too many.
        if (-f "$document_root$uri/index.html") { rewrite ^(.+)$ $1/ permanent; }
        set $stoppress_bare "";
        if ($uri ~ "^(/.+)/$") { set $stoppress_bare $1; }
        if (-f "$document_root$stoppress_bare.html") { rewrite ^(/.+)/$ $1 permanent; }
        return 404;
    }
)";

}  // namespace

std::string nginx_file(const ServedSite& site) {
    const std::string host = host_of(site.url);
    const std::string name = plain_name(host);
    const NginxLeads leads = leads_of(site.leading_on.paths());
    std::string file =
        "# The site as files, for nginx: include this where `http` is, for example from /etc/nginx/conf.d.\n"
        "# Change `listen` and `root` to what you need.\n";
    if (const std::size_t bucket = std::bit_ceil(leads.longest + kEntry); bucket > kUsualBucket) {
        file += fmt::format(
            "# For long addresses. If nginx says that one of these is there twice, keep the larger one.\n"
            "map_hash_bucket_size {};\nmap_hash_max_size {};\n",
            bucket, std::bit_ceil(std::max<std::size_t>(leads.mapped.size() * 4, 2048)));
    }
    file += nginx_map("$uri", "stoppress_" + name, leads.mapped);
    std::string by_query;
    for (const QueryLeads& query : site.leading_on.queries()) {
        std::vector<const LeadOn*> mapped;
        std::unordered_set<std::string> seen;
        for (const LeadOn& lead : query.leads) {
            if (seen.insert(base::ascii_lower(lead.from)).second) {
                mapped.push_back(&lead);
            }
        }
        const std::string variable = fmt::format("stoppress_{}_{}", name, query.name);
        file += nginx_map("$arg_" + query.name, variable, mapped);
        by_query += fmt::format("        if (${0}) {{ return 301 ${0}; }}\n", variable);
    }
    file += fmt::format(
        "server {{\n    listen 80;\n    server_name {};\n    root \"{}\";\n    charset utf-8;\n    absolute_redirect off;\n"
        "    error_page 404 /404.html;\n    error_page 410 /410.html;\n"
        "    add_header Content-Security-Policy \"{}\" always;\n    add_header Referrer-Policy strict-origin-when-cross-origin always;\n"
        "    add_header X-Content-Type-Options nosniff always;\n",
        host, site.folder, press::page_policy(std::vector<std::string>(site.player_origins.begin(), site.player_origins.end())));
    file += base::replace_all(kNginxPlaces, "NAME", name);
    std::unordered_set<std::string_view> own{"/", "/index.php", "/404.html", "/410.html"};
    if (!site.icon.empty() && own.insert("/favicon.ico").second) {
        file += fmt::format("    location = /favicon.ico {{ return 302 \"{}\"; }}\n", site.icon);
    }
    const auto add_place = [&](const LeadOn& lead) {
        if (own.insert(lead.from).second) {
            file += fmt::format("    location = \"{}\" {{ {}; }}\n", lead.from, nginx_answer(lead));
        }
    };
    std::ranges::for_each(site.leading_on.before_files(), add_place);
    std::ranges::for_each(leads.apart, [&](const LeadOn* lead) { add_place(*lead); });
    if (!by_query.empty()) {
        file += "    location = / {\n" + by_query + "        try_files /index.html =404;\n    }\n";
        file += "    location = /index.php {\n" + by_query + "        try_files /index.php.html @elsewhere;\n    }\n";
    }
    return file + "}\n";
}

}  // namespace stoppress::exporting
