// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/atom/body/picture_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "importing/atom/feed/addresses.hpp"
#include "importing/limits.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::atom {
namespace {

namespace fs = std::filesystem;

std::string_view last_part(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

/// What Takeout puts beside pictures, and the feed itself.
bool is_no_file_of_the_site(std::string_view name) {
    static constexpr std::array<std::string_view, 5> kOthers{".json", ".csv", ".atom", ".xml", ".html"};
    const std::string lower = ascii_lower(name);
    return std::ranges::any_of(kOthers, [&lower](std::string_view ending) { return lower.ends_with(ending); });
}

/// "a(1).jpg" -> "a.jpg".
std::string without_number(std::string_view name) {
    const std::size_t dot = std::min(name.rfind('.'), name.size());
    const std::size_t open = name.substr(0, dot).rfind('(');
    if (open == std::string_view::npos || open == 0 || dot == 0 || name[dot - 1] != ')' || dot - open > 6 || dot - open < 3 ||
        !std::ranges::all_of(name.substr(open + 1, dot - open - 2), is_ascii_digit)) {
        return std::string(name);
    }
    return std::string(name.substr(0, open)) + std::string(name.substr(dot));
}

/// How many parts of two paths agree, from the end.
std::size_t equal_parts(std::string_view one, std::string_view other) {
    const auto left = split(one, '/');
    const auto right = split(other, '/');
    std::size_t count = 1;  // the name, which was looked up
    while (count < std::min(left.size(), right.size()) &&
           PictureFolder::key_of_name(left[left.size() - 1 - count]) == PictureFolder::key_of_name(right[right.size() - 1 - count])) {
        ++count;
    }
    return count;
}

}  // namespace

std::string PictureFolder::key_of_name(std::string_view name) {
    // Names were encoded more than once: "a%252B.jpg".
    constexpr int kMaxDecoding = 3;
    std::string plain(name);
    for (int i = 0; i < kMaxDecoding && plain.contains('%'); ++i) {
        plain = percent_decoded(plain);
    }
    plain = ascii_lower(without_number(trim(plain)));
    for (char& c : plain) {
        const bool kept = is_ascii_digit(c) || is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0x80 || c == '.' || c == '-';
        c = kept ? c : '_';
    }
    return plain;
}

base::Result<std::unique_ptr<PictureFolder>> PictureFolder::open(const fs::path& folder, FolderMedia& media) {
    auto made = std::make_unique<PictureFolder>(folder, media);
    std::error_code failed;
    fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, failed);
    for (std::size_t count = 0; !failed && at != fs::recursive_directory_iterator(); at.increment(failed)) {
        if (++count > kMaxFiles) {
            return base::fail(base::ErrorCode::too_large, fmt::format("{} has more than {} files.", folder.string(), kMaxFiles));
        }
        if (at.depth() >= static_cast<int>(kMaxFolderDepth)) {
            at.disable_recursion_pending();
        }
        std::error_code unknown;
        if (!at->is_symlink(unknown) && at->is_regular_file(unknown)) {
            made->add(at->path().lexically_relative(folder).generic_string());
        }
    }
    if (failed) {
        return base::fail(base::ErrorCode::io, fmt::format("{} cannot be read: {}.", folder.string(), failed.message()));
    }
    // Not in the order of the disk: reports name them.
    std::ranges::sort(made->places_);
    for (std::size_t i = 0; i < made->places_.size(); ++i) {
        made->by_name_[key_of_name(last_part(made->places_[i]))].push_back(i);
    }
    return made;
}

void PictureFolder::add(std::string place) {
    if (!is_no_file_of_the_site(place)) {
        places_.push_back(std::move(place));
    }
}

PictureFolder::Found PictureFolder::find(std::string_view address) const {
    const std::string path = path_of_address(address).value_or("");
    const std::string_view plain = std::string_view(path).substr(0, path.find('?'));
    const auto named = plain.ends_with('/') ? by_name_.end() : by_name_.find(key_of_name(last_part(plain)));
    if (named == by_name_.end()) {
        return {};
    }
    std::size_t best = 0;
    std::size_t best_parts = 0;
    bool alone = true;
    for (const std::size_t candidate : named->second) {
        const std::size_t parts = equal_parts(places_[candidate], plain);
        alone = parts > best_parts || (alone && parts < best_parts);
        if (parts > best_parts) {
            best_parts = parts;
            best = candidate;
        }
    }
    if (!alone) {
        return {Match::several, nullptr};
    }
    return {Match::one, media_.take({folder_, places_[best], places_[best]})};
}

}  // namespace stoppress::importing::atom
