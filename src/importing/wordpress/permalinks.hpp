// SPDX-License-Identifier: GPL-3.0-or-later
// The pattern of a WordPress site's addresses, learnt from its published posts: exports name none, and give a scheduled post only the
// address of its preview.
// Thread: filled by one thread, then read by any.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "importing/wordpress/xml/wxr_reader.hpp"

namespace stoppress::importing::wordpress {

class SiteIndex;

class Permalinks {
public:
    /// Adds a published post.
    void learn(const WxrItem& item, const SiteIndex& index);

    /// The path below the site's folder that a post will have: that of most published posts, with its own parts. Empty if most do not
    /// agree, or if a part is not known.
    [[nodiscard]] std::string address_of(const WxrItem& item, const SiteIndex& index) const;

private:
    std::map<std::string, std::uint64_t> patterns_;  ///< "/{year}/{month}/{name}/" and how many posts have it
    std::uint64_t posts_ = 0;
};

}  // namespace stoppress::importing::wordpress
