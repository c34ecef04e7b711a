// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/ghost/story_of_post.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "document/addresses/address.hpp"
#include "document/convert.hpp"
#include "importing/files/recordings.hpp"
#include "importing/ghost/body/body.hpp"
#include "importing/hugo/front_matter/dates.hpp"
#include "importing/limits.hpp"
#include "importing/text/text.hpp"
#include "story/letters.hpp"
#include "story/text.hpp"

namespace stoppress::importing::ghost {
namespace {

/// How many characters of the body replace a missing headline, as Ghost's own "(Untitled)" says nothing.
constexpr std::size_t kHeadlineGraphemes = 60;
constexpr std::string_view kUntitled = "(Untitled)";

/// A date of the export, which is in UTC: "2026-11-28T03:27:30.000Z" or, from SQLite, "2026-11-28 03:43:00"; early versions have
/// milliseconds since 1970.
std::optional<base::Time> time_of(const boost::json::object& post, std::string_view member) {
    const boost::json::value* value = post.if_contains(member);
    if (value != nullptr && value->is_int64()) {
        return base::Time(std::chrono::milliseconds(value->get_int64()));
    }
    const auto date = hugo::read_date(text_of(post, member), "UTC");
    return date.has_value() ? std::optional(date->time) : std::nullopt;
}

class Builder {
public:
    Builder(const Row& row, const OldGhost& site) : row_(row), post_(row.values), site_(site) {}

    BuiltStory build() {
        const std::string slug = text_of(post_, "slug");
        built_.item.kind = is_page(post_) ? "pages" : "stories";
        built_.item.file = site_.file + (slug.empty() ? "" : " /" + std::string(cut(slug, 200)) + "/");
        built_.item.line = 0;
        id_ = text_of(post_, "id");
        const std::string uuid = text_of(post_, "uuid");
        if (!row_.problem.empty() || (id_.empty() && uuid.empty())) {
            const std::string why = row_.problem.empty() ? "it has no id, so it could not be recognised when imported again" : row_.problem;
            built_.refused = Note{0, fmt::format("post number {} of the file: {}", row_.number, why)};
            return std::move(built_);
        }
        built_.story.source = "ghost:" + (uuid.empty() ? id_ : uuid);
        add_words();
        add_body();
        if (!built_.refused.has_value()) {
            add_headline();
            add_filing();
            add_state();
            add_address();
            add_image();
            add_notes();
            if (built_.story.status != story::Status::published) {
                // The old site need not have shown its files to anybody.
                std::ranges::for_each(built_.files, [](UsedFile& file) { file.addresses.clear(); });
            }
        }
        return std::move(built_);
    }

private:
    void note(std::string what) { built_.item.notes.push_back({0, std::move(what)}); }

    void add_words() {
        story::Content& content = built_.story.content;
        content.kind = is_page(post_) ? story::Kind::page : story::Kind::article;
        content.headline = single_line(text_of(post_, "title"));
        content.standfirst = single_line(text_of(post_, "custom_excerpt"));
        const std::string slug = text_of(post_, "slug");
        content.slug = story::is_latin_slug(slug) ? slug : story::slug(slug.empty() ? content.headline : slug);
        content.language = story::canonical_language(text_of(post_, "locale"));
        content.language_named = !content.language.empty();
        if (content.language.empty()) {
            content.language = story::canonical_language(site_.index.site.language);
        }
        if (content.language.empty()) {
            content.language = site_.options.language;
        }
        // The export names one language for the whole site.
        if (!content.language_named) {
            content.language =
                story::language_by_letters(content.headline, text_of(post_, "plaintext"), content.language, content.language);
        }
    }

