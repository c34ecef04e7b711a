// SPDX-License-Identifier: GPL-3.0-or-later
// What a web server answers where a site of files has no file: redirects, and stories that were withdrawn.
// Thread: one at a time.
#pragma once

#include <cstdint>
#include <functional>
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

/// Whether the files of both servers can have the text in quotes, without a meaning of its own: they replace variables and placeholders.
[[nodiscard]] bool can_be_quoted(std::string_view text);

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

    /// Call it when all are added. `has_a_file`: whether a server would find a page or file there, such as that of "/one" for "/one.html",
    /// which is no address of the site's.
    void finish(const std::function<bool(std::string_view path)>& has_a_file);

    /// Each path once. To be looked for where there is no file.
    [[nodiscard]] const std::vector<LeadOn>& paths() const { return paths_; }
    /// To be looked for before there is.
    [[nodiscard]] const std::vector<LeadOn>& before_files() const { return before_files_; }
    [[nodiscard]] const std::vector<QueryLeads>& queries() const { return queries_; }
    /// Those that lead somewhere.
    [[nodiscard]] std::uint64_t redirects() const { return redirects_; }
    /// Those that the files of web servers cannot name.
    [[nodiscard]] const std::vector<std::string>& left_out() const { return left_out_; }

private:
    void add_query(std::string_view from, std::string to);
    bool add_path(std::string_view from, std::string to);

    story::Window default_window_;
    std::vector<LeadOn> paths_;
    std::vector<LeadOn> others_;  ///< those of paths_ with a slash more or less: what is there exactly comes first
    std::vector<LeadOn> before_files_;
    std::vector<QueryLeads> queries_;
    std::uint64_t redirects_ = 0;
    std::vector<std::string> left_out_;
};

}  // namespace stoppress::exporting
