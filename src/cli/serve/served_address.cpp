// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/serve/served_address.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "settings/checks.hpp"

namespace stoppress::cli {

namespace {

constexpr const char* kFileName = "stoppress.address";
constexpr std::size_t kMaxBytes = 300;  // a host's name has at most 253

}  // namespace

ServedAddress::ServedAddress(const std::filesystem::path& folder, std::string_view address)
    : file_(folder / kFileName), descriptor_(::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640)) {
    const std::string line = std::string(address) + '\n';
    const int number = descriptor_.number();
    if (number < 0 || ::flock(number, LOCK_EX | LOCK_NB) != 0 || ::ftruncate(number, 0) != 0 ||
        ::pwrite(number, line.data(), line.size(), 0) != static_cast<ssize_t>(line.size())) {
        file_.clear();
    }
}

ServedAddress::~ServedAddress() {
    if (!file_.empty()) {
        static_cast<void>(::unlink(file_.c_str()));
    }
}

std::optional<std::string> served_address(const std::filesystem::path& folder) {
    const auto file = folder / kFileName;
    const base::Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (opened.number() < 0 || ::flock(opened.number(), LOCK_SH | LOCK_NB) == 0 || errno != EWOULDBLOCK) {
        return std::nullopt;
    }
    std::array<char, kMaxBytes> bytes{};
    const auto size = ::pread(opened.number(), bytes.data(), bytes.size(), 0);
    std::string address(bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
    if (!address.ends_with('\n')) {
        return std::nullopt;
    }
    address.pop_back();
    return settings::check_site_url(address) ? std::nullopt : std::optional(std::move(address));
}

}  // namespace stoppress::cli
