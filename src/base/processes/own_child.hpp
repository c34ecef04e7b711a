// SPDX-License-Identifier: GPL-3.0-or-later
// Runs this program again as a child process that does one piece of work on untrusted bytes: the input is its standard
// input (a memory file), and everything that it writes to standard output is the answer. The caller must treat the
// answer as untrusted.
// Flow:   media (pictures), fetching (requests to other servers) -> run_own_child -> child -> answer
// Thread: any but a loop's, several at once; the caller waits.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace stoppress::base {

struct OwnChild {
    std::vector<std::string> arguments;  ///< of the program
    std::string_view input{};            ///< must stay valid until the answer
    int input_file = -1;                 ///< instead of `input`: a descriptor of a file, read from its start; it stays the caller's
    std::size_t most_output = 0;         ///< bytes; reading stops with the first piece beyond
    std::chrono::milliseconds patience{};
    const std::atomic<bool>& abandoned;  ///< set by another thread: the child is ended
};

struct ChildOutput {
    std::string bytes;    ///< may be incomplete: the child may have died
    bool in_time = true;  ///< false also if it was abandoned
    int status = 0;       ///< as waitpid() returns it; the child has ended
};

/// Fails with `io` if the system cannot start the child. The child gets none of the environment but plain settings of
/// its libraries, and has no descriptors but 0 to 2.
[[nodiscard]] Result<ChildOutput> run_own_child(const OwnChild& child);

/// Reads the input of such a child up to `most` bytes. Fails with `too_large` or `io`. In the child.
[[nodiscard]] Result<std::string> read_child_input(std::size_t most);
/// Writes a part of its answer. False if nobody reads it any more. In the child.
[[nodiscard]] bool write_child_output(std::string_view bytes);

/// Cuts an answer into pieces from its front; a missing one is empty, and so are all after it.
class AnswerPieces {
public:
    explicit AnswerPieces(std::string_view bytes) : bytes_(bytes) {}
    std::string_view next(std::size_t size);
    template <class Head>
    Head head() {
        Head head;
        if (const auto piece = next(sizeof head); piece.size() == sizeof head) {
            piece.copy(reinterpret_cast<char*>(&head), sizeof head);
        }
        return head;
    }
    [[nodiscard]] bool whole() const { return whole_; }
    [[nodiscard]] std::string_view rest() const { return bytes_; }

private:
    std::string_view bytes_;
    bool whole_ = true;
};

}  // namespace stoppress::base
