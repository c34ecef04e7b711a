// SPDX-License-Identifier: GPL-3.0-or-later
// The forms of the pictures that a page shows, looked up once, when it is printed.
// Flow:   store (media by the addresses that stories name) -> PictureForms -> document::to_html, render
// Thread: the reading pool's.
#pragma once

#include <map>
#include <set>
#include <string>

#include "document/pictures.hpp"
#include "reader/printing.hpp"

namespace stoppress::reader {

class StoryPictures {
public:
    explicit StoryPictures(const Printing& printing) : printing_(printing) {}

    /// Notes what is going to be shown.
    void want(std::string_view address);
    void want(const document::Document& body);
    /// Asks the store for all of it.
    base::Result<void> look_up();

    /// nullptr where the address is no known picture's of this site.
    [[nodiscard]] const document::PictureForm* find(std::string_view address) const;

private:
    [[nodiscard]] std::string hash_in(std::string_view address) const;

    const Printing& printing_;
    std::set<std::string> wanted_;
    std::map<std::string, document::PictureForm> forms_;  ///< by the hash that stories name
};

/// The form of one medium.
[[nodiscard]] document::PictureForm form_of(const store::Medium& medium);

}  // namespace stoppress::reader
