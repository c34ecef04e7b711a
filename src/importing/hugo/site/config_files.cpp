// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/hugo/site/config_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <system_error>

#include "base/files/read_file.hpp"
#include "importing/limits.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::hugo {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> kExtensions{".toml", ".yaml", ".yml", ".json"};
/// Real sites have some dozen.
constexpr std::size_t kMaxConfigFiles = 1'000;
constexpr int kMaxConfigDepth = 8;

base::Result<Value> read_config_file(const fs::path& file) {
    auto text = base::read_file(file, kMaxDataFileBytes);
    if (!text.has_value()) {
        return base::fail(text.error().code, fmt::format("{}: the site's configuration {}", file.string(), text.error().message));
    }
    const std::string extension = ascii_lower(file.extension().string());
    ReadValue read = extension == ".toml" ? read_toml(*text) : extension == ".json" ? read_json(*text) : read_yaml(*text);
    if (const auto* failure = std::get_if<ReadFailure>(&read)) {
        return base::fail(base::ErrorCode::invalid,
                          fmt::format("{}:{}: the site's configuration cannot be read: {}", file.string(), failure->line, failure->reason));
    }
    return std::get<Value>(std::move(read));
}

Value below(std::string key, Value value) {
    return Value(Members{{std::move(key), std::move(value)}});
}

/// The value where the file's name says that it belongs: "menus.fa" to languages.fa.menus.
Value placed(const std::string& stem, Value value) {
    const std::string name = ascii_lower(stem);
    if (name == "hugo" || name == "config") {
        return value;
    }
    const std::size_t dot = name.rfind('.');
    if (dot == std::string::npos) {
        return below(name, std::move(value));
    }
    const std::string what = name.substr(0, dot);
    if (what == "menu" || what == "menus" || what == "params") {
        value = below(what == "menu" ? "menus" : what, std::move(value));
    }
    return below("languages", below(name.substr(dot + 1), std::move(value)));
}

base::Result<void> merge_file(const fs::path& file, bool by_name, std::optional<Value>& root) {
    TRY(Value value, read_config_file(file));
    if (by_name) {
        value = placed(file.stem().string(), std::move(value));
    }
    // An empty file is no map.
    if (value.members() != nullptr) {
        root = merged(root.has_value() ? std::move(*root) : Value(Members{}), std::move(value));
    }
    return {};
}

base::Result<void> merge_folder(const fs::path& folder, std::optional<Value>& root) {
    std::error_code failed;
    std::vector<fs::path> files;
    for (fs::recursive_directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
        if (at.depth() >= kMaxConfigDepth) {
            at.disable_recursion_pending();
        }
        std::error_code unreadable;
        if (at->is_regular_file(unreadable) &&
            std::ranges::find(kExtensions, ascii_lower(at->path().extension().string())) != kExtensions.end()) {
            files.push_back(at->path());
        }
        if (files.size() > kMaxConfigFiles) {
            return base::fail(base::ErrorCode::too_large,
                              fmt::format("{} has more than {} configuration files.", folder.string(), kMaxConfigFiles));
        }
    }
    if (failed) {
        return base::fail(base::ErrorCode::io, fmt::format("{} cannot be read: {}", folder.string(), failed.message()));
    }
    std::ranges::sort(files);
    for (const fs::path& file : files) {
        TRY_VOID(merge_file(file, true, root));
    }
    return {};
}

}  // namespace

base::Result<std::optional<Value>> read_configuration(const fs::path& folder) {
    std::optional<Value> root;
    std::error_code failed;
    for (const std::string_view name : {"hugo", "config"}) {
        for (const std::string_view extension : kExtensions) {
            const fs::path file = folder / fmt::format("{}{}", name, extension);
            if (!root.has_value() && fs::is_regular_file(file, failed)) {
                root = Value(Members{});
                TRY_VOID(merge_file(file, false, root));
            }
        }
    }
    for (const std::string_view part : {"config/_default", "config/production"}) {
        if (fs::is_directory(folder / part, failed)) {
            root = root.has_value() ? std::move(root) : Value(Members{});
            TRY_VOID(merge_folder(folder / part, root));
        }
    }
    return root;
}

}  // namespace stoppress::importing::hugo
