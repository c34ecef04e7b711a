// SPDX-License-Identifier: GPL-3.0-or-later
// A feed archive as people have it: one file or several (RFC 5005), compressed, a ZIP file such as Google Takeout gives, or the folder that
// it was unpacked to. The files are read one after the other, as if they were one.
// Flow:   PATH… -> AtomFiles -> AtomStream -> AtomEntry
// Thread: AtomFiles any, immutable once opened; an AtomStream one at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "importing/atom/feed/atom_reader.hpp"
#include "importing/atom/feed/settings_files.hpp"
#include "importing/files/packed_files.hpp"

namespace stoppress::importing::atom {

struct AtomFile {
    std::filesystem::path path;
    std::string name;              ///< for reports
    BlogSettings settings;         ///< of Takeout; empty if there are none
    bool unclear_readers = false;  ///< there are settings, but they do not say who could read the blog
};

class AtomFiles {
public:
    /// Unpacks what is packed. Fails if a packed file or folder has no feed in it, or those of several blogs.
    /// `pictures`: whether pictures are unpacked, too.
    [[nodiscard]] static base::Result<AtomFiles> open(const std::vector<std::filesystem::path>& paths, bool pictures);

    [[nodiscard]] const std::vector<AtomFile>& all() const { return files_; }
    /// Where pictures may lie that came with the feed; empty: nowhere.
    [[nodiscard]] const std::filesystem::path& pictures() const { return pictures_; }
    /// What was left out, and why.
    [[nodiscard]] const std::vector<std::string>& left_out() const { return left_out_; }

private:
    base::Result<void> add_folder(const std::filesystem::path& folder);
    /// `promised`: the packed file has settings for it, even if they are not there now.
    void add(const std::filesystem::path& path, std::string name, const FoundSettings& settings, bool promised = false);
    /// Of a file in a ZIP file: those beside it there, else those at the same place in the other parts of a divided Takeout.
    [[nodiscard]] FoundSettings settings_of(const PackedFile& file);

    SettingsFiles settings_;
    PackedFiles packed_;
    std::vector<AtomFile> files_;
    std::filesystem::path pictures_;
    std::vector<std::string> left_out_;
};

class AtomStream {
public:
    /// `files` must outlive it. Fails if one cannot be opened.
    [[nodiscard]] static base::Result<std::unique_ptr<AtomStream>> open(const AtomFiles& files);

    /// The next entry; End only behind the last file. A failure ends its file, and the next one follows.
    [[nodiscard]] AtomReader::Next next();
    /// The number of the file that the last entry came from.
    [[nodiscard]] std::size_t file() const { return at_; }
    /// What the file with that number says of itself; complete when it was read.
    [[nodiscard]] const AtomFeed& feed(std::size_t file) const { return readers_[file]->feed(); }

    [[nodiscard]] std::uint64_t bytes_read() const;
    [[nodiscard]] std::uint64_t bytes_in_all() const;
    /// As of AtomReader.
    [[nodiscard]] std::uint64_t mended() const;

    /// For open(): one reader for each file.
    explicit AtomStream(std::vector<std::unique_ptr<AtomReader>> readers) : readers_(std::move(readers)) {}

private:
    std::vector<std::unique_ptr<AtomReader>> readers_;
    std::size_t at_ = 0;
    bool over_ = false;  ///< the file that is read
};

}  // namespace stoppress::importing::atom
