// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/atom/feed/settings_files.hpp"

#include "base/files/read_file.hpp"
#include "importing/limits.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::atom {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSettingsName = "settings.csv";

FoundSettings settings_in_file(const fs::path& folder, const std::string& name) {
    const auto bytes = base::read_file_below(folder, name, kMaxDataFileBytes);
    auto read = bytes.has_value() ? read_blog_settings(*bytes) : std::nullopt;
    FoundSettings found;
    found.any = true;
    found.unclear = !read.has_value() || blog_readers(*read) == BlogReaders::unknown;
    found.settings = std::move(read).value_or(BlogSettings());
    return found;
}

FoundSettings settings_in_folder(const fs::path& folder) {
    FoundSettings all;
    std::error_code failed;
    fs::directory_iterator at(folder, fs::directory_options::none, failed);
    for (std::size_t count = 0; !failed && at != fs::directory_iterator() && count < kMaxFiles; at.increment(failed), ++count) {
        if (const std::string name = at->path().filename().string(); is_settings_name(name)) {
            all.add(settings_in_file(folder, name));
        }
    }
    std::error_code unknown;
    if (failed && fs::symlink_status(folder / kSettingsName, unknown).type() != fs::file_type::not_found) {
        // A folder that cannot be listed.
        all.add(settings_in_file(folder, kSettingsName));
    }
    return all;
}

}  // namespace

bool is_settings_name(std::string_view name) {
    return equals_ignoring_case(name, kSettingsName);
}

void FoundSettings::add(const FoundSettings& other) {
    const bool fewer = !any || (blog_readers(other.settings) == BlogReaders::some && blog_readers(settings) != BlogReaders::some);
    if (fewer) {
        settings = other.settings;
    }
    any = any || other.any;
    unclear = unclear || other.unclear;
}

const FoundSettings& SettingsFiles::in(const fs::path& folder) {
    const fs::path place = folder.empty() ? fs::path(".") : folder;
    const auto known = known_.find(place);
    return known != known_.end() ? known->second : known_.emplace(place, settings_in_folder(place)).first->second;
}

}  // namespace stoppress::importing::atom
