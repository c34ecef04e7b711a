// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/media/media_uses.hpp"

#include "store/editing/editing_rows.hpp"
#include "store/media/media_address.hpp"
#include "store/stories/story_row.hpp"
#include "store/trash/trash_rows.hpp"

namespace stoppress::store {

void insert_media_uses(WriterSession& writer, base::StoryId id, const std::set<std::string>& hashes) {
    for (const auto& hash : hashes) {
        writer.session().query("medium_use.insert").set("hash", hash).set("story", id.value).run();
    }
    if (!hashes.empty()) {
        take_media_from_trash(writer.session(), id);
    }
}

void update_media_uses(WriterSession& writer, base::StoryId id, std::set<std::string> hashes) {
    // A body that cannot be read uses no files; whoever opens it gets an error.
    if (const auto draft = find_draft(writer.session(), id); draft.has_value() && *draft) {
        hashes.merge(media_hashes((*draft)->content.lead_image, (*draft)->content.body));
    }
    writer.session().query("medium_use.delete").set("story", id.value).run();
    insert_media_uses(writer, id, hashes);
}

void remove_media_uses(WriterSession& writer, base::StoryId id) {
    writer.session().query("medium_use.delete").set("story", id.value).run();
}

}  // namespace stoppress::store
