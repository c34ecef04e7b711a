// SPDX-License-Identifier: GPL-3.0-or-later
// Answers that many handlers return.
// Thread: any; pure functions.
#pragma once

#include "newsroom/api/call.hpp"
#include "newsroom/formats/json_writer.hpp"

namespace stoppress::newsroom {

/// The JSON written so far, taken out of `json`.
[[nodiscard]] Answer answer_of(JsonWriter& json, http::Status status = http::Status::ok);
[[nodiscard]] Answer no_content();

}  // namespace stoppress::newsroom
