// SPDX-License-Identifier: GPL-3.0-or-later
// A section, topic or author as JSON. An author's email address is never included.
// Thread: any; pure functions.
#pragma once

#include "newsroom/formats/json_writer.hpp"
#include "store/filing/records.hpp"

namespace stoppress::newsroom {

void write_entry(JsonWriter& json, const store::Section& section);
void write_entry(JsonWriter& json, const store::Topic& topic);
void write_entry(JsonWriter& json, const store::Author& author);

}  // namespace stoppress::newsroom
