// SPDX-License-Identifier: GPL-3.0-or-later
// Imports a feed archive: the first passes find which entries count and all names, then come topics, authors and the old lists, then the
// stories in order.
#include <fmt/format.h>

#include <optional>
#include <set>

#include "base/text/percent.hpp"
#include "importing/atom/comment_of_entry.hpp"
#include "importing/atom/feed/addresses.hpp"
#include "importing/atom/site_index.hpp"
#include "importing/atom/story_of_entry.hpp"
#include "importing/importing.hpp"
#include "importing/limits.hpp"
#include "importing/ordered_work.hpp"
#include "importing/text/text.hpp"
#include "store/filing/records.hpp"
#include "story/text.hpp"

namespace stoppress::importing {
namespace atom {
namespace {

class AtomImport {
public:
    AtomImport(const ImportRun& run, const AtomFiles& files, const SiteIndex& index)
        : run_(run), files_(files), index_(index), delivery_(run) {}

    /// Where pictures are, if they are imported.
    base::Result<void> open_pictures() {
        const std::filesystem::path folder = run_.options.media.value_or(files_.pictures());
        if (run_.media == nullptr || folder.empty()) {
            return {};
        }
        media_.emplace(*run_.media, "atom");
        TRY(pictures_, PictureFolder::open(folder, *media_));
        return {};
    }

    void put_entries() {
        for (const auto& [key, label] : index_.labels) {
            run_.target.topic({*index_.topic_slugs.find(key), label.name, "", "", "", "", {}}, item_of("labels", true));
        }
        for (const auto& [name, author] : index_.authors) {
            run_.target.author({*index_.author_slugs.find(name), name, "", author.email, author.uri, "", {}}, item_of("authors", true));
        }
        if (index_.blogger()) {
            put_blogger_lists();
        }
        put_feeds();
    }

    base::Result<void> put_items() {
        TRY(const auto stream, AtomStream::open(files_));
        OrderedWork<NumberedEntry, BuiltStory> work(
            run_.options.threads, 256,
            [this](NumberedEntry entry) { return story_of_entry(std::move(entry), index_, run_.options, pictures_.get()); },
            [this](BuiltStory built) { delivery_.story(std::move(built)); });
        std::uint64_t seen = 0;
        std::uint64_t number = 0;
        while (!(++seen % 64 == 0 && (run_.stop_asked() || run_.target.failed() || delivery_.failed()))) {
            AtomReader::Next next = stream->next();
            if (std::holds_alternative<AtomReader::End>(next)) {
                break;
            }
            if (auto* entry = std::get_if<AtomEntry>(&next); entry != nullptr && is_story(*entry)) {
                run_.report.found(entry->kind == AtomKind::page ? "pages" : "stories");
                work.push({std::move(*entry), ++number, files_.all()[stream->file()].name});
            }
            run_.progressed(stream->bytes_read() / 1024, stream->bytes_in_all() / 1024);
        }
        work.finish();
        if (index_.settings != 0) {
            run_.report.count("settings and templates of Blogger, which are not imported", index_.settings);
        }
        return delivery_.take_failure();
    }

    /// Behind all stories: a feed may have them in any order.
    base::Result<void> put_comments() {
        if (index_.comments == 0 || delivery_.failed()) {
            return {};
        }
        TRY(const auto stream, AtomStream::open(files_));
        OrderedWork<NumberedEntry, CommentOfEntry> work(
            run_.options.threads, 256, [this](NumberedEntry entry) { return comment_of_entry(std::move(entry), index_); },
            [this](CommentOfEntry built) {
                std::vector<BuiltComment> one;
                one.push_back(std::move(built.comment));
                run_.target.comments(std::move(built.story), std::move(one));
            });
        std::uint64_t seen = 0;
        std::uint64_t number = 0;
        while (!(++seen % 64 == 0 && (run_.stop_asked() || run_.target.failed()))) {
            AtomReader::Next next = stream->next();
            if (std::holds_alternative<AtomReader::End>(next)) {
                break;
            }
            if (auto* entry = std::get_if<AtomEntry>(&next); entry != nullptr && entry->kind == AtomKind::comment) {
                run_.report.found(std::string(kCommentItems));
                work.push({std::move(*entry), ++number, files_.all()[stream->file()].name});
            }
        }
        work.finish();
        return {};
    }

private:
    Item item_of(std::string kind, bool counted) {
        Item item;
        item.kind = std::move(kind);
        item.file = files_.all().front().name;
        item.counted = counted;
        if (counted) {
            run_.report.found(item.kind);
        }
        return item;
    }

    void redirect(const std::string& from, const std::string& target) {
        if (const auto path = canonical_path(from); path.has_value() && *path != target && *path != "/") {
            run_.target.redirect(*path, target, item_of("redirects", false));
        }
    }

