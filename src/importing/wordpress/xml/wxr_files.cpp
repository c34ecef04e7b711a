// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/wordpress/xml/wxr_files.hpp"

#include <algorithm>

#include "importing/text/text.hpp"

namespace stoppress::importing::wordpress {

namespace fs = std::filesystem;

base::Result<WxrFiles> WxrFiles::open(const std::vector<fs::path>& paths, std::vector<std::string> post_types) {
    WxrFiles files;
    files.post_types_ = std::move(post_types);
    const auto choose = [](const std::string& name) {
        return ascii_lower(name).ends_with(".xml") ? std::optional(PackedUse::document) : std::nullopt;
    };
    TRY(files.files_, PackedFiles::open(paths, {"wxr", "there is no export (an .xml file) in it", choose}));
    return files;
}

base::Result<std::unique_ptr<WxrStream>> WxrStream::open(const WxrFiles& files) {
    std::vector<std::unique_ptr<WxrReader>> readers;
    for (const PackedFile& file : files.all()) {
        TRY(auto reader, WxrReader::open(file.path));
        readers.push_back(std::move(reader));
    }
    return std::make_unique<WxrStream>(files, std::move(readers));
}

WxrReader::Next WxrStream::next() {
    while (true) {
        if (!over_) {
            WxrReader::Next found = readers_[at_]->next();
            const bool failed = std::holds_alternative<ReadFailure>(found);
            over_ = failed || std::holds_alternative<WxrReader::End>(found);
            if (auto* item = std::get_if<WxrItem>(&found)) {
                item->file = file();
                item->type = files_.is_post_type(item->type) ? "post" : item->type;
            }
            if (!over_ || failed) {
                return found;
            }
        }
        if (at_ + 1 == readers_.size()) {
            return WxrReader::End{};
        }
        ++at_;
        over_ = false;
    }
}

std::uint64_t WxrStream::bytes_read() const {
    std::uint64_t bytes = 0;
    std::ranges::for_each(readers_, [&bytes](const auto& reader) { bytes += reader->bytes_read(); });
    return bytes;
}

std::uint64_t WxrStream::bytes_in_all() const {
    std::uint64_t bytes = 0;
    std::ranges::for_each(readers_, [&bytes](const auto& reader) { bytes += reader->bytes_in_all(); });
    return bytes;
}

std::uint64_t WxrStream::mended() const {
    std::uint64_t mended = 0;
    std::ranges::for_each(readers_, [&mended](const auto& reader) { mended += reader->mended(); });
    return mended;
}

}  // namespace stoppress::importing::wordpress
