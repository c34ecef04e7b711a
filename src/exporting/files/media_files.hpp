// SPDX-License-Identifier: GPL-3.0-or-later
// Copies the pictures and downloads that stories show to a folder, or to where else an export wants them.
// Flow:   story -> MediaFiles::take() -> media::Library -> OutputFolder, ZipFile
// Owner:  one export. Thread: one at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "exporting/files/output_folder.hpp"
#include "media/library.hpp"
#include "media/picture.hpp"
#include "story/story.hpp"

namespace stoppress::exporting {

class MediaFiles {
public:
    /// Files go to PLACE/HASH.EXT in the folder. The arguments must outlive the object.
    /// `site`: its scheme and host, for addresses that name them.
    MediaFiles(const media::Library& library, const OutputFolder& folder, std::string place, std::string site)
        : MediaFiles(
              library,
              [&folder, place = std::move(place)](const media::Name& name, std::string_view bytes) {
                  return folder.write(place + "/" + name.file(), bytes);
              },
              std::move(site)) {}
    /// Each file is given to `put`, once.
    using Put = std::function<base::Result<void>(const media::Name&, std::string_view bytes)>;
    MediaFiles(const media::Library& library, Put put, std::string site)
        : library_(library), put_(std::move(put)), site_(std::move(site)) {}

    /// All files of this site that the content refers to. One that the library does not have is put among missing().
    base::Result<void> take(const story::Content& content);
    /// The file that an address of this site names, if it names one.
    base::Result<void> take(std::string_view address);
    /// In the order in which they were written.
    [[nodiscard]] const std::vector<media::Name>& written() const { return written_; }
    /// The place of an address's file in written(), from 1; 0 if it was not written.
    [[nodiscard]] std::int64_t number_of(std::string_view address) const;
    /// The name of an address's file; nothing if it was not written.
    [[nodiscard]] std::optional<media::Name> written_at(std::string_view address) const;
    [[nodiscard]] const std::set<std::string>& missing() const { return missing_; }

private:
    /// The file that an address of this site names.
    [[nodiscard]] std::optional<media::Name> name_at(std::string_view address) const;

    const media::Library& library_;
    Put put_;
    std::string site_;
    std::vector<media::Name> written_;
    std::unordered_map<std::string, std::int64_t> numbers_;  ///< by "HASH.EXT"
    std::set<std::string> missing_;
};

}  // namespace stoppress::exporting
