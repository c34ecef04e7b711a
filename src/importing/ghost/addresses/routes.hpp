// SPDX-License-Identifier: GPL-3.0-or-later
// Where a Ghost site has its posts and lists: Ghost's own rule, or the site's routes.yaml.
// Thread: any; immutable once read.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time/time.hpp"
#include "importing/ghost/addresses/post_filter.hpp"

namespace stoppress::importing::ghost {

class Routes {
public:
    /// Ghost's own: posts at "/SLUG/".
    Routes() = default;
    /// Of a routes.yaml. Fails with `invalid` if addresses made from it could be wrong.
    [[nodiscard]] static base::Result<Routes> read(std::string_view yaml);

    /// The path of a post; nothing if no collection shows it.
    [[nodiscard]] std::optional<std::string> post(const PostFields& post, base::Time published, const std::string& time_zone) const;
    /// "/tag/news/"; empty if the site has none.
    [[nodiscard]] std::string tag(std::string_view slug) const { return taxonomy(tag_, slug); }
    [[nodiscard]] std::string author(std::string_view slug) const { return taxonomy(author_, slug); }
    /// Where the collections are, "/news/". The home is not among them.
    [[nodiscard]] std::vector<std::string> lists() const;
    /// What of the file is not followed.
    [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }

private:
    struct Collection {
        std::string place;      ///< "/news/"
        std::string permalink;  ///< "/{year}/{slug}/"
        PostFilter filter;
    };
    [[nodiscard]] static std::string taxonomy(const std::string& pattern, std::string_view slug);

    std::vector<Collection> collections_{{"/", "/{slug}/", {}}};
    std::string tag_ = "/tag/{slug}/";
    std::string author_ = "/author/{slug}/";
    std::vector<std::string> notes_;
};

}  // namespace stoppress::importing::ghost
