// SPDX-License-Identifier: GPL-3.0-or-later
// A file descriptor that closes itself.
// Owner:  whoever holds it; it can be neither copied nor moved.
// Thread: its owner's.
#pragma once

#include <unistd.h>

namespace stoppress::base {

class Descriptor {
public:
    /// Takes ownership of what open() returned; a negative number (a failure) is allowed and never closed.
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor(Descriptor&&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor() {
        if (number_ >= 0) {
            ::close(number_);
        }
    }
    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

}  // namespace stoppress::base
