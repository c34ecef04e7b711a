// SPDX-License-Identifier: GPL-3.0-or-later
// Imports a Substack export: a ZIP file, or the folder that it was unpacked to, with posts.csv and the text of each post in
// "posts/ID.SLUG.html". The export has no pictures, authors or settings.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/files/read_file.hpp"
#include "base/files/temporary_folder.hpp"
#include "document/convert.hpp"
#include "importing/files/delivery.hpp"
#include "importing/files/unzip.hpp"
#include "importing/hugo/front_matter/dates.hpp"
#include "importing/importing.hpp"
#include "importing/limits.hpp"
#include "importing/ordered_work.hpp"
#include "importing/substack/post_html.hpp"
#include "importing/substack/posts_csv.hpp"
#include "importing/text/markup.hpp"
#include "importing/text/text.hpp"
#include "story/letters.hpp"
#include "story/text.hpp"

namespace stoppress::importing {
namespace {

namespace fs = std::filesystem;
using namespace substack;

constexpr std::string_view kList = "posts.csv";

/// "123401.a-slug" -> "a-slug".
std::string slug_of(const SubstackPost& post) {
    const std::size_t point = post.id.find('.');
    return point == std::string::npos ? std::string() : post.id.substr(point + 1);
}

class SubstackBuilder {
public:
    SubstackBuilder(SubstackPost post, const fs::path& folder, const ImportOptions& options)
        : post_(std::move(post)), folder_(folder), options_(options) {}

    BuiltStory build() {
        built_.item.kind = post_.type == "page" ? "pages" : "stories";
        built_.item.file = kList;
        built_.item.line = post_.row;
        if (!post_.problem.empty() || post_.id.empty()) {
            built_.refused = Note{
                post_.row, post_.problem.empty() ? "it has no post_id, so it could not be recognised when imported again" : post_.problem};
            return std::move(built_);
        }
        if (post_.type == "thread" || post_.type == "restack") {
            built_.skipped = Note{post_.row, fmt::format("not a post but a {}: \"{}\"", post_.type, cut(post_.title, 200))};
            return std::move(built_);
        }
        built_.story.source = "substack:" + post_.id;
        story::Content& content = built_.story.content;
        content.kind = post_.type == "page" ? story::Kind::page : story::Kind::article;
        content.headline = text_of_html(post_.title);
        content.standfirst = text_of_html(post_.subtitle);
        const std::string slug = slug_of(post_);
        content.slug = story::is_latin_slug(slug) ? slug : story::slug(slug.empty() ? content.headline : slug);
        if (content.headline.empty()) {
            content.headline = slug.empty() ? post_.id : slug;
            note("has no title, its address is used: \"" + content.headline + "\"");
        }
        content.language = story::language_by_letters(content.headline, content.standfirst, options_.language, options_.language);
        add_state();
        add_body();
        return std::move(built_);
    }

private:
    void note(std::string what) { built_.item.notes.push_back({post_.row, std::move(what)}); }

    void add_state() {
        store::ImportedStory& story = built_.story;
        const auto date = hugo::read_date(post_.date, "UTC");
        story.status = story::Status::draft;
        if (!equals_ignoring_case(post_.published, "true")) {
            return;
        }
        if (!date.has_value()) {
            note("not public: imported as a draft: its date cannot be read: " + std::string(cut(post_.date, 60)));
            return;
        }
        story.published_at = date->time;
        if (!post_.audience.empty() && post_.audience != "everyone") {
            note("not public: imported as a draft: it was not for everyone (" + std::string(cut(post_.audience, 60)) + ")");
        } else {
            story.status = date->time > options_.now ? story::Status::scheduled : story::Status::published;
        }
        if (const auto address = canonical_path("/p/" + slug_of(post_)); address.has_value() && *address != "/p/") {
            story.address = *address;
            // Pages stand at the top as well.
            const auto other = canonical_path(post_.type == "page" ? "/" + slug_of(post_) : *address + "/comments");
            if (other.has_value() && story.status == story::Status::published) {
                story.former_addresses.push_back(*other);
            }
        }
    }

