// SPDX-License-Identifier: GPL-3.0-or-later
// Imports a Ghost site from its export, alone or in a ZIP file, in two passes: names, tags and authors first, then the posts in the order
// of the file.
#include <fmt/format.h>

#include <functional>
#include <optional>
#include <unordered_set>

#include "base/files/read_file.hpp"
#include "importing/files/delivery.hpp"
#include "importing/files/folder_media.hpp"
#include "importing/files/unzip.hpp"
#include "importing/ghost/addresses/redirects.hpp"
#include "importing/ghost/addresses/routes.hpp"
#include "importing/ghost/export/export_rows.hpp"
#include "importing/ghost/export/unpacked.hpp"
#include "importing/ghost/old_files.hpp"
#include "importing/ghost/old_look.hpp"
#include "importing/ghost/site_index.hpp"
#include "importing/ghost/story_of_post.hpp"
#include "importing/importing.hpp"
#include "importing/limits.hpp"
#include "importing/ordered_work.hpp"
#include "importing/text/text.hpp"
#include "store/filing/records.hpp"
#include "story/text.hpp"

namespace stoppress::importing {
namespace {

namespace fs = std::filesystem;
using namespace ghost;

/// The files that belong to one export.
struct Source {
    fs::path json;
    fs::path media;  ///< the content folder; empty: none
    Routes routes;
    std::vector<std::pair<std::string, OldRedirects>> redirects;  ///< with the names of their files
};

base::Result<void> add_addresses(const fs::path& file, Source& source) {
    auto text = base::read_file(file, kMaxDataFileBytes);
    if (!text.has_value()) {
        return base::fail(text.error().code, file.string() + ": " + text.error().message + ".");
    }
    const std::string name = file.filename().string();
    if (ascii_lower(name).starts_with("routes")) {
        TRY(source.routes, Routes::read(*text));
        return {};
    }
    const ReadValue read = name.ends_with(".json") ? read_json(*text) : read_yaml(*text);
    if (const auto* failure = std::get_if<ReadFailure>(&read)) {
        return base::fail(base::ErrorCode::invalid, fmt::format("{}:{}: {}.", file.string(), failure->line, failure->reason));
    }
    source.redirects.emplace_back(name, read_redirects(std::get<Value>(read)));
    return {};
}

class GhostImport {
public:
    GhostImport(const ImportRun& run, const Source& source, const SiteIndex& index)
        : run_(run),
          source_(source),
          index_(index),
          addresses_(run.options.address),
          delivery_(run),
          file_(source.json.filename().string()) {
        if (run.media != nullptr) {
            media_.emplace(*run.media, "ghost:" + addresses_.site());
        }
    }

    void put_entries() {
        for (const auto& [id, tag] : index_.tags) {
            put_tag(tag);
        }
        for (const auto& [id, user] : index_.users) {
            put_author(user);
        }
        for (const auto& [words, rows] : index_.others) {
            run_.report.count(words, rows);
        }
        put_old_lists();
    }

    base::Result<void> put_posts() {
        const OldFiles files(source_.media, media_.has_value() ? &*media_ : nullptr);
        take_look(index_, addresses_, files, run_, delivery_);
        const OldGhost site{index_, source_.routes, addresses_, files, run_.options, file_};
        OrderedWork<Row, BuiltStory> work(
            run_.options.threads, media_.has_value() ? 32 : 256, [&site](const Row& row) { return story_of_post(row, site); },
            [this](BuiltStory built) {
                delivery_.story(std::move(built));
                run_.progressed(++done_, index_.posts);
            });
        const auto each = [this, &work](Row row) {
            if (row.table == "posts") {
                run_.report.found(is_page(row.values) ? "pages" : "stories");
                const std::string uuid = text_of(row.values, "uuid");
                if (!uuid.empty() && !uuids_.insert(std::hash<std::string>{}(uuid)).second) {
                    row.problem = "its uuid is that of a post before it, so that one would replace the other";
                }
                work.push(std::move(row));
            }
            return !(++rows_ % 64 == 0 && (run_.stop_asked() || run_.target.failed())) && !delivery_.failed();
        };
        const auto read = read_rows(source_.json, each);
        work.finish();
        // Behind the posts: where one is, it stays.
        put_old_redirects();
        TRY_VOID(delivery_.take_failure());
        if (!read.has_value()) {
            return read.error();
        }
        if (!read->broken.empty()) {
            // Counted as one item, because nothing behind that place can be read.
            run_.report.found("rest of the file");
            run_.report.settle("rest of the file", Outcome::refused, file_, {0, read->broken});
        }
        return {};
    }

private:
    Item item_of(std::string kind, std::string what, bool counted) {
        Item item;
        item.kind = std::move(kind);
        item.file = file_ + " " + std::move(what);
        item.counted = counted;
        if (counted) {
            run_.report.found(item.kind);
        }
        return item;
    }

    void redirect(const std::string& from, const std::string& target) {
        const auto path = canonical_path(addresses_.folder() + from);
        if (path.has_value() && *path != target) {
            run_.target.redirect(*path, target, item_of("redirects", from, false));
        }
    }

