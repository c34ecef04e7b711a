// SPDX-License-Identifier: GPL-3.0-or-later
// A file with a fuzz input, for parsers that read files. Removed at the end of the program.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace fuzz {

class TemporaryFile {
public:
    explicit TemporaryFile(const std::string& name)
        : folder_(std::filesystem::temp_directory_path() / ("stoppress-fuzz-" + std::to_string(::getpid()))), file_(folder_ / name) {
        std::filesystem::create_directories(folder_);
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    TemporaryFile(TemporaryFile&&) = delete;
    TemporaryFile& operator=(TemporaryFile&&) = delete;
    ~TemporaryFile() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    void write(std::string_view bytes) const {
        std::ofstream stream(file_, std::ios::binary | std::ios::trunc);
        stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        if (!stream.flush()) {
            std::abort();
        }
    }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    [[nodiscard]] const std::filesystem::path& path() const { return file_; }

private:
    std::filesystem::path folder_;
    std::filesystem::path file_;
};

}  // namespace fuzz
