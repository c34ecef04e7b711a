// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/atom/story_of_entry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "document/addresses/body_addresses.hpp"
#include "document/convert.hpp"
#include "importing/atom/body/blogger_pictures.hpp"
#include "importing/atom/body/entry_html.hpp"
#include "importing/atom/feed/addresses.hpp"
#include "importing/files/recordings.hpp"
#include "importing/hugo/front_matter/dates.hpp"
#include "importing/limits.hpp"
#include "importing/text/markup.hpp"
#include "importing/text/text.hpp"
#include "store/stories/records.hpp"
#include "story/feed_id.hpp"
#include "story/letters.hpp"
#include "story/text.hpp"

namespace stoppress::importing::atom {
namespace {

/// How many words of the body replace a missing headline.
constexpr std::size_t kEntryHeadlineGraphemes = 60;

/// What Blogger adds to an address for one kind of reader or one place in the page.
bool is_view_of_page(std::string_view query) {
    return std::ranges::all_of(split(query, '&'), [](std::string_view part) {
        return part == "m=0" || part == "m=1" || part.starts_with("spref=") || part.starts_with("showComment=") ||
               part.starts_with("showcomment=");
    });
}

/// Whether a path is that of a file, and not of a page.
bool is_file(std::string_view path) {
    static constexpr std::array<std::string_view, 8> kPages{"html", "htm", "shtml", "xhtml", "php", "asp", "aspx", "cgi"};
    constexpr std::size_t kLongestExtension = 5;
    const std::string_view name = path.substr(path.rfind('/') + 1);
    const std::size_t dot = name.rfind('.');
    const std::string extension = dot == std::string_view::npos ? std::string() : ascii_lower(name.substr(dot + 1));
    return !extension.empty() && extension.size() <= kLongestExtension && std::ranges::find(kPages, extension) == kPages.end();
}

class EntryBuilder {
public:
    EntryBuilder(NumberedEntry numbered, const SiteIndex& index, const ImportOptions& options, const PictureFolder* pictures)
        : entry_(std::move(numbered.entry)),
          number_(numbered.number),
          file_(std::move(numbered.file)),
          index_(index),
          options_(options),
          pictures_(pictures) {}

    BuiltStory build() {
        built_.item.kind = entry_.kind == AtomKind::page ? "pages" : "stories";
        built_.item.file = file_;
        built_.item.line = entry_.line;
        const std::string key = SiteIndex::key_of(entry_);
        if (!entry_.problem.empty() || key.empty()) {
            built_.refused =
                Note{entry_.line, entry_.problem.empty()
                                      ? "it has neither an id nor an address, so it could not be recognised when imported again"
                                      : entry_.problem};
            return std::move(built_);
        }
        name_ = name_of_entry();
        const EntryState state = index_.state_of(entry_, options_);
        if (const std::string why = index_.superseded(entry_, number_); !why.empty() || state.fate == EntryFate::skipped) {
            built_.skipped =
                Note{entry_.line, (why.empty() ? state.why : why) + ": \"" + std::string(cut(text_of_html(entry_.title), 200)) + "\""};
            return std::move(built_);
        }
        built_.story.source = "atom:" + key;
        if (story::is_feed_id(entry_.id)) {
            built_.story.feed_id = entry_.id;
        }
        add_body();
        if (!built_.refused.has_value()) {
            add_names();
            add_filing();
            add_state(state);
            add_address(state);
            add_notes();
            if (built_.story.status != story::Status::published) {
                // Of a post that nobody saw.
                std::ranges::for_each(built_.files, [](UsedFile& used) { used.addresses.clear(); });
            }
        }
        return std::move(built_);
    }

private:
    /// Blogger writes all entries into one line, so each note names its entry.
    void note(std::string what, std::size_t line = 0) {
        built_.item.notes.push_back({line == 0 ? entry_.line : line, std::move(what) + " [" + name_ + "]"});
    }
    [[nodiscard]] std::string name_of_entry() const {
        const auto address = SiteIndex::address_of(entry_);
        const std::string title = address.has_value() ? std::string() : text_of_html(entry_.title);
        return address.has_value() ? *address : std::string(cut(title.empty() ? SiteIndex::key_of(entry_) : title, 200));
    }

