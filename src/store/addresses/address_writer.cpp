// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/addresses/address_writer.hpp"

#include <array>

#include <fmt/format.h>

#include "base/text/percent.hpp"
#include "store/addresses/addressing.hpp"
#include "store/filing/entries.hpp"
#include "store/limits.hpp"
#include "store/transaction/tags.hpp"
#include "store/transaction/write_transaction.hpp"
#include "store/transaction/writer_session.hpp"

namespace stoppress::store {

namespace {

base::Error refused_redirect(base::ErrorCode code, std::string_view field, std::string what) {
    auto error = base::fail(code, fmt::format("{} {}.", field.substr(1), what));
    error.fields.push_back({std::string(field), std::move(what)});
    return error;
}

std::string other_slash(const std::string& path) {
    return path.ends_with('/') ? path.substr(0, path.size() - 1) : path + '/';
}

/// Paths that differ only in a trailing slash are the same to readers: a path that is not found with it is looked up
/// without it.
std::string_view without_slash(std::string_view path) {
    return path.size() > 1 && path.ends_with('/') ? path.substr(0, path.size() - 1) : path;
}

/// The path of an address of this site, in the form for look-ups.
std::string path_of(const std::string& target) {
    return target.starts_with("/?") ? target : target.substr(0, target.find_first_of("?#"));
}

/// The redirect's target for readers of `path`; nothing if there is content, or nothing at all.
std::optional<std::string> led_to(WriterSession& writer, const std::string& path) {
    for (const auto& candidate : {path, other_slash(path)}) {
        auto query = writer.session().query("address.get");
        if (!candidate.empty() && query.set("path", candidate).one()) {
            return query.text("kind") == "redirect" ? std::optional(query.text("target")) : std::nullopt;
        }
    }
    return std::nullopt;
}

base::Result<void> check_free(WriterSession& writer, const std::string& path) {
    for (const auto& candidate : {path, other_slash(path)}) {
        auto query = writer.session().query("address.get");
        if (!candidate.empty() && query.set("path", candidate).one() && query.text("kind") != "redirect") {
            const auto* const what = query.text("kind") == "current" ? "is the address of story {}" : "already redirects to story {}";
            return refused_redirect(base::ErrorCode::conflict, "/from", fmt::format(fmt::runtime(what), query.integer("story")));
        }
    }
    struct Kind {
        std::string_view folder;
        bool (*stands)(WriterSession& writer, const std::string& slug);
        std::string_view what;
    };
    constexpr std::array kKinds{
        Kind{"/sections/", [](WriterSession& session, const std::string& slug) { return find_section(session, slug).has_value(); },
             "is the current or a former address of a section"},
        Kind{"/topics/", [](WriterSession& session, const std::string& slug) { return find_topic(session, slug).has_value(); },
             "is the address of a topic, or redirects to one"},
        Kind{"/authors/", [](WriterSession& session, const std::string& slug) { return find_author(session, slug).has_value(); },
             "is the address of an author"},
    };
    for (const auto& kind : kKinds) {
        if (path.starts_with(kind.folder)) {
            const auto rest = base::percent_decoded(path.substr(kind.folder.size()));
            if (kind.stands(writer, rest.substr(0, rest.find('/')))) {
                return refused_redirect(base::ErrorCode::conflict, "/from", std::string(kind.what));
            }
        }
    }
    return {};
}

base::Result<void> check_way(WriterSession& writer, const Redirect& redirect) {
    std::optional<std::string> next = redirect.target;
    for (int hops = 0; next && next->starts_with('/'); ++hops) {
        const auto path = path_of(*next);
        if (without_slash(path) == without_slash(redirect.path)) {
            return refused_redirect(
                base::ErrorCode::invalid, "/to",
                hops == 0 ? "is the same address" : fmt::format("causes a loop: {} redirects back to this address", redirect.target));
        }
        if (hops == kMaxRedirectHops) {
            return refused_redirect(
                base::ErrorCode::invalid, "/to",
                fmt::format("is the start of a chain of more than {} redirects; use the last address of the chain", kMaxRedirectHops));
        }
        next = led_to(writer, path);
    }
    return {};
}

}  // namespace

AddressWriter::AddressWriter(const WriteTransaction& transaction) : session_(transaction.session()) {}

base::Result<ImportOutcome> AddressWriter::add_redirect(const Redirect& redirect) {
    return guarded([&]() -> base::Result<ImportOutcome> {
        const auto& [path, target] = redirect;
        if (!is_address(path)) {
            return refused_redirect(base::ErrorCode::invalid, "/from", "is not a valid address");
        }
        TRY_VOID(check_free(session_, path));
        TRY_VOID(check_way(session_, redirect));
        auto query = session_.session().query("address.get");
        const bool known = query.set("path", path).one();
        if (known && query.text("target") == target) {
            return ImportOutcome::unchanged;
        }
        put_redirect_row(session_.session(), path, target);
        session_.append_change("redirect", {}, {redirects_tag(), redirect_tag(path)});
        return known ? ImportOutcome::changed : ImportOutcome::created;
    });
}

base::Result<void> AddressWriter::remove_redirect(const std::string& path) {
    return guarded([&]() -> base::Result<void> {
        auto query = session_.session().query("address.get");
        if (!query.set("path", path).one() || query.text("kind") != "redirect") {
            return base::fail(base::ErrorCode::not_found, fmt::format("There is no redirect from {}.", path));
        }
        drop_redirect_row(session_.session(), path);
        session_.append_change("redirect", {}, {redirects_tag(), redirect_tag(path)});
        return {};
    });
}

base::Result<ImportOutcome> AddressWriter::put_redirect(const std::string& path, const std::string& target) {
    return guarded([&]() -> base::Result<ImportOutcome> {
        if (!is_address(path) || !is_address(target) || path == target) {
            return base::fail(base::ErrorCode::invalid, fmt::format("\"{}\" cannot redirect to \"{}\".", path, target));
        }
        auto query = session_.session().query("address.get");
        const bool known = query.set("path", path).one();
        if (known && query.text("kind") == "current") {
            return taken_address(path, {query.integer("story")});
        }
        // A story that was at the address before keeps it, as its next import would.
        if (known && (query.text("kind") != "redirect" || query.text("target") == target)) {
            return ImportOutcome::unchanged;
        }
        put_redirect_row(session_.session(), path, target);
        session_.append_change("redirect", {}, {site_tag(), redirects_tag(), redirect_tag(path)});
        return known ? ImportOutcome::changed : ImportOutcome::created;
    });
}

}  // namespace stoppress::store