    void add_body() {
        BodyOptions options;
        options.rewrite_address = [this](std::string_view address) { return rewritten(address); };
        options.site_address = site_.options.address;
        while (options.site_address.ends_with('/')) {
            options.site_address.pop_back();
        }
        options.right_to_left = story::direction_of(built_.story.content.language) == story::Direction::right_to_left;
        auto body = read_body(post_, options);
        if (!body.has_value()) {
            built_.refused = Note{0, body.error().message};
            return;
        }
        for (std::string& what : body->notes) {
            note(std::move(what));
        }
        if (auto cards = settle_recordings(body->document)) {
            note(*std::move(cards));
        }
        built_.story.content.body = std::move(body->document);
        size_pictures(built_.story.content.body, built_.files);
    }

    void add_headline() {
        story::Content& content = built_.story.content;
        if (!content.headline.empty() && content.headline != kUntitled) {
            return;
        }
        const std::string opening =
            content.standfirst.empty() ? document::opening_text(content.body, kHeadlineGraphemes) : content.standfirst;
        const std::string words = story::teaser(opening, content.language, kHeadlineGraphemes);
        if (!words.empty()) {
            content.headline = words;
            note("has no title, its first words are used: \"" + words + "\"");
        } else if (content.headline.empty()) {
            content.headline = kUntitled;
        }
    }

    void add_filing() {
        story::Content& content = built_.story.content;
        for (const Tag* tag : site_.index.tags_of(id_)) {
            const std::string* section = site_.index.section_slugs.find(tag->slug);
            if (content.kind == story::Kind::article && content.section.empty() && content.topics.empty() && section != nullptr) {
                content.section = *section;
            } else if (const std::string* topic = site_.index.topic_slugs.find(tag->slug);
                       topic != nullptr && content.topics.size() < kMaxTopics) {
                content.topics.push_back(*topic);
            }
        }
        for (const User* user : site_.index.authors_of(id_, text_of(post_, "author_id"))) {
            const std::string* author = site_.index.author_slugs.find(user->slug);
            if (author != nullptr && content.authors.size() < kMaxAuthors &&
                std::ranges::find(content.authors, *author) == content.authors.end()) {
                content.authors.push_back(*author);
            }
        }
    }

    /// Why the old site did not show the post to everybody; empty if it did, or will.
    [[nodiscard]] std::string hidden() const {
        if (!site_.index.read_to.broken.empty()) {
            return "the export breaks off, and behind that it may say that not everybody saw it";
        }
        const std::string status = text_of(post_, "status");
        const std::string visibility = text_of(post_, "visibility");
        if (status == "sent" || site_.index.links_of(id_).email_only) {
            return "it was sent as a newsletter and not published";
        }
        if (status != "published" && status != "scheduled") {
            return status == "draft" || status.empty() ? "draft" : "its status is " + std::string(cut(status, 60));
        }
        if (!visibility.empty() && visibility != "public") {
            return "it was for members (" + std::string(cut(visibility, 60)) + ")";
        }
        return {};
    }

    void add_state() {
        store::ImportedStory& story = built_.story;
        const auto published = time_of(post_, "published_at");
        const std::string why = hidden();
        if (!why.empty()) {
            story.status = story::Status::draft;
            if (why != "draft") {
                note("not public: imported as a draft: " + why);
                story.published_at = published;
            }
            return;
        }
        story.published_at = published;
        story.status = published.has_value() && *published > site_.options.now ? story::Status::scheduled : story::Status::published;
        if (text_of(post_, "status") == "scheduled" && !published.has_value()) {
            story.status = story::Status::draft;
            note("scheduled without a time: imported as a draft");
        }
        const auto updated = time_of(post_, "updated_at");
        if (updated.has_value() && published.has_value() && *updated > *published && *updated <= site_.options.now) {
            story.updated_at = updated;
        }
    }

    [[nodiscard]] PostFields fields() const {
        PostFields fields;
        fields.id = id_;
        fields.slug = text_of(post_, "slug");
        fields.tags = site_.index.all_tags_of(id_);
        for (const User* user : site_.index.authors_of(id_, text_of(post_, "author_id"))) {
            fields.authors.push_back(user->slug);
        }
        const auto shown = site_.index.tags_of(id_);
        fields.primary_tag =
            !shown.empty() && !fields.tags.empty() && shown.front()->slug == fields.tags.front() ? fields.tags.front() : "";
        fields.featured = truth_of(post_, "featured");
        return fields;
    }

