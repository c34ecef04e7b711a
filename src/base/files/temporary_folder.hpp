// SPDX-License-Identifier: GPL-3.0-or-later
// A new folder in TMPDIR, which only this user can read, and which is gone with all that is in it when the object is destroyed.
// Owner:  whoever holds the object; it can be moved.
// Thread: any; each object is used by one thread at a time.
#pragma once

#include <filesystem>
#include <string>
#include <utility>

#include "base/result.hpp"

namespace stoppress::base {

class TemporaryFolder {
public:
    /// `purpose` is a part of its name: "dry-run". Fails with `io`.
    [[nodiscard]] static Result<TemporaryFolder> make(const std::string& purpose);
    /// None.
    TemporaryFolder() = default;
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    TemporaryFolder(TemporaryFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
    TemporaryFolder& operator=(TemporaryFolder&& other) noexcept {
        std::swap(path_, other.path_);
        return *this;
    }
    ~TemporaryFolder();

    /// Empty if there is none.
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    explicit TemporaryFolder(std::filesystem::path path) : path_(std::move(path)) {}

    std::filesystem::path path_;
};

}  // namespace stoppress::base