    void add_body() {
        std::string html = entry_html(entry_.content, entry_.plain);
        only_summary_ = trim(entry_.content).empty() && !trim(entry_.summary).empty();
        if (!entry_.content_elsewhere.empty()) {
            note("its content is not in the feed, only named there: " + std::string(cut(entry_.content_elsewhere, 500)));
        }
        if (only_summary_) {
            note("has no content in the feed, only its summary is imported");
            html = entry_html(entry_.summary, false);
        } else if (trim(entry_.content).empty() && entry_.content_elsewhere.empty()) {
            note("has no content");
        }
        html.insert(0, enclosed_files());
        const std::string base = resolved(entry_.alternate, entry_.base.empty() ? entry_.alternate : entry_.base);
        document::ParseOptions parse;
        parse.all_recordings = true;
        parse.rewrite_address = [&base](std::string_view address) {
            return trim(address).starts_with('#') ? std::string(address) : resolved(base, picture_itself(address));
        };
        auto parsed = document::from_html(html, parse);
        if (!parsed.has_value()) {
            built_.refused = Note{entry_.content_line, parsed.error().message};
            return;
        }
        for (const document::Reduction& reduction : parsed->reductions) {
            note(reduction.what, entry_.content_line == 0 || reduction.line == 0 ? 0 : entry_.content_line + reduction.line - 1);
        }
        take_addresses(parsed->document);
        if (auto cards = settle_recordings(parsed->document)) {
            note(*std::move(cards));
        }
        built_.story.content.body = std::move(parsed->document);
    }

    /// Sound, film and documents that the entry has beside its text, as podcasts do.
    [[nodiscard]] std::string enclosed_files() const {
        std::string out;
        for (const AtomEnclosure& file : entry_.enclosures) {
            const bool shown = entry_.content.contains(file.address) || entry_.content.contains(escaped(file.address));
            if (!is_web_address(file.address) || shown) {
                continue;
            }
            const std::string name = file.title.empty() ? file.address.substr(file.address.rfind('/') + 1) : file.title;
            const bool film = file.type.starts_with("video/");
            out += file.type.starts_with("image/")
                       ? figure_markup({.source = file.address, .alt = {}, .caption_html = {}, .credit = {}, .link = {}})
                   : film || file.type.starts_with("audio/") ? player_markup({.source = file.address, .film = film, .title = file.title})
                                                             : "<p>" + link_markup(file.address, name) + "</p>";
        }
        return out;
    }

    void take_addresses(document::Document& body) {
        std::size_t left = 0;
        const auto image = [&](document::Image& shown) {
            const auto here = file_here(shown.source);
            left += here.has_value() || shown.source.is_path() ? 0 : 1;
            shown.source = here.value_or(shown.source);
            return here.has_value();
        };
        const auto link = [&](document::Address& address) {
            auto here = file_here(address);
            here = here.has_value() ? here : own_path(address);
            address = here.value_or(address);
            return here.has_value();
        };
        document::change_addresses(body, {image, link});
        size_pictures(body, built_.files);
        if (left != 0 && pictures_ == nullptr) {
            note(fmt::format("pictures stay at their old addresses: {}", left));
        }
    }

    /// Where the file at an address is here; nothing if it is no file of the old site, or is not in the folder.
    std::optional<document::Address> file_here(const document::Address& address) {
        const std::string& written = address.string();
        const bool google = is_blogger_picture_host(host_of_address(written));
        if (pictures_ == nullptr || !address.is_web() || (!google && !index_.is_own(written))) {
            return std::nullopt;
        }
        const auto found = pictures_->find(written);
        if (found.match == PictureFolder::Match::none) {
            if (google || is_picture_name(written)) {
                note("a picture is not in the folder; its old address stays: " + std::string(cut(written, 500)));
            }
            return std::nullopt;
        }
        if (found.match == PictureFolder::Match::several) {
            note("several files in the folder could be this picture, so its old address stays: " + std::string(cut(written, 500)));
            return std::nullopt;
        }
        UsedFile used{found.medium, {}};
        if (const auto path = path_of_address(written); path.has_value() && !google) {
            used.addresses.push_back(*path);
        }
        built_.files.push_back(std::move(used));
        return found.medium->taken.has_value() ? document::Address::parse(found.medium->taken->name.address()) : std::nullopt;
    }

    /// The path here for a link to the old site.
    [[nodiscard]] std::optional<document::Address> own_path(const document::Address& address) const {
        if (!address.is_web() || !index_.is_own(address.string())) {
            return std::nullopt;
        }
        auto path = path_of_address(address.string());
        if (!path.has_value()) {
            return std::nullopt;
        }
        const std::size_t query = path->find('?');
        if (query != std::string::npos && is_view_of_page(std::string_view(*path).substr(query + 1))) {
            path->resize(query);
        }
        if (is_file(std::string_view(*path).substr(0, path->find('?')))) {
            return std::nullopt;  // it is not here, and may go on being there
        }
        const std::size_t fragment = std::min(address.string().find('#'), address.string().size());
        return document::Address::parse(*path + address.string().substr(fragment));
    }

