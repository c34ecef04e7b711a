// SPDX-License-Identifier: GPL-3.0-or-later
// The address at which a running server is reached, left in the site's folder for other commands: only the server knows
// its flags, and the environment it was started in. The file is locked as long as the server runs, so one that a killed
// server left behind is not believed.
// Flow:   serve -> SITE/stoppress.address -> stoppress user link
// Thread: any but a loop's.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/files/descriptor.hpp"

namespace stoppress::cli {

class ServedAddress {
public:
    /// Writes it. Does nothing if that is not possible, or if another server of the same folder has written its own: only
    /// the printed links of other commands depend on it.
    ServedAddress(const std::filesystem::path& folder, std::string_view address);
    ServedAddress(const ServedAddress&) = delete;
    ServedAddress& operator=(const ServedAddress&) = delete;
    ServedAddress(ServedAddress&&) = delete;
    ServedAddress& operator=(ServedAddress&&) = delete;
    /// Removes the file.
    ~ServedAddress();

private:
    std::filesystem::path file_;
    base::Descriptor descriptor_;
};

/// The address of the server that runs for this folder; nothing if there is none, or if the file says none.
[[nodiscard]] std::optional<std::string> served_address(const std::filesystem::path& folder);

}  // namespace stoppress::cli
