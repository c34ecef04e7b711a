// SPDX-License-Identifier: GPL-3.0-or-later
// Imports a WordPress export in two passes over the file: names and attachments first, then the stories in order.
// Between them a third pass imports pictures, because stories precede and follow the pictures that they show.
#include <fmt/format.h>

#include <atomic>
#include <optional>
#include <set>

#include "importing/importing.hpp"
#include "importing/limits.hpp"
#include "importing/ordered_work.hpp"
#include "importing/text/text.hpp"
#include "importing/wordpress/picture_of_item.hpp"
#include "importing/wordpress/site_index.hpp"
#include "importing/wordpress/story_of_item.hpp"
#include "importing/wordpress/xml/wxr_files.hpp"
#include "store/filing/records.hpp"
#include "story/text.hpp"

namespace stoppress::importing {
namespace {

using namespace wordpress;

/// Of logins that are in addresses as they are.
constexpr std::string_view kLoginSigns = "abcdefghijklmnopqrstuvwxyz0123456789_-";

class WxrImport {
public:
    WxrImport(const ImportRun& run, const WxrFiles& files, SiteIndex& index) : run_(run), files_(files), index_(index), delivery_(run) {
        if (run.media != nullptr) {
            media_.emplace(*run.media, "wxr");
        }
    }

    void put_entries() {
        for (const auto& [key, term] : index_.categories) {
            put_term(key, term, true);
        }
        for (const auto& [key, term] : index_.tags) {
            put_term(key, term, false);
        }
        for (const auto& [key, author] : index_.authors) {
            put_author(key, author);
        }
        put_old_lists();
    }

    /// Before the stories that show them.
    base::Result<void> put_pictures() {
        TRY(const auto stream, WxrStream::open(files_));
        OrderedWork<WxrItem, BuiltPicture> work(
            run_.options.threads, 16, [this](const WxrItem& item) { return picture_of_item(item, run_.options, *run_.media); },
            [this](BuiltPicture built) { deliver_picture(std::move(built)); });
        while (!run_.stop_asked() && !run_.target.failed() && !pictures_failed_) {
            WxrReader::Next next = stream->next();
            if (std::holds_alternative<WxrReader::End>(next)) {
                break;
            }
            auto* item = std::get_if<WxrItem>(&next);
            if (item != nullptr && item->type == "attachment") {
                run_.report.found("attachments");
                item->content.clear();
                work.push(std::move(*item));
            }
            run_.progressed(stream->bytes_read() / 1024, stream->bytes_in_all() / 1024);
        }
        work.finish();
        return std::move(picture_failure_);
    }

    base::Result<void> put_items() {
        TRY(const auto stream, WxrStream::open(files_));
        OrderedWork<WxrItem, BuiltStory> work(
            run_.options.threads, 256,
            [this](WxrItem item) { return story_of_item(std::move(item), index_, run_.options, media_.has_value() ? &*media_ : nullptr); },
            [this](BuiltStory built) { delivery_.story(std::move(built)); });
        std::uint64_t seen = 0;
        while (!(++seen % 64 == 0 && (run_.stop_asked() || run_.target.failed() || delivery_.failed()))) {
            WxrReader::Next next = stream->next();
            if (std::holds_alternative<WxrReader::End>(next)) {
                break;
            }
            if (auto* item = std::get_if<WxrItem>(&next)) {
                if (is_story(*item)) {
                    run_.report.found(item->type == "page" ? "pages" : "stories");
                    work.push(std::move(*item));
                } else {
                    settle_comments(*item);
                    if (run_.media == nullptr || item->type != "attachment") {
                        settle_other(*item);
                    }
                }
            }
            run_.progressed(stream->bytes_read() / 1024, stream->bytes_in_all() / 1024);
        }
        work.finish();
        return delivery_.take_failure();
    }

private:
    Item item_of(std::string kind, const std::string& file, std::size_t line, bool counted) {
        Item item;
        item.kind = std::move(kind);
        item.file = file;
        item.line = line;
        item.counted = counted;
        if (counted) {
            run_.report.found(item.kind);
        }
        return item;
    }

    void redirect(const std::string& from, const std::string& target, std::size_t line) {
        const auto path = canonical_path(index_.base_path() + from);
        if (path.has_value() && *path != target) {
            run_.target.redirect(*path, target, item_of("redirects", files_.all().front().name, line, false));
        }
    }

    /// A list of the old site with its feeds; `from` ends with '/'.
    void redirect_list(const std::string& from, const std::string& target, std::size_t line) {
        const std::string feeds = target == "/" ? std::string() : target;
        redirect(from, target, line);
        redirect(from + "feed/", feeds + "/feed.xml", line);
        redirect(from + "feed/rss2/", feeds + "/feed.xml", line);
        redirect(from + "feed/atom/", feeds + "/atom.xml", line);
    }

