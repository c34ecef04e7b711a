// SPDX-License-Identifier: GPL-3.0-or-later
#include <string_view>
#include <unordered_set>
#include <vector>

#include <fmt/format.h>

#include "exporting/static_site/server_files.hpp"
#include "press/page.hpp"

namespace stoppress::exporting {
namespace {

std::string caddy_map(std::string_view of, std::string_view into, const std::vector<LeadOn>& leads) {
    std::string map = fmt::format("\tmap {} {{{}}} {{\n", of, into);
    std::unordered_set<std::string_view> seen;
    for (const LeadOn& lead : leads) {
        if (seen.insert(lead.from).second) {
            map += fmt::format("\t\t\"{}\" \"{}\"\n", lead.from, lead.to.empty() ? "gone" : lead.to);
        }
    }
    return map + "\t\tdefault \"\"\n\t}\n";
}

/// How the files are found, and what is sent with them.
constexpr std::string_view kCaddyPlaces = R"(
		@kept path /404.html /410.html
		error @kept 404
		@first_gone expression `{stoppress_first} == "gone"`
		error @first_gone 410
		@first expression `{stoppress_first} != ""`
		redir @first {stoppress_first} 301
		@file file {
			try_files {path}.html {path} {path}index.html
		}
		handle @file {
			route {
				rewrite * {http.matchers.file.relative}
				@downloads path_regexp ^/media/.*\.(mp3|ogg|m4a|aac|flac|wav|weba|mp4|webm|pdf|vtt)$
				header @downloads {
					Content-Disposition attachment
					Content-Security-Policy "default-src 'none'; sandbox"
				}
				@lasting path /assets/* /media/*
				header @lasting Cache-Control "public, max-age=31536000, immutable"
				@rss path */feed.xml
				header @rss Content-Type "application/rss+xml; charset=utf-8"
				@atom path */atom.xml
				header @atom Content-Type "application/atom+xml; charset=utf-8"
				@json path */feed.json
				header @json Content-Type "application/feed+json; charset=utf-8"
				file_server
			}
		}
		@gone expression `{stoppress_elsewhere} == "gone"`
		error @gone 410
		@elsewhere expression `{stoppress_elsewhere} != ""`
		redir @elsewhere {stoppress_elsewhere} 301
		# With a slash too few or too many.
		@folder file {
			try_files {path}/index.html
		}
		handle @folder {
			route {
				rewrite * {path}/
				redir * {uri} 301
			}
		}
		@slash path_regexp bare ^(/.+)/$
		handle @slash {
			route {
				@page file {
					try_files {http.regexp.bare.1}.html
				}
				uri @page strip_suffix /
				redir @page {uri} 301
				error 404
			}
		}
		error 404
	}
	handle_errors {
		rewrite * /{http.error.status_code}.html
		file_server
	}
}
)";

}  // namespace

std::string caddy_file(const ServedSite& site) {
    std::string file = "# The site as files, for Caddy. Change the address and `root` to what you need.\n";
    file += fmt::format("{} {{\n\troot * \"{}\"\n\tencode zstd gzip\n", site.url, site.folder);
    file += fmt::format(
        "\theader {{\n\t\tContent-Security-Policy \"{}\"\n\t\tReferrer-Policy strict-origin-when-cross-origin\n"
        "\t\tX-Content-Type-Options nosniff\n\t}}\n",
        press::page_policy(std::vector<std::string>(site.player_origins.begin(), site.player_origins.end())));
    file += caddy_map("{path}", "stoppress_first", site.leading_on.before_files());
    file += caddy_map("{path}", "stoppress_elsewhere", site.leading_on.paths());
    std::string by_query;
    for (const QueryLeads& query : site.leading_on.queries()) {
        file += caddy_map("{query." + query.name + "}", "stoppress_" + query.name, query.leads);
        by_query += fmt::format(
            "\t\t@by_{0} expression `{{path}} in [\"/\", \"/index.php\"] && {{stoppress_{0}}} != \"\"`\n"
            "\t\tredir @by_{0} {{stoppress_{0}}} 301\n",
            query.name);
    }
    file += "\troute {\n" + by_query;
    if (!site.icon.empty()) {
        file += fmt::format("\t\tredir /favicon.ico \"{}\" 302\n", site.icon);
    }
    return file + std::string(kCaddyPlaces.substr(1));
}

}  // namespace stoppress::exporting