    /// A list of the old site with its feed; `from` ends with '/'.
    void redirect_list(const std::string& from, const std::string& target) {
        if (!from.empty()) {
            redirect(from, target);
            redirect(from + "rss/", (target == "/" ? "" : target) + "/feed.xml");
        }
    }

    void put_tag(const Tag& tag) {
        bool counted = true;
        if (tag.internal) {
            const Item item = item_of("tags", "#" + tag.slug, true);
            run_.target.settle(item, Outcome::skipped, {0, "an internal tag, which only the newsroom saw: \"" + tag.name + "\""});
            return;
        }
        const std::string name = tag.name.empty() ? tag.slug : tag.name;
        const std::string* section = tag.section ? index_.section_slugs.find(tag.slug) : nullptr;
        if (section != nullptr) {
            run_.target.section({*section, name, tag.description, "", "", "", {}}, item_of("tags", tag.slug, true));
            redirect_list(tag.shown ? source_.routes.tag(tag.slug) : std::string(), "/sections/" + *section);
            counted = false;
        }
        if (const std::string* topic = tag.topic || !tag.section ? index_.topic_slugs.find(tag.slug) : nullptr) {
            run_.target.topic({*topic, name, tag.description, "", "", "", {}}, item_of("tags", tag.slug, counted));
            if (section == nullptr && tag.shown) {
                redirect_list(source_.routes.tag(tag.slug), "/topics/" + *topic);
            }
        }
    }

    /// Their passwords and e-mail addresses stay behind.
    void put_author(const User& user) {
        const std::string* slug = user.writes ? index_.author_slugs.find(user.slug) : nullptr;
        if (slug == nullptr) {
            const Item item = item_of("authors", user.slug, true);
            run_.target.settle(item, Outcome::skipped, {0, "has no posts"});
            return;
        }
        store::NamedEntry entry{*slug, user.name.empty() ? user.slug : user.name, user.bio, "", "", "", {}};
        if (is_web_address(user.website)) {
            entry.url = user.website;
        }
        run_.target.author(std::move(entry), item_of("authors", user.slug, true));
        redirect_list(user.shown ? source_.routes.author(user.slug) : std::string(), "/authors/" + *slug);
    }

    void put_old_lists() {
        redirect_list("/", "/");
        for (const std::string& place : source_.routes.lists()) {
            redirect_list(place, "/latest");
        }
        for (const std::string& what : source_.routes.notes()) {
            run_.report.note("routes.yaml", {0, what});
        }
    }

    void put_old_redirects() {
        for (const auto& [name, old] : source_.redirects) {
            for (const Note& note : old.notes) {
                run_.report.note(name, note);
            }
            for (const OldRedirect& one : old.redirects) {
                const auto from = canonical_path(addresses_.folder() + one.from);
                const auto to = canonical_path(addresses_.folder() + one.to);
                Item item;
                item.kind = "redirects";
                item.file = name;
                item.line = one.line;
                if (!from.has_value() || !to.has_value() || *from == *to) {
                    run_.report.note(name, {one.line, "not imported, because it leads to itself: " + one.from});
                } else {
                    run_.target.own_redirect(*from, *to, std::move(item));
                }
            }
            run_.report.count("redirects of the old site", static_cast<std::int64_t>(old.redirects.size()));
        }
    }

    const ImportRun& run_;
    const Source& source_;
    const SiteIndex& index_;
    OldAddresses addresses_;
    std::optional<FolderMedia> media_;
    Delivery delivery_;
    std::string file_;
    std::unordered_set<std::size_t> uuids_;  ///< their hashes
    std::uint64_t rows_ = 0;
    std::uint64_t done_ = 0;
};

}  // namespace

base::Result<void> import_ghost(const ImportRun& given) {
    Source source;
    ImportRun run = given;
    std::optional<Unpacked> unpacked;
    source.json = given.options.source;
    if (is_zip(given.options.source)) {
        TRY(unpacked, unpack(given.options.source));
        source.json = unpacked->json;
        for (const std::string& what : unpacked->left_out) {
            run.report.note(given.options.source.filename().string(), {0, what});
        }
        for (const fs::path& file : unpacked->addresses) {
            TRY_VOID(add_addresses(file, source));
        }
    }
    for (const fs::path& file : given.options.more) {
        TRY_VOID(add_addresses(file, source));
    }
    if (given.options.media.has_value()) {
        source.media = *given.options.media;
    } else if (unpacked.has_value() && unpacked->has_media) {
        source.media = unpacked->folder.path();
    } else {
        run.media = nullptr;
    }
    TRY(const SiteIndex index, SiteIndex::read(source.json, run));
    if (run.stop_asked()) {
        return {};
    }
    const bool no_zone = index.site.time_zone == "Etc/UTC" && run.options.time_zone == "UTC";
    OldSite old = index.site;
    old.language = story::canonical_language(old.language);
    if (no_zone) {
        old.time_zone.clear();
    }
    old.origin = kSiteMark;
    take_over(old, run);
    GhostImport import(run, source, index);
    import.put_entries();
    return import.put_posts();
}

}  // namespace stoppress::importing
