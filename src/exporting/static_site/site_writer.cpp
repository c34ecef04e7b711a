// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/static_site/site_writer.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text/ascii.hpp"
#include "exporting/static_site/page_links.hpp"
#include "exporting/static_site/static_address.hpp"
#include "media/picture.hpp"
#include "render/theme/theme.hpp"
#include "render/values/accent.hpp"

namespace stoppress::exporting {
namespace {

constexpr std::string_view kMediaPlace = "/media/";
constexpr std::string_view kAssetPlace = "/assets/";

bool has_feeds(reader::Subject subject) {
    return subject <= reader::Subject::month;
}

bool has_pages(reader::Subject subject) {
    return has_feeds(subject) || subject == reader::Subject::corrections || subject == reader::Subject::topics ||
           subject == reader::Subject::authors || subject == reader::Subject::sitemap_part;
}

}  // namespace

SiteWriter::SiteWriter(const ExportRun& run, const PageMaker& pages, const OutputFolder& folder)
    : run_(run), pages_(pages), folder_(folder), media_(run.files, folder, std::string(kPublic) + "/media", run.settings.site.url) {}

std::string_view SiteWriter::path_of(std::string_view link) const {
    const std::string_view site = run_.settings.site.url;
    if (link.starts_with(site) && (link.size() == site.size() || link[site.size()] == '/')) {
        link.remove_prefix(site.size());
        return link.empty() ? "/" : link;
    }
    return link.starts_with('/') && !link.starts_with("//") ? link : std::string_view();
}

std::string SiteWriter::linked(const MadePage& page, bool follow) {
    const auto window = run_.settings.boxes.most_viewed.window;
    return with_links(page.text, [&](std::string_view link) -> std::optional<std::string> {
        const std::string_view path = path_of(link);
        if (path.starts_with(kAssetPlace)) {
            sheets_.emplace(path.substr(0, path.find('?')));
        }
        if (path.empty() || path.starts_with(kAssetPlace) || path.starts_with(kMediaPlace)) {
            return std::nullopt;
        }
        if (const auto route = follow ? route_at(path, window) : std::nullopt) {
            queue(*route);
        }
        auto there = static_link(path, window);
        // In front of a path stands what stood there.
        return there ? std::optional(std::string(link.substr(0, link.size() - path.size())) + *there) : std::nullopt;
    });
}

bool SiteWriter::is_of_this_site(std::string_view before) const {
    const bool in_an_address = !before.empty() && (base::is_ascii_letter(before.back()) || base::is_ascii_digit(before.back()) ||
                                                   std::string_view("./:-_%").contains(before.back()));
    return !in_an_address || before.ends_with(run_.settings.site.url);
}

base::Result<void> SiteWriter::take_files(std::string_view text) {
    for (std::size_t at = text.find(kMediaPlace); at != std::string_view::npos; at = text.find(kMediaPlace, at + 1)) {
        const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.", at + kMediaPlace.size());
        if (!is_of_this_site(text.substr(0, at))) {
            continue;
        }
        std::string_view address = text.substr(at, end == std::string_view::npos ? end : end - at);
        // In a feed's text a sentence may end behind it.
        while (address.ends_with('.')) {
            address.remove_suffix(1);
        }
        TRY_VOID(media_.take(address));
    }
    return {};
}

base::Result<void> SiteWriter::write_new(const std::string& file, std::string_view bytes, const std::string& address) {
    auto written = folder_.write(std::string(kPublic) + "/" + file, bytes);
    if (!written.has_value() && written.error().code == base::ErrorCode::conflict) {
        impossible_.push_back(address);
        return {};
    }
    return written;
}

base::Result<void> SiteWriter::write(const std::string& address, MadePage page) {
    const auto file = file_at(address, page.is_html());
    if (!file) {
        impossible_.push_back(address);
        return {};
    }
    player_origins_.insert(page.player_origins.begin(), page.player_origins.end());
    TRY_VOID(take_files(page.text));
    return write_new(*file, page.text, address);
}

base::Result<void> SiteWriter::write_story(const std::string& address) {
    const auto route = route_at(address, run_.settings.boxes.most_viewed.window);
    if (!route) {
        impossible_.push_back(address);
        return {};
    }
    auto page = pages_.page(*route);
    if (!page.has_value() && page.error().code == base::ErrorCode::corrupt) {
        unreadable_.push_back(address);
        return {};
    }
    if (!page.has_value()) {
        return page.error();
    }
    if (page->status != http::Status::ok) {
        // A list is there, for readers as well.
        impossible_.push_back(address);
        return {};
    }
    page->text = linked(*page, false);
    return write(address, *std::move(page));
}

void SiteWriter::queue(reader::Route route) {
    if (route.form != reader::Form::page) {
        // A feed has neither pages nor windows of its own.
        route.page = 1;
        route.window = run_.settings.boxes.most_viewed.window;
    }
    if (route.subject != reader::Subject::address && queued_.insert(reader::key_of(route, run_.settings.boxes.most_viewed.window)).second) {
        queue_.push_back(route);
    }
}

void SiteWriter::queue_beside(const reader::Route& route) {
    const bool first = route.page == 1 && route.window == run_.settings.boxes.most_viewed.window;
    if (first && route.form == reader::Form::page && has_feeds(route.subject)) {
        for (const reader::Form form : {reader::Form::rss, reader::Form::atom, reader::Form::json}) {
            reader::Route feed = route;
            feed.form = form;
            queue(feed);
        }
    }
    if (route.form == reader::Form::page && has_pages(route.subject)) {
        reader::Route next = route;
        ++next.page;
        queue(next);
    }
}

void SiteWriter::queue_all(const Filing& filing) {
    const auto window = run_.settings.boxes.most_viewed.window;
    using reader::Subject;
    for (const Subject subject :
         {Subject::front, Subject::latest, Subject::most_viewed, Subject::corrections, Subject::archive, Subject::sections, Subject::topics,
          Subject::authors, Subject::sitemap, Subject::sitemap_part, Subject::sitemap_lists, Subject::news_sitemap, Subject::robots}) {
        queue(reader::Route{.subject = subject, .window = window});
    }
    for (const auto each : {story::Window::day, story::Window::week, story::Window::month, story::Window::all}) {
        queue(reader::Route{.subject = Subject::most_viewed, .window = each});
    }
    const auto queue_named = [&](Subject subject, const std::string& slug) {
        queue(reader::Route{.subject = subject, .name = slug, .window = window});
    };
    for (const store::Section& section : filing.sections) {
        queue_named(Subject::section, section.slug);
    }
    for (const store::Topic& topic : filing.topics) {
        queue_named(Subject::topic, topic.slug);
    }
    for (const store::Author& author : filing.authors) {
        queue_named(Subject::author, author.slug);
    }
}

base::Result<void> SiteWriter::write_lists(const Filing& filing, const std::function<base::Result<void>()>& look) {
    const auto window = run_.settings.boxes.most_viewed.window;
    queue_all(filing);
    while (!queue_.empty()) {
        TRY_VOID(look());
        const reader::Route route = std::move(queue_.front());
        queue_.pop_front();
        TRY(auto page, pages_.page(route));
        if (page.status != http::Status::ok) {
            continue;
        }
        queue_beside(route);
        if (page.is_html()) {
            page.text = linked(page, true);
        }
        TRY_VOID(write(static_address(route, window), std::move(page)));
    }
    return {};
}

base::Result<void> SiteWriter::write_rest() {
    for (const render::Asset& asset : pages_.theme().assets()) {
        TRY_VOID(write_new(asset.path.substr(1), asset.bytes, asset.path));
        sheets_.erase(asset.path);
    }
    for (const std::string& path : sheets_) {
        if (const auto sheet = render::accent_sheet_at(path)) {
            TRY_VOID(write_new(path.substr(1), sheet->css, path));
        }
    }
    TRY(auto missing, pages_.not_found());
    missing.text = linked(missing, false);
    TRY_VOID(write("/404.html", std::move(missing)));
    TRY(auto gone, pages_.gone());
    gone.text = linked(gone, false);
    return write("/410.html", std::move(gone));
}

}  // namespace stoppress::exporting
