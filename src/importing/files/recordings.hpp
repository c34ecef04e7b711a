// SPDX-License-Identifier: GPL-3.0-or-later
// Sound and film of an old site: what becomes of their players in a body.
// Thread: any; pure functions.
#pragma once

#include <optional>
#include <string>

#include "document/document.hpp"

namespace stoppress::importing {

/// Call it when the addresses of a body are those that they have here. A player whose file is a recording of this site's library is for
/// sound or film as that file is. Any other, whose file was not imported or lies elsewhere, becomes a card that links to it, or a link
/// if it is a path; returns a note for the report if any did. Read the body with ParseOptions::all_recordings.
[[nodiscard]] std::optional<std::string> settle_recordings(document::Document& body);

}  // namespace stoppress::importing
