// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/stories/stored_body.hpp"

#include "document/convert.hpp"
#include "store/limits.hpp"
#include "store/media/media_address.hpp"

namespace stoppress::store {

base::Result<StoredBody> stored_body(const story::Content& content) {
    StoredBody body;
    TRY(body.json, document::to_stored_json(content.body));
    if (content.standfirst.empty()) {
        body.opening = document::opening_text(content.body, kOpeningLength);
    }
    body.media = media_hashes(content.lead_image, content.body);
    return body;
}

}  // namespace stoppress::store
