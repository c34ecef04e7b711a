// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/wordpress/story_of_item.hpp"

#include <fmt/format.h>

#include "document/addresses/body_addresses.hpp"
#include "document/convert.hpp"
#include "importing/files/recordings.hpp"
#include "importing/hugo/front_matter/dates.hpp"
#include "importing/limits.hpp"
#include "importing/text/markup.hpp"
#include "importing/text/text.hpp"
#include "importing/wordpress/body/body.hpp"
#include "importing/wordpress/body/texturize.hpp"
#include "importing/wordpress/comments_of_item.hpp"
#include "store/stories/records.hpp"
#include "story/feed_id.hpp"
#include "story/letters.hpp"
#include "story/text.hpp"

namespace stoppress::importing::wordpress {
namespace {

/// How many words of the body replace a missing headline.
constexpr std::size_t kHeadlineGraphemes = 60;

bool is_written(std::string_view date) {
    return !trim(date).empty() && !trim(date).starts_with("0000");
}

std::optional<base::Time> time_of(const WxrItem& item, const std::string& time_zone) {
    if (is_written(item.date_gmt)) {
        if (const auto date = hugo::read_date(item.date_gmt, "UTC")) {
            return date->time;
        }
    }
    if (is_written(item.date)) {
        if (const auto date = hugo::read_date(item.date, time_zone)) {
            return date->time;
        }
    }
    // Drafts have "Mon, 30 Nov -0001 00:00:00 +0000" here, which is no date.
    const auto date = hugo::read_date(item.pub_date, "UTC");
    return date.has_value() ? std::optional(date->time) : std::nullopt;
}

/// A term of Polylang's: other taxonomies of that name have words, not codes.
bool is_language(const WxrFiling& filing) {
    const std::size_t primary = std::min(filing.nicename.find_first_of("-_"), filing.nicename.size());
    return filing.domain == "language" && (primary == 2 || primary == 3) && !story::canonical_language(filing.nicename).empty();
}

class Builder {
public:
    Builder(WxrItem item, const SiteIndex& index, const ImportOptions& options, FolderMedia* media)
        : item_(std::move(item)), index_(index), options_(options), media_(media) {}

    BuiltStory build() {
        built_.item.kind = item_.type == "page" ? "pages" : "stories";
        built_.item.file = item_.file;
        built_.item.line = item_.line;
        if (!item_.problem.empty()) {
            built_.refused = Note{item_.line, item_.problem};
            return std::move(built_);
        }
        if (item_.id <= 0) {
            built_.refused = Note{item_.line, "it has no id (wp:post_id), so it could not be recognised when imported again"};
            return std::move(built_);
        }
        if (item_.status == "trash" || item_.status == "auto-draft" || item_.status == "inherit") {
            built_.skipped = Note{item_.line, item_.status == "trash" ? "in the trash" : "not a post of its own (" + item_.status + ")"};
            return std::move(built_);
        }
        // The number alone is not enough: a site that was set up again counts from one again, at the same address.
        built_.story.source = fmt::format("wxr:{}#{}", trim(item_.guid).empty() ? trim(index_.site.link) : trim(item_.guid), item_.id);
        if (story::is_feed_id(trim(item_.guid))) {
            built_.story.feed_id = trim(item_.guid);
        }
        add_body();
        if (!built_.refused.has_value()) {
            add_story_fields();
            add_filing();
            add_state();
            add_addresses();
            add_image();
            if (built_.story.status != story::Status::published) {
                // Of a post that nobody saw.
                std::ranges::for_each(built_.files, [](UsedFile& file) { file.addresses.clear(); });
            }
        }
        return std::move(built_);
    }

private:
    void note(std::string what, std::size_t line = 0) { built_.item.notes.push_back({line == 0 ? item_.line : line, std::move(what)}); }

    /// With quotes and dashes as WordPress shows them.
    [[nodiscard]] std::string as_shown(const std::string& html) const {
        return options_.as_typed ? html : texturized(html, marks_of(story::canonical_language(index_.site.language)));
    }

