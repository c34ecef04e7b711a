// SPDX-License-Identifier: GPL-3.0-or-later
// Where Ghost has what a site has: its routes.yaml, and redirects.json for addresses that change. Topics and authors keep their addresses.
// Source: Ghost's routing and custom redirects, which are regular expressions for the percent-encoded path, matched anywhere in it.
// Owner:  one export. Thread: one at a time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "exporting/files/output_folder.hpp"
#include "exporting/ghost/ghost_names.hpp"
#include "story/story.hpp"

namespace stoppress::exporting {

/// How posts are addressed in Ghost: as most stories are here.
class GhostPermalinks {
public:
    explicit GhostPermalinks(std::string time_zone) : time_zone_(std::move(time_zone)) {}

    /// Counts the address of a published story; to be called for all before the others.
    void count(const story::Story& story);
    /// The text of routes.yaml.
    [[nodiscard]] std::string routes() const;
    /// Where a published story is, "/2026/03/bridge/"; `slug` is Ghost's.
    [[nodiscard]] std::string address(const story::Story& story, std::string_view slug) const;

private:
    [[nodiscard]] std::size_t chosen() const;

    std::string time_zone_;
    std::array<std::uint64_t, 3> fitting_{};
};

class GhostRedirects {
public:
    /// The folder must outlive the object.
    explicit GhostRedirects(const OutputFolder& folder) : folder_(folder) {}

    /// Between percent-encoded paths; whether there is something to write. One from an address with a query is left out and counted, since
    /// Ghost cannot tell it apart; one to itself is not needed.
    bool add(std::string_view from, std::string_view to);
    /// From all addresses that a pattern describes.
    void add_pattern(std::string pattern, std::string_view to);
    /// Ghost has a post or page there, which a redirect would hide: redirects are tried first.
    void keep_free(std::string_view address);
    /// Writes all but those from addresses that are to be kept free.
    base::Result<void> finish();
    [[nodiscard]] std::uint64_t written() const { return written_; }
    [[nodiscard]] std::uint64_t with_query() const { return with_query_; }
    /// Left out by finish(), because a post or page is there.
    [[nodiscard]] std::uint64_t hiding() const { return hiding_; }

private:
    struct Pending {
        std::string from;  ///< empty for a pattern
        std::string pattern;
        std::string to;
    };

    const OutputFolder& folder_;
    std::vector<Pending> pending_;
    std::unordered_set<std::string> kept_free_;
    std::uint64_t written_ = 0;
    std::uint64_t with_query_ = 0;
    std::uint64_t hiding_ = 0;
};

/// The lists and feeds of the site, under all their names, and its other redirects.
base::Result<void> redirect_lists(store::ReadSnapshot& snapshot, const Redirects& redirects, const GhostTerms& terms, GhostRedirects& into);

/// Where Ghost has the list or feed at a path of this site; any other address as it is.
[[nodiscard]] std::string ghost_target(std::string_view address, const GhostTerms& terms);

}  // namespace stoppress::exporting
