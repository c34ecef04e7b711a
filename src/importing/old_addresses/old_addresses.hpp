// SPDX-License-Identifier: GPL-3.0-or-later
// The addresses of an old site, from a file that it left: a sitemap, a feed, an access log or a list. Compressed ones (gzip) too.
// Flow:   file -> OldAddresses -> what readers get for each here
// Thread: one at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace stoppress::importing {

class OldAddressList {
public:
    enum class Kind : std::uint8_t { sitemap, feed, log, list };

    /// Adds the addresses of a file. Fails if it cannot be read, holds no address, or exceeds a limit.
    [[nodiscard]] base::Result<Kind> read(const std::filesystem::path& file);

    /// Adds one, absolute or as a path with query, as often as it was visited. What is no address of a page is counted as left out.
    void add(std::string_view address, std::uint64_t visits);

    /// Paths (with a query only where a page depends on it) and how often each was visited.
    using Paths = std::map<std::string, std::uint64_t>;
    /// Those of `host` and those without one. If none is of `host`, of the host that most are of.
    [[nodiscard]] Paths of_host(std::string_view host) const;
    /// That host; empty if addresses name none.
    [[nodiscard]] std::string chosen_host(std::string_view host) const;
    /// How many addresses are of other hosts.
    [[nodiscard]] std::size_t of_others(std::string_view host) const;
    /// Whether visits are known: a log was read.
    [[nodiscard]] bool has_visits() const { return has_visits_; }
    /// Parts of the old pages, such as style sheets; lines that are no requests; requests that the old site refused itself.
    [[nodiscard]] std::uint64_t left_out() const { return left_out_; }

private:
    [[nodiscard]] base::Result<Kind> read_xml(std::string_view text, const std::string& name);
    [[nodiscard]] bool read_json_feed(std::string_view text);
    void read_lines(std::string_view text, Kind& kind);

    std::map<std::string, Paths, std::less<>> hosts_;  ///< by host without "www."; paths without one at ""
    std::size_t addresses_ = 0;
    std::uint64_t left_out_ = 0;
    bool has_visits_ = false;
    std::string problem_;
};

/// One request of an access log, in the common or combined format, or as Caddy writes it (JSON); its target is empty if the line is
/// none.
struct LoggedRequest {
    std::string target;
    std::string method;
    int status = 0;
};
[[nodiscard]] LoggedRequest read_log_line(std::string_view line);

}  // namespace stoppress::importing
