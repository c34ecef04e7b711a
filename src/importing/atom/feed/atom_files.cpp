// SPDX-License-Identifier: GPL-3.0-or-later
// The folders of a Takeout are Blogger/Blogs/NAME (feed.atom, settings.csv, theme-layouts.xml), Blogger/Albums/NAME (pictures), and
// Blogger/Comments/NAME (feed.atom: what the person wrote elsewhere) (simulot/bloggerout, internal/takeout/data).
#include "importing/atom/feed/atom_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "importing/files/folder_media.hpp"
#include "importing/files/unzip.hpp"
#include "importing/limits.hpp"
#include "importing/text/text.hpp"
#include "media/limits.hpp"

namespace stoppress::importing::atom {
namespace {

namespace fs = std::filesystem;

constexpr const char* kNoFeed = "there is no feed (an .atom or .xml file) in it";

std::optional<PackedUse> use_of(const std::string& place, bool pictures) {
    const std::string lower = ascii_lower(place);
    const std::string_view name = std::string_view(lower).substr(lower.rfind('/') + 1);
    if (is_settings_name(name)) {
        return PackedUse::beside;
    }
    if (is_picture_name(name)) {
        return pictures ? std::optional(PackedUse::beside) : std::nullopt;
    }
    const bool elsewhere = ("/" + lower).contains("/comments/");
    const bool feed = name.ends_with(".atom") || (name.ends_with(".xml") && !name.starts_with("theme-") && !name.starts_with("template-"));
    return feed && !elsewhere ? std::optional(PackedUse::document) : std::nullopt;
}

/// "Takeout/Blogger/Blogs/The Paper/feed.atom" -> "The Paper"; empty for another place.
std::string blog_of(const std::string& place) {
    const std::size_t blogs = ("/" + place).find("/Blogs/");
    if (blogs == std::string::npos) {
        return {};
    }
    const std::string rest = place.substr(blogs + 6);
    const std::size_t slash = rest.find('/');
    return slash == std::string::npos ? std::string() : rest.substr(0, slash);
}

base::Result<void> check_blogs(const std::vector<std::string>& places, const fs::path& source) {
    std::set<std::string> blogs;
    std::ranges::transform(places, std::inserter(blogs, blogs.end()), blog_of);
    blogs.erase("");
    if (blogs.size() < 2) {
        return {};
    }
    std::string names;
    for (const std::string& blog : blogs) {
        names += (names.empty() ? "\"" : ", \"") + blog + "\"";
    }
    return base::fail(
        base::ErrorCode::invalid,
        fmt::format("{} has several blogs: {}. Unpack it and name the feed.atom of one of them; --media names its folder in Albums.",
                    source.string(), cut(names, kMaxHeadlineBytes)));
}

}  // namespace

base::Result<AtomFiles> AtomFiles::open(const std::vector<fs::path>& paths, bool pictures) {
    AtomFiles files;
    std::vector<fs::path> single;
    for (const fs::path& path : paths) {
        std::error_code failed;
        if (fs::is_directory(path, failed)) {
            TRY_VOID(files.add_folder(path));
        } else {
            single.push_back(path);
        }
    }
    std::set<fs::path> promised;  // folders in ZIP files with settings
    const auto choose = [&promised, pictures](const std::string& place) {
        if (const fs::path path = place; is_settings_name(path.filename().string())) {
            promised.insert(path.parent_path());
        }
        return use_of(place, pictures);
    };
    // One byte more than is taken, so that it is refused as too large later, with its name.
    TRY(files.packed_, PackedFiles::open(single, {"atom", kNoFeed, choose, media::kMaxOriginalBytes + 1, files.all().empty()}));
    std::vector<std::string> places;
    for (const PackedFile& file : files.packed_.documents()) {
        places.push_back(file.place);
        files.add(file.path, file.place, files.settings_of(file), file.zipped && promised.contains(fs::path(file.place).parent_path()));
    }
    TRY_VOID(check_blogs(places, paths.front()));
    if (const fs::path beside = files.packed_.beside(); !beside.empty() && pictures) {
        files.pictures_ = beside;
    }
    std::ranges::copy(files.packed_.left_out(), std::back_inserter(files.left_out_));
    return files;
}

base::Result<void> AtomFiles::add_folder(const fs::path& folder) {
    std::vector<std::string> places;
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
        const std::string place = at->path().lexically_relative(folder).generic_string();
        if (!at->is_symlink(unknown) && at->is_regular_file(unknown) && use_of(place, false) == PackedUse::document) {
            places.push_back(place);
        }
    }
    if (failed) {
        return base::fail(base::ErrorCode::io, fmt::format("{} cannot be read: {}.", folder.string(), failed.message()));
    }
    if (places.empty()) {
        return base::fail(base::ErrorCode::invalid, fmt::format("{} cannot be used: {}.", folder.string(), kNoFeed));
    }
    TRY_VOID(check_blogs(places, folder));
    std::ranges::sort(places);
    for (const std::string& place : places) {
        add(folder / place, place, settings_.in((folder / place).parent_path()));
    }
    pictures_ = pictures_.empty() ? folder : pictures_;
    return {};
}

FoundSettings AtomFiles::settings_of(const PackedFile& file) {
    FoundSettings found = settings_.in(file.beside);
    if (!found.any && file.zipped) {
        for (const fs::path& root : packed_.beside_folders()) {
            found.add(settings_.in(root / fs::path(file.place).parent_path()));
        }
    }
    return found;
}

void AtomFiles::add(const fs::path& path, std::string name, const FoundSettings& settings, bool promised) {
    AtomFile file{path, std::move(name), settings.settings, settings.unclear || (promised && !settings.any)};
    if (file.unclear_readers) {
        left_out_.push_back(fmt::format(
            "settings.csv beside {} does not say who could read the blog (blog_read_access_mode), so all of it becomes drafts; if "
            "everybody could read it, write PUBLIC there, or remove the file",
            file.name));
    }
    files_.push_back(std::move(file));
}

base::Result<std::unique_ptr<AtomStream>> AtomStream::open(const AtomFiles& files) {
    std::vector<std::unique_ptr<AtomReader>> readers;
    for (const AtomFile& file : files.all()) {
        TRY(auto reader, AtomReader::open(file.path));
        readers.push_back(std::move(reader));
    }
    return std::make_unique<AtomStream>(std::move(readers));
}

AtomReader::Next AtomStream::next() {
    while (true) {
        if (!over_) {
            AtomReader::Next found = readers_[at_]->next();
            const bool failed = std::holds_alternative<ReadFailure>(found);
            over_ = failed || std::holds_alternative<AtomReader::End>(found);
            if (auto* entry = std::get_if<AtomEntry>(&found)) {
                entry->file = at_;
            }
            if (!over_ || failed) {
                return found;
            }
        }
        if (at_ + 1 == readers_.size()) {
            return AtomReader::End{};
        }
        ++at_;
        over_ = false;
    }
}

std::uint64_t AtomStream::bytes_read() const {
    std::uint64_t bytes = 0;
    std::ranges::for_each(readers_, [&bytes](const auto& reader) { bytes += reader->bytes_read(); });
    return bytes;
}

std::uint64_t AtomStream::bytes_in_all() const {
    std::uint64_t bytes = 0;
    std::ranges::for_each(readers_, [&bytes](const auto& reader) { bytes += reader->bytes_in_all(); });
    return bytes;
}

std::uint64_t AtomStream::mended() const {
    std::uint64_t mended = 0;
    std::ranges::for_each(readers_, [&mended](const auto& reader) { mended += reader->mended(); });
    return mended;
}

}  // namespace stoppress::importing::atom
