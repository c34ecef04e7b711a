// SPDX-License-Identifier: GPL-3.0-or-later
// A picture of another site that becomes one of the library: what was asked for, and how it is fetched.
// Flow:   Api::fetch -> read_picture_input -> (fetching thread) fetch_picture -> media -> store
// Thread: any; fetch_picture() waits, on a fetching thread.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "fetching/fetcher.hpp"
#include "store/media/records.hpp"

namespace stoppress::newsroom {

struct PictureInput {
    std::string url;
    store::Medium fields;  ///< alt, caption, credit, and the name of the file
};

/// Reads {"url", "alt", "caption", "credit"}. Fails with `malformed` or `invalid`.
[[nodiscard]] base::Result<PictureInput> read_picture_input(std::string_view body);

/// The credit of a picture from `url`, with the address: a note on where it came from, as far as there is room.
[[nodiscard]] std::string credit_with_source(const std::string& credit, const std::string& url);
/// The last part of the address's path, as far as it is a name.
[[nodiscard]] std::string file_name_of(std::string_view url);

/// The bytes of the picture. Fails as Fetcher does. Whether they are a picture is found out when they are imported.
[[nodiscard]] base::Result<std::string> fetch_picture(const fetching::Fetcher& fetcher, const std::string& url);

}  // namespace stoppress::newsroom
