// SPDX-License-Identifier: GPL-3.0-or-later
// A folder that is written aside, and appears under its name when it is complete.
// Flow:   OutputFolder::make -> write()… -> finish()
// Owner:  one export. What was not finished is removed with the object; what a killed run left is removed by the next, unless it was killed
//         directly before the end: then the next one names it and fails.
// Thread: one at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/files/descriptor.hpp"
#include "base/result.hpp"

namespace stoppress::exporting {

/// A file that is written in parts. It is closed with the object.
class OutputFile {
public:
    /// Makes the file. Fails as OutputFolder::write() does.
    [[nodiscard]] static base::Result<std::unique_ptr<OutputFile>> make(const std::filesystem::path& file);
    base::Result<void> append(std::string_view bytes);

    /// For make().
    OutputFile(std::filesystem::path file, int descriptor) : file_(std::move(file)), descriptor_(descriptor) {}

private:
    std::filesystem::path file_;
    base::Descriptor descriptor_;
};

class OutputFolder {
public:
    /// Who may read the finished folder.
    enum class Readable : std::uint8_t { by_owner, by_all };

    /// Writes to "TARGET.partial", which only the owner can read. Fails with `conflict` if there is something at `target` other than an empty folder, or something at
    /// "TARGET.partial" that no export has left.
    [[nodiscard]] static base::Result<OutputFolder> make(const std::filesystem::path& target, Readable readable = Readable::by_owner);
    OutputFolder(const OutputFolder&) = delete;
    OutputFolder& operator=(const OutputFolder&) = delete;
    OutputFolder(OutputFolder&& other) noexcept
        : target_(std::exchange(other.target_, {})), partial_(std::exchange(other.partial_, {})), readable_(other.readable_) {}
    OutputFolder& operator=(OutputFolder&&) = delete;
    ~OutputFolder();

    /// Writes a new file; folders are made. `name` is relative, of parts that are safe_file_name() or fixed. Fails with `conflict` if the
    /// file exists, `unavailable` if the disk is full, `io`.
    base::Result<void> write(const std::filesystem::path& name, std::string_view bytes) const;
    /// The same, to be written in parts.
    [[nodiscard]] base::Result<std::unique_ptr<OutputFile>> open(const std::filesystem::path& name) const;
    [[nodiscard]] bool holds(const std::filesystem::path& name) const;
    /// The absolute path that it gets when it is complete.
    [[nodiscard]] const std::filesystem::path& target() const { return target_; }
    /// Where a file of it is until finish().
    [[nodiscard]] std::filesystem::path place_of(const std::filesystem::path& name) const { return partial_ / name; }
    /// Removes a file that was only needed to make another.
    base::Result<void> drop(const std::filesystem::path& name) const;
    /// Makes all of it durable and gives it its name.
    base::Result<void> finish();

private:
    OutputFolder(std::filesystem::path target, std::filesystem::path partial, Readable readable)
        : target_(std::move(target)), partial_(std::move(partial)), readable_(readable) {}

    std::filesystem::path target_;
    std::filesystem::path partial_;  ///< empty when finished
    Readable readable_ = Readable::by_owner;
};

/// A slug as the name of a file or folder: bytes that a file system or another program could take for something else become '-', a long
/// one is cut between two characters. Never empty, and never begins with a dot.
[[nodiscard]] std::string safe_file_name(std::string_view slug);

}  // namespace stoppress::exporting
