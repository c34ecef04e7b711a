// SPDX-License-Identifier: GPL-3.0-or-later
// What a web server answers where a site of files has no file: redirects, and stories that were withdrawn.
// Thread: one at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "exporting/site_walk.hpp"
#include "story/story.hpp"

namespace stoppress::exporting {

struct LeadOn {
    std::string from;  ///< a decoded path; or of "/?p=12", the value "12"
    std::string to;    ///< a path or an address, as it is sent; empty: gone
};

struct QueryLeads {
    std::string name;  ///< of the parameter: "p"
    std::vector<LeadOn> leads;
};

class LeadingOn {
public:
    explicit LeadingOn(story::Window default_window) : default_window_(default_window) {}

    /// All redirects of the site.
    void add(const Redirects& redirects);
    /// `from`: as stored, percent-encoded, "/?p=12" included. `to`: a path with query, or an address.
    void add(std::string_view from, std::string_view to);
    /// A story that was withdrawn.
    void add_gone(std::string_view address);

    [[nodiscard]] const std::vector<LeadOn>& paths() const { return paths_; }
    [[nodiscard]] const std::vector<QueryLeads>& queries() const { return queries_; }
    /// Those that lead somewhere.
    [[nodiscard]] std::uint64_t redirects() const { return redirects_; }
    /// Those that the files of web servers cannot name.
    [[nodiscard]] const std::vector<std::string>& left_out() const { return left_out_; }

private:
    void add_query(std::string_view from, std::string to);

    story::Window default_window_;
    std::vector<LeadOn> paths_;
    std::vector<QueryLeads> queries_;
    std::uint64_t redirects_ = 0;
    std::vector<std::string> left_out_;
};

}  // namespace stoppress::exporting
