// SPDX-License-Identifier: GPL-3.0-or-later
// Answers that many handlers give.
// Thread: any.
#pragma once

#include "newsroom/call.hpp"
#include "newsroom/json_writer.hpp"

namespace stoppress::newsroom {

/// What was written, taken out of `json`.
[[nodiscard]] Answer answer_of(JsonWriter& json, http::Status status = http::Status::ok);
[[nodiscard]] Answer no_content();

}  // namespace stoppress::newsroom
