// SPDX-License-Identifier: GPL-3.0-or-later
// Finds what is at an address; lists redirects.
#include "store/addresses/address_reader.hpp"

#include "base/text/ascii.hpp"
#include "store/transaction/read_snapshot.hpp"
#include "store/transaction/reader_session.hpp"

namespace stoppress::store {

namespace {

/// The readers' entry at exactly this path; nothing if there is none (yet, or any more).
std::optional<AddressEntry> address_entry(Session& session, std::string_view path) {
    auto query = session.query("address.get");
    if (!query.set("path", path).one()) {
        return std::nullopt;
    }
    AddressEntry entry;
    entry.story = {query.integer("story")};
    if (query.text("kind") == "redirect") {
        entry.kind = AddressEntry::Kind::redirect;
        entry.target = query.text("target");
        return entry;
    }
    const auto status = story::parse_status(query.text("status"));
    if (status == story::Status::withdrawn) {
        entry.kind = AddressEntry::Kind::withdrawn;
        return entry;
    }
    if (status != story::Status::published) {
        return std::nullopt;
    }
    if (query.text("kind") == "former") {
        entry.kind = AddressEntry::Kind::redirect;
        entry.target = query.text("current");
    }
    return entry;
}

/// A pattern that finds `words` anywhere; wildcards in it are escaped. Addresses are ASCII.
std::string redirect_pattern(std::string_view words) {
    std::string pattern = "%";
    for (const char c : words) {
        pattern += c == '%' || c == '_' || c == '!' ? std::string{'!', c} : std::string{base::ascii_lower(c)};
    }
    return pattern + '%';
}

}  // namespace

AddressReader::AddressReader(const ReadSnapshot& snapshot) : session_(snapshot.session()) {}

base::Result<std::optional<AddressEntry>> AddressReader::find_address(std::string_view path) {
    return guarded([&]() -> base::Result<std::optional<AddressEntry>> {
        if (auto entry = address_entry(session_.session(), path)) {
            return entry;
        }
        if (path.size() < 2 || path.contains('?')) {
            return std::optional<AddressEntry>{};
        }
        // The same address with or without a trailing slash redirects to the right one.
        const auto toggled = path.ends_with('/') ? std::string(path.substr(0, path.size() - 1)) : std::string(path) + '/';
        auto entry = address_entry(session_.session(), toggled);
        if (entry && entry->kind == AddressEntry::Kind::story) {
            entry->kind = AddressEntry::Kind::redirect;
            entry->target = toggled;
        }
        // One that leads here: an old site's "/topics/" to the list at "/topics".
        if (entry && entry->kind == AddressEntry::Kind::redirect && entry->target == path) {
            return std::optional<AddressEntry>{};
        }
        return entry;
    });
}

base::Result<std::optional<std::string>> AddressReader::address_of_slug(const std::string& slug) {
    return guarded([&]() -> base::Result<std::optional<std::string>> {
        auto query = session_.session().query("address.by_slug");
        query.set("slug", slug);
        std::vector<std::string> found;
        while (query.next()) {
            found.push_back(query.text("address"));
        }
        return found.size() == 1 ? std::optional(std::move(found.front())) : std::nullopt;
    });
}

base::Result<std::vector<Redirect>> AddressReader::redirects(std::string_view words, std::string_view after, std::int64_t limit) {
    return guarded([&]() -> base::Result<std::vector<Redirect>> {
        std::vector<Redirect> redirects;
        auto query = session_.session().query("address.redirects");
        query.set("after", after).set("pattern", redirect_pattern(words)).set("limit", limit);
        while (query.next()) {
            redirects.push_back({query.text("path"), query.text("target")});
        }
        return redirects;
    });
}

}  // namespace stoppress::store
