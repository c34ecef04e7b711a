// SPDX-License-Identifier: GPL-3.0-or-later
// Rewrites addresses of the old site in bodies: imported pictures get the addresses of their files here, links to the
// site itself become paths. All others stay.
// Flow:   document of a story -> MovedAddresses -> store
// Thread: any; immutable.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "importing/wordpress/attachments.hpp"
#include "importing/wordpress/xml/wxr_reader.hpp"

namespace stoppress::importing::wordpress {

class MovedAddresses {
public:
    /// `attachments` must outlive it.
    MovedAddresses(const WxrSite& site, const Attachments& attachments);

    /// Rewrites every address in the body.
    void move(document::Document& document) const;

    /// The attachment at an address, also for one of the sizes that WordPress makes of it ("pic-300x200.jpg",
    /// "pic-scaled.jpg"); nothing if it was not imported.
    [[nodiscard]] std::optional<Attachment> taken(const document::Address& address) const;
    /// The path here for a link to the old site; nothing for links elsewhere, and for files that were not imported.
    [[nodiscard]] std::optional<document::Address> own_path(const document::Address& address) const;
    /// Whether the key (address_key) belongs to the old site.
    [[nodiscard]] bool is_own(std::string_view key) const;

private:
    std::vector<std::string> hosts_;  ///< of the old site, without "www."
    std::string folder_;              ///< "/blog" if it was in a folder
    const Attachments& attachments_;
};

/// "2020/pic-300x200.jpg" -> "2020/pic.jpg"; empty if the name has no such suffix.
[[nodiscard]] std::string without_picture_size(std::string_view name);

}  // namespace stoppress::importing::wordpress