    /// The addresses of Blogger's lists and feeds (marcosba/BCTR, README.md). Feeds there are Atom unless a query asks for RSS.
    void put_blogger_lists() {
        for (const char* path : {"/index.html", "/search", "/search/"}) {
            redirect(path, "/");
        }
        for (const char* path : {"/feeds/posts/default", "/feeds/posts/default/", "/feeds/posts/full", "/feeds/posts/summary",
                                 "/feeds/comments/default", "/feeds/comments/full", "/feeds/comments/summary"}) {
            redirect(path, "/atom.xml");
        }
        redirect("/rss.xml", "/feed.xml");
        for (const auto& [key, label] : index_.labels) {
            const std::string topic = "/topics/" + *index_.topic_slugs.find(key);
            for (const std::string& term : label.terms) {
                const std::string encoded = base::percent_encoded(term);
                redirect("/search/label/" + encoded, topic);
                for (const char* feed : {"default", "full", "summary"}) {
                    redirect(fmt::format("/feeds/posts/{}/-/{}", feed, encoded), topic + "/atom.xml");
                }
            }
        }
        std::set<std::string> years;
        for (const std::string& month : index_.months) {
            redirect("/" + month + "/", "/archive/" + month);
            redirect(fmt::format("/{}_{}_01_archive.html", month.substr(0, 4), month.substr(5)), "/archive/" + month);
            if (const std::string year = month.substr(0, 4); years.insert(year).second) {
                redirect("/" + year + "/", "/archive/" + year);
            }
        }
    }

    /// The feed's own address, if it is below the site, and the front page below a folder.
    void put_feeds() {
        for (const AtomFeed& feed : index_.feeds) {
            const auto path = index_.is_own(feed.self) ? path_of_address(feed.self) : std::nullopt;
            if (path.has_value() && !path->contains('?')) {
                redirect(*path, "/atom.xml");
            }
        }
        for (const std::string& front : index_.fronts) {
            redirect(front, "/");
        }
    }

    const ImportRun& run_;
    const AtomFiles& files_;
    const SiteIndex& index_;
    std::optional<FolderMedia> media_;
    std::unique_ptr<PictureFolder> pictures_;
    Delivery delivery_;
};

/// What the first feed that says something says of the site.
OldSite old_site(const SiteIndex& index) {
    OldSite old;
    for (const AtomFeed& feed : index.feeds) {
        const std::string locale = blog_setting(feed.settings, "blog_locale");
        old.title = old.title.empty() ? text_of_html(feed.title) : old.title;
        old.description = old.description.empty()
                              ? text_of_html(feed.subtitle.empty() ? blog_setting(feed.settings, "blog_description") : feed.subtitle)
                              : old.description;
        old.language = old.language.empty() ? story::canonical_language(feed.language.empty() ? locale : feed.language) : old.language;
        old.time_zone = old.time_zone.empty() ? blog_setting(feed.settings, "blog_time_zone") : old.time_zone;
    }
    return old;
}

base::Result<void> import_feeds(const ImportRun& run) {
    std::vector<std::filesystem::path> paths{run.options.source};
    paths.insert(paths.end(), run.options.more.begin(), run.options.more.end());
    TRY(const AtomFiles files, AtomFiles::open(paths, run.media != nullptr && !run.options.media.has_value()));
    for (const std::string& what : files.left_out()) {
        run.report.note(run.options.source.filename().string(), {0, what});
    }
    TRY(const auto index, SiteIndex::read(run, files));
    if (run.stop_asked()) {
        return {};
    }
    if (index->stories == 0 && !index->broken.empty()) {
        const auto& [file, failure] = index->broken.front();
        const std::string shown = files.all().size() == 1 ? run.options.source.string() : file;
        return base::fail(base::ErrorCode::invalid, fmt::format("{}:{}: {}", shown, failure.line, failure.reason));
    }
    if (index->mended != 0) {
        run.report.count("bytes and signs that XML does not allow, mended", static_cast<std::int64_t>(index->mended));
    }
    take_over(old_site(*index), run);
    AtomImport import(run, files, *index);
    TRY_VOID(import.open_pictures());
    import.put_entries();
    TRY_VOID(import.put_items());
    TRY_VOID(import.put_comments());
    for (const auto& [file, failure] : index->broken) {
        // Counted as one item, because the rest of the file cannot be parsed.
        run.report.found("rest of the file");
        run.report.settle("rest of the file", Outcome::refused, file,
                          {failure.line, "the file cannot be read from here on; everything before it was imported: " + failure.reason});
    }
    return {};
}

}  // namespace
}  // namespace atom

base::Result<void> import_atom(const ImportRun& run) {
    return atom::import_feeds(run);
}

}  // namespace stoppress::importing
