// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/archive/archive_themes.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "store/archiving/site_archive.hpp"
#include "store/files/file.hpp"

namespace stoppress::exporting {
namespace {

namespace fs = std::filesystem;

base::Result<void> copy_theme_file(const fs::path& file, const std::string& name, ArchiveFolder& folder) {
    TRY(auto opened, store::File::open(file));
    TRY_VOID(folder.begin(name));
    std::array<char, 1 << 16> buffer{};
    std::size_t read = buffer.size();
    while (read == buffer.size()) {
        TRY(read, opened.read(buffer));
        TRY_VOID(folder.append(std::string_view(buffer.data(), read)));
    }
    return folder.end();
}

}  // namespace

base::Result<void> refuse_in_themes(const fs::path& site, const fs::path& target) {
    std::error_code error;
    const fs::path themes = fs::weakly_canonical(fs::absolute(site / store::kArchivedThemes, error), error);
    const fs::path place = fs::weakly_canonical(fs::absolute(target, error), error);
    if (error) {
        return base::fail(base::ErrorCode::io, fmt::format("{} cannot be read: {}.", target.native(), error.message()));
    }
    const fs::path inside = place.lexically_relative(themes.has_filename() ? themes : themes.parent_path());
    if (!inside.empty() && *inside.begin() != "..") {
        return base::fail(
            base::ErrorCode::conflict,
            fmt::format("{} is among the site's themes, which are in the archive; name a folder elsewhere.", target.native()));
    }
    return {};
}

base::Result<void> write_themes(const fs::path& site, ArchiveFolder& folder, Exported& exported) {
    const fs::path themes = site / fs::path(store::kArchivedThemes).parent_path();
    std::error_code error;
    if (!fs::is_directory(themes, error)) {
        return {};
    }
    std::vector<std::string> names;
    for (fs::recursive_directory_iterator at(themes, error), end; !error && at != end; at.increment(error)) {
        const auto status = at->symlink_status(error);
        const std::string name = at->path().lexically_relative(site).native();
        if (fs::is_regular_file(status)) {
            names.push_back(name);
        } else if (!fs::is_directory(status)) {
            ++exported.lost;
            exported.notes.push_back(fmt::format("{} is neither a file nor a folder, and is left out.", name));
        }
    }
    if (error) {
        return base::fail(base::ErrorCode::io, fmt::format("{} cannot be read: {}.", themes.native(), error.message()));
    }
    std::ranges::sort(names);
    for (const std::string& name : names) {
        TRY_VOID(copy_theme_file(site / name, name, folder));
    }
    return {};
}

}  // namespace stoppress::exporting