    /// Feeds and archives that no term or author of the export stands for.
    void put_old_lists() {
        redirect_list("/", "/", 0);
        redirect("/index.php", "/", 0);
        redirect("/comments/feed/", "/feed.xml", 0);
        if (index_.base_path().empty()) {
            for (const std::string_view feed : {"rss", "rss2", "rdf"}) {
                redirect(fmt::format("/?feed={}", feed), "/feed.xml", 0);
            }
            redirect("/?feed=atom", "/atom.xml", 0);
        }
        std::set<std::string> years;
        for (const std::string& month : index_.months) {
            redirect_list("/" + month + "/", "/archive/" + month, 0);
            if (const std::string year = month.substr(0, 4); years.insert(year).second) {
                redirect("/" + year + "/", "/archive/" + year, 0);
                redirect("/" + year + "/feed/", "/feed.xml", 0);
            }
        }
    }

    /// At its whole path, and at that without its parents, where WordPress finds it as well.
    void redirect_category(const std::string& key, const SiteIndex::Term& term, const std::string& target) {
        redirect_list("/category/" + index_.category_path(key) + "/", target, term.line);
        if (!term.parent.empty()) {
            redirect_list("/category/" + key + "/", target, term.line);
        }
    }

    void put_term(const std::string& key, const SiteIndex::Term& term, bool category) {
        // A category and a tag with the same slug are one topic; a category that is both a section and a topic
        // is one item.
        bool counted = term.listed;
        const std::string description = text_of_html(term.description);
        const std::string name = text_of_html(term.name.empty() ? key : term.name);
        if (const std::string* slug = category && term.section ? index_.section_slugs.find(key) : nullptr) {
            run_.target.section({*slug, name, description, "", "", "", {}}, item_of("categories", term.file, term.line, counted));
            redirect_category(key, term, "/sections/" + *slug);
            counted = false;
        }
        if (const std::string* slug = !category || term.topic || !term.section ? index_.topic_slugs.find(key) : nullptr) {
            run_.target.topic({*slug, name, description, "", "", "", {}},
                              item_of(category ? "categories" : "tags", term.file, term.line, counted));
            if (!category) {
                redirect_list("/tag/" + key + "/", "/topics/" + *slug, term.line);
            } else if (!term.section) {
                redirect_category(key, term, "/topics/" + *slug);
            }
        }
    }

    void put_author(const std::string& key, const SiteIndex::Author& known) {
        const std::string& slug = index_.author_slugs.slug(key);
        std::string name = text_of_html(known.author.display_name);
        if (name.empty()) {
            name = text_of_html(known.author.first_name + " " + known.author.last_name);
        }
        if (name.empty()) {
            name = known.author.login.empty() ? key : known.author.login;
        }
        store::NamedEntry entry{slug, name, text_of_html(known.author.description), known.author.email, "", "", {}};
        if (is_web_address(known.website)) {
            entry.url = known.website;
        }
        run_.target.author(std::move(entry), item_of("authors", known.file, known.author.line, known.listed));
        redirect_list("/author/" + key + "/", "/authors/" + slug, known.author.line);
        // In addresses WordPress keeps '_', which our slugs do not have.
        if (const std::string login = ascii_lower(known.author.login);
            login != key && login.find_first_not_of(kLoginSigns) == std::string::npos) {
            redirect_list("/author/" + login + "/", "/authors/" + slug, known.author.line);
        }
    }

    /// Those on a picture's page, for instance.
    void settle_comments(const WxrItem& item) {
        for (const WxrComment& comment : item.comments) {
            const std::string kind(kCommentItems);
            run_.report.found(kind);
            run_.report.settle(
                kind, Outcome::skipped, item.file,
                {comment.line, comment.left_out.empty() ? "on something that is not imported as a story" : comment.left_out});
        }
    }

    void settle_other(const WxrItem& item) {
        const std::string kind = item.type == "attachment" ? "attachments" : item.type == "guest-author" ? "authors" : "other items";
        run_.report.found(kind);
        Note reason{item.line, {}};
        if (item.type == "attachment") {
            reason.what = "an attachment; stories keep linking to its old address: " + std::string(cut(item.attachment_url, 500));
        } else if (item.type == "guest-author") {
            run_.report.settle(kind, Outcome::skipped, item.file, {item.line, "a guest author: imported with the bylines of stories"});
            return;
        } else if (item.type == "wp_block") {
            reason.what = "a reusable block: imported with the posts that show it";
        } else if (item.type == "nav_menu_item") {
            reason.what = "an entry of a menu: imported with the menu, if that is";
        } else if (item.type == "revision") {
            reason.what = "an earlier revision of a post";
        } else if (item.type.empty()) {
            run_.report.settle(kind, Outcome::refused, item.file, {item.line, "it has no type (wp:post_type)"});
            return;
        } else {
            reason.what =
                "of a type that is not imported (" + std::string(cut(item.type, 60)) + "): \"" + std::string(cut(item.title, 200)) + "\"";
        }
        run_.report.settle(kind, Outcome::skipped, item.file, reason);
    }