    void add_body() {
        const std::string* footnotes = item_.meta_value("footnotes");
        const BodyContext context{*index_.attachments,
                                  item_.id,
                                  footnotes == nullptr ? std::string_view() : std::string_view(*footnotes),
                                  std::max<std::size_t>(item_.content_line, 1),
                                  &index_.patterns,
                                  {}};
        BodyHtml body = body_html(as_shown(item_.content), context);
        std::ranges::move(body.notes, std::back_inserter(built_.item.notes));
        add_enclosures(body.html);
        document::ParseOptions parse;
        parse.all_recordings = true;
        auto parsed = document::from_html(body.html, parse);
        if (!parsed.has_value()) {
            built_.refused = Note{item_.content_line, parsed.error().message};
            return;
        }
        for (const document::Reduction& reduction : parsed->reductions) {
            note(reduction.what, reduction.line == 0 ? context.first_line : context.first_line + reduction.line - 1);
        }
        index_.moved->move(parsed->document);
        if (media_ != nullptr) {
            take_other_files(parsed->document);
            size_pictures(parsed->document, built_.files);
        }
        if (auto cards = settle_recordings(parsed->document)) {
            note(*std::move(cards));
        }
        built_.story.content.body = std::move(parsed->document);
    }

    /// The recording of a podcast's episode stands beside its text (PowerPress, Seriously Simple Podcasting); their players below it.
    /// WordPress itself notes there what the text links to.
    void add_enclosures(std::string& html) const {
        for (const auto& [key, value] : item_.meta) {
            if (key != "enclosure" && key != "audio_file") {
                continue;
            }
            const std::string address(trim(std::string_view(value).substr(0, value.find('\n'))));
            const std::string_view path = std::string_view(address).substr(0, address.find_first_of("?#"));
            if (is_web_address(address) && !html.contains(path) && !html.contains(escaped(path))) {
                html += embed_markup(address, {}, {});
            }
        }
    }

    /// Pictures and files of the old site that are in no attachment of the export.
    void take_other_files(document::Document& document) {
        const auto image = [this](document::Image& shown) {
            const auto here = other_file(shown.source);
            shown.source = here.value_or(shown.source);
            return here.has_value();
        };
        const auto link = [this](document::Address& address) {
            const auto here = other_file(address);
            address = here.value_or(address);
            return here.has_value();
        };
        document::change_addresses(document, {image, link});
    }

    /// Where the file at an address of the old site's uploads is here; nothing if it is none, or is not in the folder.
    std::optional<document::Address> other_file(const document::Address& address) {
        const std::string& written = address.string();
        const std::size_t uploads = written.find("/uploads/");
        if (uploads == std::string::npos || (!address.is_path() && !index_.moved->is_own(address_key(written)))) {
            return std::nullopt;
        }
        const std::string name = percent_decoded(written.substr(uploads + 9, written.find_first_of("?#", uploads) - uploads - 9));
        for (const std::string& candidate : {without_picture_size(name), name}) {
            std::error_code failed;
            if (candidate.empty() || !std::filesystem::exists(std::filesystem::symlink_status(*options_.media / candidate, failed))) {
                continue;
            }
            UsedFile used{media_->take({*options_.media, candidate, "wp-content/uploads/" + candidate}), {}};
            if (const auto path = path_of_link(written)) {
                used.addresses.push_back(*path);
            }
            const auto medium = used.medium;
            built_.files.push_back(std::move(used));
            return medium->taken.has_value() ? document::Address::parse(medium->taken->name.address()) : std::nullopt;
        }
        note("a file is neither an attachment of the export nor in the folder of --media; its old address stays: " +
             std::string(cut(written, 500)));
        return std::nullopt;
    }

