// SPDX-License-Identifier: GPL-3.0-or-later
// Imports and their notes as JSON.
// Thread: any; pure functions.
#pragma once

#include <vector>

#include "newsroom/formats/json_writer.hpp"
#include "store/imports/records.hpp"

namespace stoppress::newsroom {

/// The members of an object that is open.
void write_import(JsonWriter& json, const store::KeptImport& import);
void write_import_counts(JsonWriter& json, const std::vector<store::ImportCount>& counts);
void write_import_kinds(JsonWriter& json, const std::vector<store::ImportKind>& kinds);
void write_import_note(JsonWriter& json, const store::ImportNote& note);

}  // namespace stoppress::newsroom