    void deliver_picture(BuiltPicture built) {
        if (built.failed.has_value()) {
            // Neither imported nor refused: the run ends, and the next one tries it again.
            if (!pictures_failed_.exchange(true)) {
                picture_failure_ = *built.failed;
            }
            run_.target.settle(built.item, Outcome::skipped, {built.item.line, "not processed: " + built.failed->message});
            return;
        }
        if (!built.medium.has_value()) {
            const bool refused = built.refused.has_value();
            run_.target.settle(built.item, refused ? Outcome::refused : Outcome::skipped, refused ? *built.refused : *built.skipped);
            return;
        }
        const auto taken = taken_picture(*built.medium);
        if (taken.has_value()) {
            if (const auto noted = index_.attachments->set_taken(built.id, *taken);
                !noted.has_value() && !pictures_failed_.exchange(true)) {
                picture_failure_ = noted.error();
            }
        }
        const std::size_t line = built.item.line;
        run_.target.medium(*std::move(built.medium), std::move(built.item));
        const auto path = path_of_link(built.address);
        if (taken.has_value() && path.has_value() && index_.moved->is_own(address_key(built.address))) {
            run_.target.redirect(*path, taken->name.address(), item_of("redirects", files_.all().front().name, line, false));
            for (const std::string& size : built.sizes) {
                if (const auto sized = canonical_path(path->substr(0, path->rfind('/') + 1) + size)) {
                    run_.target.redirect(*sized, taken->name.address(), item_of("redirects", files_.all().front().name, line, false));
                }
            }
        }
        if (taken.has_value()) {
            redirect_attachment(built.page, built.id, taken->name.address(), line);
        }
    }

    /// The page that WordPress makes for an attachment.
    void redirect_attachment(const std::string& link, std::int64_t id, const std::string& target, std::size_t line) {
        const auto page = path_of_link(link);
        if (page.has_value() && *page != "/" && !page->contains('?') && index_.moved->is_own(address_key(link))) {
            run_.target.redirect(*page, target, item_of("redirects", files_.all().front().name, line, false));
        }
        if (index_.base_path().empty()) {
            run_.target.redirect(fmt::format("/?attachment_id={}", id), target,
                                 item_of("redirects", files_.all().front().name, line, false));
        }
    }

    const ImportRun& run_;
    const WxrFiles& files_;
    SiteIndex& index_;
    std::optional<FolderMedia> media_;
    Delivery delivery_;
    std::atomic<bool> pictures_failed_ = false;
    base::Result<void> picture_failure_;  ///< written by the thread that sets the above, read when all work is done
};

}  // namespace

base::Result<void> import_wxr(const ImportRun& run) {
    std::vector<std::filesystem::path> paths{run.options.source};
    paths.insert(paths.end(), run.options.more.begin(), run.options.more.end());
    TRY(const WxrFiles files, WxrFiles::open(paths, run.options.post_types));
    for (const std::string& what : files.left_out()) {
        run.report.note(run.options.source.filename().string(), {0, what});
    }
    TRY(const auto index, SiteIndex::read(run, files));
    if (run.stop_asked()) {
        return {};
    }
    const bool nothing = index->stories == 0 && index->authors.empty() && index->categories.empty();
    if (nothing && index->broken.empty() && index->site.version.empty()) {
        return base::fail(base::ErrorCode::invalid,
                          run.options.source.string() + " is not a WordPress export (WXR): it contains no WordPress items.");
    }
    if (nothing && !index->broken.empty()) {
        const auto& [file, failure] = index->broken.front();
        const std::string shown = files.all().size() == 1 ? run.options.source.string() : file;
        return base::fail(base::ErrorCode::invalid, fmt::format("{}:{}: {}", shown, failure.line, failure.reason));
    }
    if (index->mended != 0) {
        run.report.count("bytes and signs that XML does not allow, mended", static_cast<std::int64_t>(index->mended));
    }
    OldSite old{.title = text_of_html(index->site.title),
                .description = text_of_html(index->site.description),
                .language = story::canonical_language(index->site.language)};
    index->menus.read_top_menu(*index, old);
    take_over(old, run);
    WxrImport import(run, files, *index);
    import.put_entries();
    if (run.media != nullptr) {
        TRY_VOID(import.put_pictures());
        if (run.stop_asked()) {
            return {};
        }
    }
    TRY_VOID(import.put_items());
    for (const auto& [file, failure] : index->broken) {
        // Counted as one item, because the rest of the file cannot be parsed.
        run.report.found("rest of the file");
        run.report.settle("rest of the file", Outcome::refused, file,
                          {failure.line, "the file cannot be read from here on; everything before it was imported: " + failure.reason});
    }
    return {};
}

}  // namespace stoppress::importing
