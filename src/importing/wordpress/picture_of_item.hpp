// SPDX-License-Identifier: GPL-3.0-or-later
// Imports an attachment's picture from its file in the --media folder. A picture of an earlier run is recognised by its
// old address and the hash of its file, and not processed again.
// Flow:   WxrItem -> file -> ImageSandbox -> Library -> store::Medium
// Thread: any but a loop's, several at once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "importing/importing.hpp"
#include "importing/wordpress/attachments.hpp"
#include "importing/wordpress/xml/wxr_reader.hpp"
#include "store/media/records.hpp"

namespace stoppress::importing::wordpress {

/// The outcome for an attachment: one of medium, skipped, refused, failed.
struct BuiltPicture {
    Item item;
    std::int64_t id = 0;
    std::string address;             ///< on the old site
    std::string page;                ///< of the attachment there
    std::vector<std::string> sizes;  ///< names of the smaller copies that WordPress made, "pic-300x200.jpg", beside the file
    std::optional<store::Medium> medium;
    std::optional<Note> skipped;
    std::optional<Note> refused;
    std::optional<base::Error> failed;  ///< not caused by the picture, so the following ones would fail, too
};

/// Its files are durable when this returns.
[[nodiscard]] BuiltPicture picture_of_item(const WxrItem& item, const ImportOptions& options, const MediaTools& tools);

}  // namespace stoppress::importing::wordpress
