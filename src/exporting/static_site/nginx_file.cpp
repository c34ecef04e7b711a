// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <bit>
#include <string_view>
#include <unordered_set>
#include <vector>

#include <fmt/format.h>

#include "base/text/ascii.hpp"
#include "exporting/static_site/server_files.hpp"
#include "press/page.hpp"

namespace stoppress::exporting {
namespace {

/// Bytes of a map's entry beside its key.
constexpr std::size_t kEntry = 64;
constexpr std::size_t kUsualEntries = 2048;

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
    return std::string(url.substr(0, url.find_first_of(":/")));
}

struct NginxLeads {
    std::vector<const LeadOn*> mapped;
    std::vector<const LeadOn*> apart;  ///< differ from one of these only in upper and lower case
    std::size_t longest = 0;
};

NginxLeads leads_of(const std::vector<LeadOn>& paths) {
    NginxLeads leads;
    std::unordered_set<std::string> seen;
    std::unordered_set<std::string_view> exact;
    for (const LeadOn& lead : paths) {
        if (!exact.insert(lead.from).second) {
            continue;
        }
        leads.longest = std::max(leads.longest, lead.from.size());
        (seen.insert(base::ascii_lower(lead.from)).second ? leads.mapped : leads.apart).push_back(&lead);
    }
    return leads;
}

/// How the files are found, and what is sent with them.
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
        try_files $uri =404;
    }
    location /media/ {
        types { image/jpeg jpg; image/png png; image/webp webp; image/gif gif; image/avif avif; }
        add_header Cache-Control "public, max-age=31536000, immutable";
        add_header X-Content-Type-Options nosniff;
        try_files $uri =404;
    }
    location ~ ^/media/.*\.(mp3|ogg|m4a|aac|pdf)$ {
        add_header Content-Disposition attachment;
        add_header Content-Security-Policy "default-src 'none'; sandbox";
        add_header X-Content-Type-Options nosniff;
        try_files $uri =404;
    }
    location = /404.html { internal; }
    location = /410.html { internal; }
    location @elsewhere {
        if ($stoppress_elsewhere = gone) { return 410; }
        if ($stoppress_elsewhere) { return 301 $stoppress_elsewhere; }
        return 404;
    }
)";

}  // namespace

std::string nginx_file(const ServedSite& site) {
    const NginxLeads leads = leads_of(site.leading_on.paths());
    std::string file =
        "# The site as files, for nginx: include this where `http` is, for example from /etc/nginx/conf.d.\n"
        "# Change `listen` and `root` to what you need.\n";
    file += fmt::format("map_hash_bucket_size {};\nmap_hash_max_size {};\n", std::bit_ceil(leads.longest + kEntry),
                        std::max(leads.mapped.size() * 2, kUsualEntries));
    file += nginx_map("$uri", "stoppress_elsewhere", leads.mapped);
    std::string by_query;
    for (const QueryLeads& query : site.leading_on.queries()) {
        std::vector<const LeadOn*> mapped;
        std::unordered_set<std::string> seen;
        for (const LeadOn& lead : query.leads) {
            if (seen.insert(base::ascii_lower(lead.from)).second) {
                mapped.push_back(&lead);
            }
        }
        file += nginx_map("$arg_" + query.name, "stoppress_" + query.name, mapped);
        by_query += fmt::format("        if ($stoppress_{0}) {{ return 301 $stoppress_{0}; }}\n", query.name);
    }
    file += fmt::format(
        "server {{\n    listen 80;\n    server_name {};\n    root \"{}\";\n    charset utf-8;\n    absolute_redirect off;\n"
        "    error_page 404 /404.html;\n    error_page 410 /410.html;\n"
        "    add_header Content-Security-Policy \"{}\";\n    add_header Referrer-Policy strict-origin-when-cross-origin;\n"
        "    add_header X-Content-Type-Options nosniff;\n",
        host_of(site.url), site.folder,
        press::page_policy(std::vector<std::string>(site.player_origins.begin(), site.player_origins.end())));
    file += kNginxPlaces;
    for (const LeadOn* lead : leads.apart) {
        file += fmt::format("    location = \"{}\" {{ {}; }}\n", lead->from, nginx_answer(*lead));
    }
    if (!by_query.empty()) {
        file += "    location = / {\n" + by_query + "        try_files /index.html =404;\n    }\n";
        file += "    location = /index.php {\n" + by_query + "        return 404;\n    }\n";
    }
    return file + "}\n";
}

}  // namespace stoppress::exporting