    void add_address() {
        // One that some could read keeps its address, for the day when everybody may.
        const bool hidden_here = built_.story.status == story::Status::draft;
        if (hidden_here && !built_.story.published_at.has_value()) {
            return;
        }
        const std::string& folder = site_.addresses.folder();
        const std::string slug = text_of(post_, "slug");
        std::optional<std::string> path = slug.empty() ? std::nullopt : std::optional("/" + slug + "/");
        if (!is_page(post_) && path.has_value()) {
            path = site_.routes.post(fields(), built_.story.published_at.value_or(site_.options.now), zone());
            if (!path.has_value()) {
                if (hidden_here) {
                    return;
                }
                built_.story.status = story::Status::draft;
                note("not public: imported as a draft: no collection of routes.yaml shows it");
                return;
            }
        }
        path = path.has_value() ? canonical_path(folder + *path) : std::nullopt;
        if (!path.has_value()) {
            note("has no usable slug, so the address was made from the date");
            return;
        }
        built_.story.address = *path;
        if (const auto amp = canonical_path(*path + "/amp/"); amp.has_value() && !hidden_here) {
            built_.story.former_addresses.push_back(*amp);
        }
    }

    [[nodiscard]] std::string zone() const {
        return site_.index.site.time_zone.empty() ? site_.options.time_zone : site_.index.site.time_zone;
    }

    void add_image() {
        const std::string written = text_of(post_, "feature_image");
        if (trim(written).empty()) {
            return;
        }
        const auto address = document::Address::parse(rewritten(written));
        if (!address.has_value() || address->empty() || address->string().starts_with('#')) {
            note("its picture has no usable address: " + std::string(cut(written, 200)));
            return;
        }
        const PostLinks& links = site_.index.links_of(id_);
        story::LeadImage& image = built_.story.content.lead_image;
        image.source = address->string();
        image.alt = single_line(links.image_alt);
        image.caption = text_of_html(links.image_caption);
    }

    void add_notes() {
        if (!text_of(post_, "codeinjection_head").empty() || !text_of(post_, "codeinjection_foot").empty()) {
            note("code injected into its page is not imported");
        }
        if (site_.index.links_of(id_).has_search_texts) {
            note("its own titles, descriptions and pictures for search engines and social networks are not imported");
        }
        const std::string canonical = text_of(post_, "canonical_url");
        if (!canonical.empty() && !site_.addresses.path_of(canonical).has_value()) {
            note("it names another page as the original, which is not imported: " + std::string(cut(canonical, 500)));
        }
        if (truth_of(post_, "featured")) {
            note("it was featured");
        }
    }

    /// An address of the body as it is here: files by their new one, pages of the site by their path.
    std::string rewritten(std::string_view address) {
        const auto path = site_.addresses.path_of(trim(address));
        if (!path.has_value()) {
            return std::string(address);
        }
        const std::string place = OldFiles::place_of(*path);
        if (place.empty()) {
            return *path;
        }
        if (auto used = site_.files.take(place, site_.addresses.folder())) {
            const auto medium = used->medium;
            if (std::ranges::find(built_.files, medium, &UsedFile::medium) == built_.files.end()) {
                built_.files.push_back(*std::move(used));
            }
            return medium->taken.has_value() ? medium->taken->name.address() : *path;
        }
        if (site_.files.imports()) {
            note("a file is not in the content folder, its old address stays: " + std::string(cut(*path, 300)));
        }
        return *path;
    }

    const Row& row_;
    const boost::json::object& post_;
    const OldGhost& site_;
    std::string id_;
    BuiltStory built_;
};

}  // namespace

BuiltStory story_of_post(const Row& row, const OldGhost& site) {
    return Builder(row, site).build();
}

}  // namespace stoppress::importing::ghost
