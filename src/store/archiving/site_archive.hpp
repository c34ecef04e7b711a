// SPDX-License-Identifier: GPL-3.0-or-later
// The form of a site's archive: a folder of plain files from which the same site can be made (docs/exporting.md).
// Flow:   write_tables -> data/ -> fill_site; manifest.json has the size and hash of every file
// Thread: constants and pure functions.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "store/upkeep/site_tables.hpp"

namespace stoppress::store {

/// Of this program. A later one is refused; so is another version of the database's schema.
inline constexpr std::int64_t kSiteArchiveFormat = 1;
/// Of the database, the number of its last migration.
[[nodiscard]] std::int64_t current_schema();

inline constexpr std::string_view kManifestFile = "manifest.json";
inline constexpr std::string_view kDataFolder = "data/";
inline constexpr std::string_view kViewLogFile = "data/view_log.jsonl";
inline constexpr std::string_view kArchivedSettings = "stoppress.toml";
inline constexpr std::string_view kArchivedMedia = "media/";
inline constexpr std::string_view kArchivedThemes = "themes/";

/// Bytes of one line of a file in data/: a row with the largest body that can be stored, in which every byte may be escaped.
inline constexpr std::size_t kMaxRowBytes = std::size_t{64} << 20U;
/// Bytes of a line of the manifest, and of all lines before the files.
inline constexpr std::size_t kMaxManifestLine = 16 << 10U;
/// Bytes of a file's name in the archive.
inline constexpr std::size_t kMaxArchivedName = 1024;
/// More files than a site has.
inline constexpr std::uint64_t kMaxArchivedFiles = 50'000'000;

/// json: an object on each line. csv: a head, then a row on each line; for numbers, which people want to see in a spreadsheet.
enum class RowForm : std::uint8_t { json, csv };

[[nodiscard]] RowForm form_of(const SiteTable& table);
/// "data/story.jsonl"; nothing for a table that is left out.
[[nodiscard]] std::optional<std::string> file_of(const SiteTable& table);
/// Tables of the site that are not in an archive.
[[nodiscard]] std::span<const std::string_view> tables_left_out();

/// Of the people's database: who they are and what they did, and nothing that anyone can sign in with.
[[nodiscard]] std::span<const SiteTable> people_tables();
/// "data/people/audit.jsonl".
[[nodiscard]] std::string file_of_people(const SiteTable& table);

/// Whether data/ has a file of that name.
[[nodiscard]] bool is_data_file(std::string_view name);
/// Whether the name of a file stays in the archive's folder: relative, of plain parts, UTF-8 without control characters.
[[nodiscard]] bool is_archived_name(std::string_view name);

}  // namespace stoppress::store
