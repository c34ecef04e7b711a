// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/printing.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/text/percent.hpp"
#include "http/message/path.hpp"
#include "media/picture.hpp"
#include "reader/pictures/picture_forms.hpp"
#include "store/editing/records.hpp"
#include "store/filing/filing_reader.hpp"
#include "store/media/media_address.hpp"
#include "store/media/media_reader.hpp"
#include "store/site/site_reader.hpp"
#include "store/transaction/tags.hpp"

namespace stoppress::reader {

void TagSet::add(store::Tag tag) {
    if (std::ranges::find(tags_, tag) == tags_.end()) {
        tags_.push_back(std::move(tag));
    }
}

namespace {

/// The menu of pages in `language`: its own, else that of the language without region, else that of all languages;
/// nothing if the sections are the menu.
const store::Menu* menu_for(const std::vector<store::Menu>& menus, std::string_view language) {
    for (const auto wanted : {language, language.substr(0, language.find('-')), std::string_view{}}) {
        if (const auto found = std::ranges::find(menus, wanted, &store::Menu::language); found != menus.end()) {
            return &*found;
        }
    }
    return nullptr;
}

constexpr std::int64_t kLogoWidth = 640;  // twice as wide as it is shown on a phone
constexpr std::int64_t kIconWidth = 192;

/// The smallest form of a picture that is wide enough, else the one that everything can show. Not the JPEG beside it, which is neither
/// transparent nor moving.
const store::MediumFile& form_of(const store::Medium& medium, std::int64_t width) {
    const auto* best = &medium.file;
    for (const auto& file : medium.renditions) {
        const bool smaller = best == &medium.file || std::tie(file.width, file.size) < std::tie(best->width, best->size);
        if (file.content_type == "image/webp" && file.width >= width && smaller) {
            best = &file;
        }
    }
    return *best;
}

std::string file_address(const store::MediumFile& file) {
    const auto format = media::format_of_type(file.content_type);
    return format ? media::Name{file.hash, *format}.address() : std::string();
}

/// Adds logo and icon as the library has them now, in the size that pages show. One that is gone is left out.
base::Result<void> add_brand(const Printing& printing, render::Frame& frame) {
    const auto& site = printing.settings.site;
    std::set<std::string> hashes;
    for (const auto* const address : {&site.logo, &site.logo_dark, &site.icon}) {
        if (const auto hash = store::media_hash(*address)) {
            hashes.emplace(*hash);
        }
    }
    if (hashes.empty()) {
        return {};
    }
    TRY(const auto found, store::MediaReader(printing.snapshot).media_at(hashes));
    const auto form = [&](const std::string& address, std::int64_t width) -> const store::MediumFile* {
        const auto medium = found.find(std::string(store::media_hash(address).value_or("")));
        return medium == found.end() ? nullptr : &form_of(medium->second, width);
    };
    if (const auto* logo = form(site.logo, kLogoWidth)) {
        const auto* dark = form(site.logo_dark, kLogoWidth);
        frame.logo = render::Logo{file_address(*logo), dark == nullptr ? std::string() : file_address(*dark), logo->width, logo->height};
    }
    if (const auto* icon = form(site.icon, kIconWidth)) {
        frame.icon = file_address(*icon);
    }
    return {};
}

}  // namespace

base::Result<render::Frame> make_frame(const Printing& printing, std::string_view path, std::string_view language, TagSet& tags) {
    render::Frame frame;
    frame.language = language;
    frame.search = printing.searchable;
    const auto query = std::min(path.find('?'), path.size());
    frame.path = http::encode_path(path.substr(0, query)) + std::string{path.substr(query)};
    TRY(const auto menus, store::SiteReader(printing.snapshot).menus());
    if (const auto* const chosen = menu_for(menus, language)) {
        frame.own_menu = true;
        frame.menu.reserve(chosen->links.size());
        for (const auto& link : chosen->links) {
            frame.menu.push_back({link.label, link.address});
        }
    } else {
        TRY(const auto sections, store::FilingReader(printing.snapshot).sections());
        for (const auto& section : sections) {
            if (section.stories > 0) {
                frame.menu.push_back(link_to(section));
            }
        }
    }
    TRY_VOID(add_brand(printing, frame));
    tags.add(store::menu_tag());
    return frame;
}

render::Link link_to(const store::Section& section) {
    return {section.name, "/sections/" + base::percent_encoded(section.slug)};
}
render::Link link_to(const store::Topic& topic) {
    return {topic.name, "/topics/" + base::percent_encoded(topic.slug)};
}
render::Link link_to(const store::Author& author) {
    return {author.name, "/authors/" + base::percent_encoded(author.slug)};
}

render::Correction correction_of(const store::Correction& correction) {
    const auto kind = correction.kind == store::CorrectionKind::clarification ? render::Correction::Kind::clarification
                      : correction.kind == store::CorrectionKind::retraction  ? render::Correction::Kind::retraction
                                                                              : render::Correction::Kind::correction;
    return {correction.number, correction.at, kind, correction.text};
}

base::Result<std::vector<render::Entry>> make_entries(const Printing& printing, std::vector<story::Card> cards, TagSet& tags) {
    std::vector<base::StoryId> ids;
    std::ranges::transform(cards, std::back_inserter(ids), &story::Card::id);
    TRY(const auto bylines, store::FilingReader(printing.snapshot).bylines(ids));
    TRY(const auto sections, store::FilingReader(printing.snapshot).sections());
    std::map<std::string_view, const store::Section*> by_slug;
    for (const auto& section : sections) {
        by_slug.emplace(section.slug, &section);
    }
    StoryPictures pictures(printing);
    for (const auto& card : cards) {
        pictures.want(card.lead_image.source);
    }
    TRY_VOID(pictures.look_up());
    std::vector<render::Entry> entries;
    for (std::size_t i = 0; i < cards.size(); ++i) {
        render::Entry entry;
        if (const auto found = by_slug.find(cards[i].section); found != by_slug.end()) {
            entry.section = link_to(*found->second);
            tags.add(store::section_name_tag(found->second->id));
        }
        for (const auto& author : bylines.at(i)) {
            entry.byline.push_back(link_to(author));
            tags.add(store::author_name_tag(author.id));
        }
        if (const auto* picture = pictures.find(cards[i].lead_image.source)) {
            entry.picture = *picture;
        }
        entry.card = std::move(cards[i]);
        entries.push_back(std::move(entry));
    }
    return entries;
}

press::RenderedPage not_found_page() {
    press::RenderedPage printed;
    printed.status = http::Status::not_found;
    printed.replaced_by = kNotFoundKey;
    return printed;
}

base::Result<press::RenderedPage> print_error(const Printing& printing, render::ErrorKind kind, std::string_view path,
                                              std::string_view reason) {
    TagSet tags;
    render::ErrorPage page;
    TRY(page.frame, make_frame(printing, path, printing.settings.site.language, tags));
    page.frame.indexed = false;
    page.kind = kind;
    page.reason = reason;
    press::RenderedPage printed;
    printed.status = kind == render::ErrorKind::gone ? http::Status::gone : http::Status::not_found;
    printed.body = printing.state.theme->error(page);
    printed.language = page.frame.language;
    printed.tags = tags.take();
    printed.state_tags = {store::Tag{press::kThemeTag}};
    return printed;
}

}  // namespace stoppress::reader
