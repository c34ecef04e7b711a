// SPDX-License-Identifier: GPL-3.0-or-later
// The forms of the pictures and recordings on a page, looked up once when the page is printed.
// Flow:   store (media by their addresses in stories) -> PictureForms -> document::to_html, render
// Thread: the reading pool's.
#pragma once

#include <map>
#include <set>
#include <string>

#include "document/pictures.hpp"
#include "reader/printing.hpp"
#include "store/media/records.hpp"

namespace stoppress::reader {

class StoryPictures {
public:
    explicit StoryPictures(const Printing& printing) : printing_(printing) {}

    /// Adds pictures that will be shown.
    void want(std::string_view address);
    void want(const document::Document& body);
    /// Looks all of them up in the store.
    base::Result<void> look_up();

    /// nullptr if the address is not that of a known picture of this site.
    [[nodiscard]] const document::PictureForm* find(std::string_view address) const;
    /// nullptr if it is not that of a known recording of this site.
    [[nodiscard]] const document::RecordingForm* find_recording(std::string_view address) const;

private:
    [[nodiscard]] std::string hash_in(std::string_view address) const;

    const Printing& printing_;
    std::set<std::string> wanted_;
    std::map<std::string, document::PictureForm> forms_;         ///< by the hash in the stories' addresses
    std::map<std::string, document::RecordingForm> recordings_;  ///< the same
};

/// The form of one medium.
[[nodiscard]] document::PictureForm form_of(const store::Medium& medium);

}  // namespace stoppress::reader