    void add_story_fields() {
        story::Content& content = built_.story.content;
        content.kind = item_.type == "page" ? story::Kind::page : story::Kind::article;
        content.standfirst = text_of_html(as_shown(item_.excerpt));
        if (const std::string* subtitle = item_.meta_value("newspack_post_subtitle"); subtitle != nullptr && content.standfirst.empty()) {
            content.standfirst = text_of_html(as_shown(*subtitle));
        }
        if (item_.sticky) {
            note("it was pinned to the front page (sticky)");
        }
        content.headline = text_of_html(as_shown(item_.title));
        if (content.headline.empty()) {
            const std::string opening =
                content.standfirst.empty() ? document::opening_text(content.body, kHeadlineGraphemes) : content.standfirst;
            content.headline = story::teaser(opening, options_.language, kHeadlineGraphemes);
            if (content.headline.empty()) {
                content.headline = fmt::format("#{}", item_.id);
            }
            note("has no title, its first words are used: \"" + content.headline + "\"");
        }
        const std::string name = percent_decoded(item_.name);
        content.slug =
            story::is_latin_slug(name) ? name : story::slug(name.empty() ? std::string_view(content.headline) : std::string_view(name));
        const auto named = std::ranges::find_if(item_.filings, is_language);
        content.language = named == item_.filings.end() ? std::string() : story::canonical_language(named->nicename);
        if (!content.language.empty()) {
            content.language_named = true;
            return;
        }
        content.language = story::canonical_language(index_.site.language);
        if (content.language.empty()) {
            content.language = options_.language;
        }
        // The export names the language of the whole site. If that differs from this site's, a post's letters can still
        // show that it is in neither.
        if (content.language != options_.language) {
            content.language = story::language_by_letters(content.headline, content.standfirst, content.language, content.language);
        }
    }

    void add_filing() {
        story::Content& content = built_.story.content;
        std::int64_t others = 0;
        const std::string section = content.kind == story::Kind::article ? index_.section_of(item_) : std::string();
        for (const WxrFiling& filing : item_.filings) {
            const bool category = filing.domain == "category" || filing.domain.empty();
            if (!category && filing.domain != "post_tag" && filing.domain != "tag") {
                others += filing.domain == "author" || filing.domain == "post_format" || is_language(filing) ? 0 : 1;
                continue;
            }
            const std::string key = SiteIndex::key_of_filing(filing);
            if (category && !key.empty() && key == section) {
                if (const std::string* slug = index_.section_slugs.find(key)) {
                    content.section = *slug;
                    continue;
                }
            }
            const std::string* slug = index_.topic_slugs.find(key);
            if (slug != nullptr && std::ranges::find(content.topics, *slug) == content.topics.end()) {
                content.topics.push_back(*slug);
            }
        }
        if (others != 0) {
            note(fmt::format("terms of custom taxonomies that were not imported: {}", others));
        }
        for (const std::string& key : index_.byline(item_)) {
            if (const std::string* slug = index_.author_slugs.find(key)) {
                content.authors.push_back(*slug);
            }
        }
    }

    void add_state() {
        store::ImportedStory& story = built_.story;
        const auto time = time_of(item_, options_.time_zone);
        const std::string& status = item_.status;
        if (!item_.password.empty()) {
            story.status = story::Status::draft;
            keep_date(time);
            note("protected by a password: imported as a draft");
        } else if (status == "publish" || status == "future") {
            story.status = time.has_value() && *time > options_.now ? story::Status::scheduled : story::Status::published;
            story.published_at = time;
        } else if (status == "pending") {
            story.status = story::Status::in_review;
        } else {
            story.status = story::Status::draft;
            if (status != "draft") {
                keep_date(status == "private" ? time : std::nullopt);
                note("not public: imported as a draft: its status is " + std::string(cut(status, 60)));
            }
        }
        if (is_written(item_.modified_gmt) && time.has_value()) {
            const auto modified = hugo::read_date(item_.modified_gmt, "UTC");
            if (modified.has_value() && modified->time > *time && modified->time <= options_.now) {
                story.updated_at = modified->time;
            }
        }
    }

    /// Of a post that some could read: it keeps date and address, for the day when everybody may.
    void keep_date(const std::optional<base::Time>& time) {
        if (time.has_value() && *time <= options_.now) {
            built_.story.published_at = time;
        }
    }

