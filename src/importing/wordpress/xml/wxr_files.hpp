// SPDX-License-Identifier: GPL-3.0-or-later
// An export as WordPress gives it: one XML file, several (large sites are split), or a ZIP or gzip file with them (WordPress.com). They are
// read one after the other, as if they were one.
// Flow:   PATH… -> WxrFiles -> WxrStream -> WxrAuthor, WxrTerm, WxrItem
// Thread: WxrFiles any, immutable once opened; a WxrStream one at a time.
#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "importing/files/packed_files.hpp"
#include "importing/wordpress/xml/wxr_reader.hpp"

namespace stoppress::importing::wordpress {

class WxrFiles {
public:
    /// Unpacks what is packed. Fails if a file cannot be read, or a ZIP file has no XML file in it.
    /// `post_types`: of items that are read as posts ("news_article").
    [[nodiscard]] static base::Result<WxrFiles> open(const std::vector<std::filesystem::path>& paths, std::vector<std::string> post_types);

    [[nodiscard]] const std::vector<PackedFile>& all() const { return files_.documents(); }
    /// Whether items of the type are read as posts.
    [[nodiscard]] bool is_post_type(const std::string& type) const { return std::ranges::find(post_types_, type) != post_types_.end(); }
    /// What of a ZIP file was left out, and why.
    [[nodiscard]] const std::vector<std::string>& left_out() const { return files_.left_out(); }

private:
    PackedFiles files_;
    std::vector<std::string> post_types_;
};

class WxrStream {
public:
    /// `files` must outlive it. Fails if one cannot be opened.
    [[nodiscard]] static base::Result<std::unique_ptr<WxrStream>> open(const WxrFiles& files);

    /// The next element; End only behind the last file. A failure ends its file, and the next one follows.
    [[nodiscard]] WxrReader::Next next();
    /// The name of the file that the last element came from.
    [[nodiscard]] const std::string& file() const { return files_.all()[at_].name; }
    /// What the first file says of the site.
    [[nodiscard]] const WxrSite& site() const { return readers_.front()->site(); }

    [[nodiscard]] std::uint64_t bytes_read() const;
    [[nodiscard]] std::uint64_t bytes_in_all() const;
    /// As of WxrReader.
    [[nodiscard]] std::uint64_t mended() const;

    /// For open(): `readers` has one for each file.
    WxrStream(const WxrFiles& files, std::vector<std::unique_ptr<WxrReader>> readers) : files_(files), readers_(std::move(readers)) {}

private:
    const WxrFiles& files_;
    std::vector<std::unique_ptr<WxrReader>> readers_;
    std::size_t at_ = 0;
    bool over_ = false;  ///< the file that is read
};

}  // namespace stoppress::importing::wordpress
