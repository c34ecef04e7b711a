// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/hugo/site_files.hpp"

#include <boost/json/array.hpp>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "exporting/hugo/front_matter.hpp"
#include "exporting/hugo/story_file.hpp"
#include "generated/hugo_layouts_files.hpp"
#include "store/addresses/address_reader.hpp"
#include "store/site/site_reader.hpp"

namespace stoppress::exporting {
namespace {

/// Lists and feeds that Hugo does not make, the nearest that it does, and the status.
struct OwnRedirect {
    std::string_view from;
    std::string_view to;
    int status;
};
constexpr std::array kOwnRedirects{OwnRedirect{"/latest", "/", 301},
                                   OwnRedirect{"/most-viewed", "/", 302},
                                   OwnRedirect{"/archive", "/", 301},
                                   OwnRedirect{"/archive/*", "/", 301},
                                   OwnRedirect{"/corrections", "/", 302},
                                   OwnRedirect{"/atom.xml", "/feed.xml", 301},
                                   OwnRedirect{"/feed.json", "/feed.xml", 301},
                                   OwnRedirect{"/sections/:slug/atom.xml", "/sections/:slug/feed.xml", 301},
                                   OwnRedirect{"/sections/:slug/feed.json", "/sections/:slug/feed.xml", 301},
                                   OwnRedirect{"/topics/:slug/atom.xml", "/topics/:slug/feed.xml", 301},
                                   OwnRedirect{"/topics/:slug/feed.json", "/topics/:slug/feed.xml", 301},
                                   OwnRedirect{"/authors/:slug/atom.xml", "/authors/:slug/feed.xml", 301},
                                   OwnRedirect{"/authors/:slug/feed.json", "/authors/:slug/feed.xml", 301}};

/// The menu of pages without one of their own language.
base::Result<boost::json::array> menu_of(store::ReadSnapshot& snapshot) {
    boost::json::array entries;
    TRY(const auto menus, store::SiteReader(snapshot).menus());
    for (const store::Menu& menu : menus) {
        if (!menu.language.empty()) {
            continue;
        }
        for (const store::MenuLink& link : menu.links) {
            entries.push_back(boost::json::object{{"name", link.label}, {"url", link.address}, {"weight", entries.size() + 1}});
        }
    }
    return entries;
}

base::Result<void> write_term(const OutputFolder& folder, const Redirects& redirects, const std::string& taxonomy, const std::string& slug,
                              FrontMatter front) {
    const std::string address = "/" + taxonomy + "/" + slug;
    front.text("url", address + "/");
    if (const auto former = redirects.names.find(address); former != redirects.names.end()) {
        std::vector<std::string> aliases;
        aliases.reserve(former->second.size());
        for (const std::string& path : former->second) {
            aliases.push_back(hugo_path(path));
        }
        front.texts("aliases", aliases);
    }
    return folder.write("content/" + taxonomy + "/" + safe_file_name(slug) + "/_index.html", front.json());
}

}  // namespace

base::Result<void> write_hugo_site(const ExportRun& run, const OutputFolder& folder) {
    const auto& site = run.settings.site;
    FrontMatter config;
    config.text("baseURL", site.url + "/")
        .text("title", site.title)
        .text("languageCode", site.language)
        .text("timeZone", site.timezone)
        // Addresses stay as they are written.
        .flag("disablePathToLower", true)
        .value("taxonomies", boost::json::object{{"section", "sections"}, {"topic", "topics"}, {"author", "authors"}})
        .value("outputFormats", boost::json::object{{"RSS", boost::json::object{{"baseName", "feed"}}}})
        // The layouts read these, whose names are the same in every version of Hugo.
        .value("params", boost::json::object{{"description", site.description},
                                             {"language", site.language},
                                             {"direction", hugo_direction(site.language)},
                                             {"page_length", run.settings.lists.page_length},
                                             {"feed_length", run.settings.lists.feed_length},
                                             {"mainSections", boost::json::array{"stories"}}});
    TRY(auto menu, menu_of(run.snapshot));
    if (!menu.empty()) {
        config.value("menus", boost::json::object{{"main", std::move(menu)}});
    }
    TRY_VOID(folder.write("hugo.json", config.json()));
    for (const base::EmbeddedFile& file : generated::hugo_layouts_files()) {
        TRY_VOID(folder.write("layouts/" + std::string(file.path), file.bytes));
    }
    return {};
}

base::Result<void> write_hugo_terms(const Filing& filing, const Redirects& redirects, const OutputFolder& folder) {
    for (const store::Section& section : filing.sections) {
        FrontMatter front;
        front.text("title", section.name).text("description", section.description).value("weight", section.position + 1);
        TRY_VOID(write_term(folder, redirects, "sections", section.slug, std::move(front)));
    }
    for (const store::Topic& topic : filing.topics) {
        FrontMatter front;
        front.text("title", topic.name).text("description", topic.description);
        TRY_VOID(write_term(folder, redirects, "topics", topic.slug, std::move(front)));
    }
    for (const store::Author& author : filing.authors) {
        FrontMatter front;
        front.text("title", author.name)
            .text("description", author.biography)
            .text("link", author.url)
            .text("organisation", author.organisation);
        TRY_VOID(write_term(folder, redirects, "authors", author.slug, std::move(front)));
    }
    return {};
}

base::Result<std::uint64_t> write_redirects(store::ReadSnapshot& snapshot, const Redirects& redirects, const OutputFolder& folder) {
    std::string lines;
    for (const OwnRedirect& own : kOwnRedirects) {
        // An imported page may have the address.
        TRY(const auto entry, store::AddressReader(snapshot).find_address(own.from));
        lines += entry ? std::string() : fmt::format("{} {} {}\n", own.from, own.to, own.status);
    }
    std::uint64_t written = 0;
    for (const store::Redirect& redirect : redirects.others) {
        if (has_a_file(redirect.path)) {
            lines += redirect.path + ' ' + redirect.target + " 301\n";
            ++written;
        }
    }
    TRY_VOID(folder.write("static/_redirects", lines));
    return written;
}

}  // namespace stoppress::exporting
