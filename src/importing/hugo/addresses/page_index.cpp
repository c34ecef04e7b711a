// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/hugo/addresses/page_index.hpp"

#include <fmt/format.h>

#include "importing/text/text.hpp"

namespace stoppress::importing::hugo {
namespace {

std::string key_of(std::string_view text, std::size_t language) {
    return fmt::format("{}:{}", language, ascii_lower(text));
}

/// "a/./b/../c.md" relative to `folder` -> "folder/a/c"; empty if it leads out of the content.
std::string normal(std::string_view folder, std::string_view reference) {
    std::vector<std::string_view> parts;
    for (const std::string_view half : {folder, reference}) {
        for (const std::string_view part : split(half, '/')) {
            if (part == "..") {
                if (parts.empty()) {
                    return {};
                }
                parts.pop_back();
            } else if (!part.empty() && part != ".") {
                parts.push_back(part);
            }
        }
    }
    std::string out;
    for (const std::string_view part : parts) {
        out += out.empty() ? std::string(part) : "/" + std::string(part);
    }
    return out;
}

/// Converts a path in a reference to the form in the index: without extension, language and index file.
std::string_view without_file_ending(std::string_view path) {
    for (const std::string_view extension : {".md", ".markdown", ".html", ".htm"}) {
        if (path.ends_with(extension)) {
            path.remove_suffix(extension.size());
            break;
        }
    }
    for (const std::string_view index : {"_index", "index"}) {
        if (path == index) {
            return {};
        }
        if (path.ends_with(index) && path[path.size() - index.size() - 1] == '/') {
            path.remove_suffix(index.size() + 1);
            break;
        }
    }
    return path;
}

std::string folder_of(const ContentPath& path) {
    std::string folder;
    for (const std::string& part : path.folders) {
        folder += folder.empty() ? part : "/" + part;
    }
    return folder;
}

}  // namespace

void PageIndex::add(const ContentPath& path, std::string address) {
    addresses_.insert_or_assign(key_of(path.logical, path.language), std::move(address));
    Named named{path.logical, false};
    const auto [at, fresh] = names_.try_emplace(key_of(path.base_name, path.language), std::move(named));
    if (!fresh && !equals_ignoring_case(at->second.logical, path.logical)) {
        at->second.ambiguous = true;
    }
}

void PageIndex::add_virtual(std::string_view logical, std::string address) {
    addresses_.try_emplace(key_of(logical, 0), std::move(address));
}

const std::string* PageIndex::by_path(std::string_view logical, std::size_t language) const {
    auto found = addresses_.find(key_of(logical, language));
    if (found == addresses_.end() && language != 0) {
        found = addresses_.find(key_of(logical, 0));
    }
    return found == addresses_.end() ? nullptr : &found->second;
}

PageIndex::Found PageIndex::find(std::string_view reference, const ContentPath& from) const {
    reference = trim(reference);
    const std::size_t hash = reference.find('#');
    const std::string fragment = hash == std::string_view::npos ? std::string() : std::string(reference.substr(hash));
    std::string path = percent_decoded(reference.substr(0, hash));
    if (path.empty() && !fragment.empty()) {
        return {Fault::none, fragment};
    }
    const auto answer = [&fragment](const std::string& address) {
        return address.empty() ? Found{Fault::not_taken, {}} : Found{Fault::none, address + fragment};
    };
    const bool from_root = path.starts_with('/');
    const std::string bare(without_file_ending(path));
    if (!from_root) {
        if (const std::string* address = by_path(normal(folder_of(from), bare), from.language)) {
            return answer(*address);
        }
        // In a leaf bundle, paths are relative to the bundle.
        if (const std::string* address = by_path(normal(from.logical, bare), from.language)) {
            return answer(*address);
        }
    }
    if (const std::string* address = by_path(normal("", bare), from.language)) {
        return answer(*address);
    }
    if (!from_root && !bare.contains('/')) {
        const auto named = names_.find(key_of(bare, from.language));
        if (named != names_.end()) {
            if (named->second.ambiguous) {
                return {Fault::ambiguous, {}};
            }
            if (const std::string* address = by_path(named->second.logical, from.language)) {
                return answer(*address);
            }
        }
    }
    return {};
}

}  // namespace stoppress::importing::hugo