    void add_names() {
        story::Content& content = built_.story.content;
        content.kind = entry_.kind == AtomKind::page ? story::Kind::page : story::Kind::article;
        content.headline = text_of_html(entry_.title);
        const std::string summary = only_summary_ ? std::string() : text_of_html(entry_.summary);
        // Many systems make a summary of the first words.
        std::string_view begun = summary;
        for (const std::string_view dots : {"...", "…", "[...]", "[…]"}) {
            begun = begun.ends_with(dots) ? trim(begun.substr(0, begun.size() - dots.size())) : begun;
        }
        if (!single_line(document::to_text(content.body)).starts_with(begun)) {
            content.standfirst = cut(summary, kMaxStandfirstBytes);
            if (content.standfirst.size() < summary.size()) {
                note(fmt::format("its summary has more than {} bytes, and its end is left out", kMaxStandfirstBytes));
            }
        }
        if (content.headline.empty()) {
            content.headline =
                story::teaser(document::opening_text(content.body, kEntryHeadlineGraphemes), options_.language, kEntryHeadlineGraphemes);
            const bool words = !content.headline.empty();
            if (!words) {
                content.headline = cut(name_, kMaxNameBytes);
            }
            note(fmt::format("has no title, its {} used: \"{}\"", words ? "first words are" : "address or id is", content.headline));
        }
        const std::string path = SiteIndex::address_of(entry_).value_or("");
        std::string_view name = std::string_view(path).substr(0, path.find('?'));
        name = name.substr(0, name.size() - (name.ends_with('/') ? 1 : 0));
        name = name.substr(name.rfind('/') + 1);
        const std::string slug = percent_decoded(name.substr(0, name.rfind('.')));
        content.slug = story::is_latin_slug(slug) ? slug : story::slug(slug.empty() ? content.headline : slug);
        add_language();
    }

    void add_language() {
        story::Content& content = built_.story.content;
        const std::string locale =
            entry_.file < index_.feeds.size() ? blog_setting(index_.feeds[entry_.file].settings, "blog_locale") : std::string();
        content.language = story::canonical_language(entry_.language.empty() ? locale : entry_.language);
        if (content.language.empty()) {
            content.language = options_.language;
        }
        content.language = story::language_by_letters(content.headline, content.standfirst, content.language, content.language);
    }

    void add_filing() {
        story::Content& content = built_.story.content;
        for (const AtomLabel& label : entry_.labels) {
            const std::string* slug = index_.topic_slugs.find(SiteIndex::label_key(label.term));
            if (slug != nullptr && std::ranges::find(content.topics, *slug) == content.topics.end()) {
                content.topics.push_back(*slug);
            }
        }
        for (const std::string& name : index_.byline(entry_)) {
            if (const std::string* slug = index_.author_slugs.find(name)) {
                content.authors.push_back(*slug);
            }
        }
    }

    void add_state(const EntryState& state) {
        store::ImportedStory& story = built_.story;
        story.status = state.fate == EntryFate::shown       ? story::Status::published
                       : state.fate == EntryFate::scheduled ? story::Status::scheduled
                                                            : story::Status::draft;
        if (story.status != story::Status::draft || state.keeps_date) {
            story.published_at = state.published;
        }
        if (!state.why.empty()) {
            note("not public: imported as a draft: " + state.why);
        }
        const auto updated = hugo::read_date(entry_.updated, "UTC");
        if (updated.has_value() && state.published.has_value() && story.published_at.has_value() && updated->time > *state.published &&
            updated->time <= options_.now) {
            story.updated_at = updated->time;
        }
    }

    void add_address(const EntryState& state) {
        if (state.fate == EntryFate::draft && !state.keeps_date) {
            return;
        }
        const auto path = index_.own_address_of(entry_);
        if (!path.has_value() && SiteIndex::address_of(entry_).has_value()) {
            note("its address is at another host than the old site, so one was made from the date (--address names the old site): " +
                 std::string(cut(entry_.alternate, 500)));
            return;
        }
        // Only the front page's query is looked at.
        if (path.has_value() && (!path->contains('?') || path->starts_with("/?"))) {
            built_.story.address = *path;
        } else {
            note("the feed names no path of it, so the address was made from the date");
        }
    }

    void add_notes() {
        if (!entry_.meta_description.empty()) {
            note("its text for search engines is not imported: \"" + std::string(cut(entry_.meta_description, 200)) + "\"");
        }
        if (!entry_.place.empty()) {
            note("its place is not imported: " + std::string(cut(entry_.place, 200)));
        }
        for (const std::string& name : entry_.contributors) {
            note("a contributor is not named in the byline: " + std::string(cut(name, 200)));
        }
    }

    AtomEntry entry_;
    std::uint64_t number_;
    std::string file_;
    std::string name_;  ///< for notes
    const SiteIndex& index_;
    const ImportOptions& options_;
    const PictureFolder* pictures_;
    bool only_summary_ = false;
    BuiltStory built_;
};

}  // namespace

BuiltStory story_of_entry(NumberedEntry numbered, const SiteIndex& index, const ImportOptions& options, const PictureFolder* pictures) {
    return EntryBuilder(std::move(numbered), index, options, pictures).build();
}

}  // namespace stoppress::importing::atom
