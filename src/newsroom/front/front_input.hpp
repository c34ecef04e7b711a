// SPDX-License-Identifier: GPL-3.0-or-later
// Reads an arrangement of the front page from a request: {"entries": […], "breaking": {…}}.
// Thread: any; a pure function.
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "base/time/time.hpp"
#include "store/front/records.hpp"

namespace stoppress::newsroom {

/// Fails with `malformed` or with `invalid` and every refused field: a place or story given twice, an end that is not
/// after `now`. Whether stories and pictures can be used is up to the store.
[[nodiscard]] base::Result<store::Front> read_front(std::string_view body, base::Time now);

/// The JSON in a form's field `front` (application/x-www-form-urlencoded); empty if there is none.
[[nodiscard]] std::string front_in_form(std::string_view form);

}  // namespace stoppress::newsroom
