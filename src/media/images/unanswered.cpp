// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/images/unanswered.hpp"

#include <sys/wait.h>

#include <csignal>

#include <fmt/format.h>

#include "media/limits.hpp"

namespace stoppress::media {

std::string plain_line(std::string_view text) {
    std::string line;
    for (const char c : text.substr(0, kMaxReasonBytes)) {
        line += c >= ' ' && c < '\x7f' ? c : ' ';
    }
    while (line.ends_with(' ')) {
        line.pop_back();
    }
    return line;
}

base::Error broken_picture(std::string_view reason) {
    return base::fail(base::ErrorCode::invalid,
                      reason.empty() ? std::string("it cannot be decoded") : fmt::format("it cannot be decoded: {}", reason),
                      {"file-broken"});
}

base::Error unanswered(const base::ChildOutput& output) {
    if (!output.in_time || (WIFSIGNALED(output.status) && WTERMSIG(output.status) == SIGXCPU)) {
        return broken_picture("it took too long");
    }
    if (WIFSIGNALED(output.status) && WTERMSIG(output.status) == SIGSYS) {
        return broken_picture("the decoder made a forbidden system call");
    }
    if (WIFSIGNALED(output.status)) {
        return broken_picture(fmt::format("the decoder was ended by signal {}", WTERMSIG(output.status)));
    }
    return broken_picture("the decoder failed");
}

}  // namespace stoppress::media
