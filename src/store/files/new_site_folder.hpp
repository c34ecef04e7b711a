// SPDX-License-Identifier: GPL-3.0-or-later
// The folder of a new site that is filled under another name, and gets its own when it is complete.
// Flow:   make() -> (filled by a restore or an import) -> finish()
// Owner:  one restore or import. What was not finished is removed with the object.
// Thread: one.
#pragma once

#include <filesystem>
#include <string_view>
#include <utility>

#include "base/result.hpp"

namespace stoppress::store {

class NewSiteFolder {
public:
    /// Fails with `conflict` if `target` is something else than a missing or empty folder, such as a link to one, or mounted.
    static base::Result<void> refuse_other_content(const std::filesystem::path& target);
    /// Makes the empty folder "TARGET.DOING-PID". The same error; `io` if it cannot be made.
    static base::Result<NewSiteFolder> make(const std::filesystem::path& target, std::string_view doing);
    NewSiteFolder(NewSiteFolder&& other) noexcept : target_(std::move(other.target_)), path_(std::exchange(other.path_, {})) {}
    NewSiteFolder& operator=(NewSiteFolder&&) = delete;
    NewSiteFolder(const NewSiteFolder&) = delete;
    NewSiteFolder& operator=(const NewSiteFolder&) = delete;
    ~NewSiteFolder();

    /// Where to write until finish().
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    /// Makes all of it durable and gives it its name, in place of an empty folder and of nothing else.
    base::Result<void> finish();

private:
    NewSiteFolder(std::filesystem::path target, std::filesystem::path path) : target_(std::move(target)), path_(std::move(path)) {}

    std::filesystem::path target_;
    std::filesystem::path path_;  ///< empty when finished
};

}  // namespace stoppress::store