    void add_body() {
        base::Result<std::string> html = base::fail(base::ErrorCode::not_found, "does not exist");
        for (const std::string& name : {"posts/" + post_.id + ".html", post_.id + ".html"}) {
            if (!html.has_value() && html.error().code == base::ErrorCode::not_found) {
                html = base::read_file_below(folder_, name, kMaxFileBytes);
            }
        }
        if (!html.has_value() && html.error().code != base::ErrorCode::not_found) {
            built_.refused = Note{post_.row, "its text: the file " + html.error().message};
            return;
        }
        if (!html.has_value() && post_.podcast_url.empty()) {
            note("its text is not in the export, only its title is imported");
        }
        std::vector<std::string> left_out;
        std::string source = html.has_value() ? shown_html(*html, left_out) : std::string();
        for (std::string& what : left_out) {
            note(std::move(what));
        }
        if (is_web_address(post_.podcast_url)) {
            source.insert(0, "<p>" + link_markup(post_.podcast_url, post_.podcast_url.substr(post_.podcast_url.rfind('/') + 1)) + "</p>");
        }
        std::size_t pictures = 0;
        document::ParseOptions options;
        options.rewrite_address = [&pictures](std::string_view address) {
            pictures += address.contains("substackcdn.com/image/") || address.contains("substack-post-media") ? 1 : 0;
            return whole_picture(address);
        };
        auto parsed = document::from_html(source, options);
        if (!parsed.has_value()) {
            built_.refused = Note{post_.row, parsed.error().message};
            return;
        }
        for (const document::Reduction& reduction : parsed->reductions) {
            note(reduction.what);
        }
        if (pictures != 0) {
            note(fmt::format("pictures stay at Substack, since the export does not have them: {} addresses", pictures));
        }
        built_.story.content.body = std::move(parsed->document);
    }

    SubstackPost post_;
    const fs::path& folder_;
    const ImportOptions& options_;
    BuiltStory built_;
};

/// The folder with posts.csv; unpacks a ZIP file into `temporary`.
base::Result<fs::path> folder_of(const ImportRun& run, base::TemporaryFolder& temporary) {
    const fs::path& source = run.options.source;
    std::error_code failed;
    if (fs::is_directory(source, failed)) {
        return source;
    }
    if (!is_zip(source)) {
        return base::fail(base::ErrorCode::invalid,
                          source.string() + " is neither the ZIP file of a Substack export nor a folder with it.");
    }
    TRY(temporary, base::TemporaryFolder::make("substack"));
    const auto choose = [&temporary](const std::string& path) -> base::Result<std::optional<UnzipTarget>> {
        const std::string name = path.substr(path.rfind('/') + 1);
        if (name == kList) {
            return UnzipTarget{temporary.path() / kList};
        }
        return name.ends_with(".html") ? std::optional(UnzipTarget{temporary.path() / "posts" / name, kMaxFileBytes + 1}) : std::nullopt;
    };
    TRY(const auto left_out, unzip(source, choose));
    for (const std::string& what : left_out) {
        run.report.note(source.filename().string(), {0, what});
    }
    return temporary.path();
}

}  // namespace

base::Result<void> import_substack(const ImportRun& run) {
    base::TemporaryFolder temporary;
    TRY(const fs::path folder, folder_of(run, temporary));
    std::uint64_t posts = 0;
    TRY_VOID(read_posts(folder / kList, [&posts](const SubstackPost&) {
        ++posts;
        return true;
    }));
    for (const std::string_view feed : {"/feed", "/feed/"}) {
        Item item;
        item.kind = "redirects";
        item.file = kList;
        run.target.redirect(std::string(feed), "/feed.xml", std::move(item));
    }
    Delivery delivery(run);
    std::uint64_t done = 0;
    OrderedWork<SubstackPost, BuiltStory> work(
        run.options.threads, 256, [&](SubstackPost post) { return SubstackBuilder(std::move(post), folder, run.options).build(); },
        [&](BuiltStory built) {
            delivery.story(std::move(built));
            run.progressed(++done, posts);
        });
    std::uint64_t seen = 0;
    const auto read = read_posts(folder / kList, [&](SubstackPost post) {
        run.report.found(post.type == "page" ? "pages" : "stories");
        work.push(std::move(post));
        return !(++seen % 64 == 0 && (run.stop_asked() || run.target.failed()));
    });
    work.finish();
    return read;
}

}  // namespace stoppress::importing
