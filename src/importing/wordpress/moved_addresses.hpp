// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses of the old site inside of bodies, as they are here: pictures that were taken in by the hash of their content, links to the site
// itself as paths, so that they lead to wherever it stands now. All others stay.
// Flow: document of a story -> MovedAddresses -> store
// Thread: any; immutable.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "importing/wordpress/attachments.hpp"
#include "importing/wordpress/wxr_reader.hpp"

namespace stoppress::importing::wordpress {

class MovedAddresses {
public:
    /// `attachments` outlives it.
    MovedAddresses(const WxrSite& site, const Attachments& attachments);

    /// Every address in the body.
    void move(document::Document& document) const;

    /// The attachment that an address means, also by one of the sizes that WordPress makes of it ("pic-300x200.jpg", "pic-scaled.jpg");
    /// nothing where it was not taken in.
    [[nodiscard]] std::optional<Attachment> taken(const document::Address& address) const;
    /// The path that a link to the old site has here; nothing for links elsewhere, and for files that did not come along.
    [[nodiscard]] std::optional<document::Address> own_path(const document::Address& address) const;
    /// Whether the key (address_key) is of the old site.
    [[nodiscard]] bool is_own(std::string_view key) const;

private:
    friend class AddressMover;
    std::vector<std::string> hosts_;  ///< of the old site, without "www."
    std::string folder_;              ///< "/blog" where it stood in one
    const Attachments& attachments_;
};

}  // namespace stoppress::importing::wordpress