    void add_addresses() {
        const bool hidden = built_.story.status == story::Status::draft || built_.story.status == story::Status::in_review;
        auto path = path_of_link(item_.link);
        if (hidden && !built_.story.published_at.has_value()) {
            return;
        }
        if (item_.status == "future" && path.has_value() && path->starts_with("/?")) {
            // Its own address is not in the export yet.
            const auto later = canonical_path(index_.base_path() + index_.permalinks.address_of(item_, index_));
            path = later.has_value() && *later != "/" && later != canonical_path(index_.base_path()) ? later : path;
        }
        if (hidden && (!path.has_value() || path->contains('?'))) {
            return;
        }
        // "/blog/?p=5" of a blog in a folder would not be found: only the front page's query is looked at.
        const bool usable =
            path.has_value() && *path != "/" && !path->contains("preview=true") && (!path->contains('?') || path->starts_with("/?"));
        if (usable) {
            built_.story.address = *path;
        } else {
            note("the link has no path, so the address was made from the date");
        }
        if (usable && !path->contains('?')) {
            if (index_.base_path().empty()) {
                add_former(fmt::format("/?{}={}", item_.type == "page" ? "page_id" : "p", item_.id));
            }
            add_pages();
        }
        for (const auto& [key, value] : item_.meta) {
            if (key == "_wp_old_slug" && !built_.story.address.contains('?')) {
                add_old_slug(value);
            }
        }
    }

    void add_former(const std::string& path) {
        const auto former = canonical_path(path);
        if (former.has_value() && *former != built_.story.address && built_.story.former_addresses.size() < kMaxFormerAddresses) {
            built_.story.former_addresses.push_back(*former);
        }
    }

    /// The further pages of a post that was split: "/2021/03/post/2/".
    void add_pages() {
        constexpr std::size_t kMaxPages = 50;
        constexpr std::string_view kBreak = "<!--nextpage-->";
        std::size_t page = 1;
        for (std::size_t at = item_.content.find(kBreak); at != std::string::npos && page < kMaxPages;
             at = item_.content.find(kBreak, at + 1)) {
            const std::string& address = built_.story.address;
            add_former(fmt::format("{}{}{}/", address, address.ends_with('/') ? "" : "/", ++page));
        }
    }

    /// The address before the slug was changed: the current one with another last part.
    void add_old_slug(const std::string& slug) {
        std::string path = built_.story.address;
        const bool slash = path.ends_with('/');
        path.resize(path.size() - (slash ? 1 : 0));
        const std::size_t last = path.rfind('/');
        add_former(path.substr(0, last == std::string::npos ? 0 : last) + "/" + slug + (slash ? "/" : ""));
    }

    void add_image() {
        const std::string* id = item_.meta_value("_thumbnail_id");
        if (id == nullptr || id->empty()) {
            return;
        }
        const auto attachment = index_.attachments->find(std::atoll(id->c_str()));
        const auto address = attachment.has_value() ? document::Address::parse(attachment->url) : std::nullopt;
        if (!address.has_value()) {
            note("its featured picture is not in the export and is not imported: attachment " + std::string(cut(*id, 40)));
            return;
        }
        story::LeadImage& image = built_.story.content.lead_image;
        const auto taken = attachment->taken.has_value() ? attachment : index_.moved->taken(*address);
        image.source = taken.has_value() ? taken->taken->name.address() : address->string();
        image.alt = attachment->alt;
        image.caption = text_of_html(attachment->caption);
    }

    WxrItem item_;
    const SiteIndex& index_;
    const ImportOptions& options_;
    FolderMedia* media_;
    BuiltStory built_;
};

}  // namespace

std::optional<std::string> path_of_link(std::string_view link) {
    link = trim(link);
    if (is_web_address(link)) {
        const std::size_t host = link.find("://") + 3;
        const std::size_t path = link.find_first_of("/?#", host);
        return canonical_path(path == std::string_view::npos ? "/"
                              : link[path] == '/'            ? link.substr(path)
                                                             : "/" + std::string(link.substr(path)));
    }
    return link.starts_with('/') ? canonical_path(link) : std::nullopt;
}

BuiltStory story_of_item(WxrItem item, const SiteIndex& index, const ImportOptions& options, FolderMedia* media) {
    auto comments = comments_of_item(item, index, options);
    BuiltStory built = Builder(std::move(item), index, options, media).build();
    built.comments = std::move(comments);
    return built;
}

}  // namespace stoppress::importing::wordpress
