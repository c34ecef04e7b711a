// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/files/delivery.hpp"

#include <unordered_map>

#include "document/addresses/body_addresses.hpp"

namespace stoppress::importing {

void size_pictures(document::Document& body, const std::vector<UsedFile>& files) {
    if (files.empty()) {
        return;
    }
    std::unordered_map<std::string, TakenPicture> pictures;
    for (const UsedFile& file : files) {
        if (const auto& taken = file.medium->taken; taken.has_value() && taken->width != 0) {
            pictures.emplace(taken->name.address(), *taken);
        }
    }
    const auto size = [&pictures](document::Image& image) {
        const auto picture = pictures.find(image.source.string());
        if (picture == pictures.end()) {
            return false;
        }
        image.width = picture->second.width;
        image.height = picture->second.height;
        return true;
    };
    document::change_addresses(body, {size, [](document::Address&) { return false; }});
}

void Delivery::story(BuiltStory built) {
    for (const UsedFile& used : built.files) {
        file(used);
    }
    for (const BuiltComment& comment : built.comments) {
        run_.report.found(comment.item.kind);
    }
    if (failed_ || built.refused.has_value() || built.skipped.has_value()) {
        leave_out(built.comments);
    }
    if (failed_) {
        // Neither imported nor refused: the run ends, and the next one tries it again.
        run_.target.settle(built.item, Outcome::skipped, {0, "not imported, because a file could not be"});
    } else if (built.refused.has_value()) {
        run_.target.settle(built.item, Outcome::refused, *built.refused);
    } else if (built.skipped.has_value()) {
        run_.target.settle(built.item, Outcome::skipped, *built.skipped);
    } else {
        std::string source = built.story.source;
        run_.target.story(std::move(built.story), std::move(built.item));
        run_.target.comments(std::move(source), std::move(built.comments));
    }
}

void Delivery::leave_out(const std::vector<BuiltComment>& comments) {
    for (const BuiltComment& comment : comments) {
        run_.target.settle(comment.item, Outcome::skipped, comment.skipped.value_or(Note{comment.item.line, "its story is not imported"}));
    }
}

void Delivery::file(const UsedFile& file) {
    const FolderMedium& medium = *file.medium;
    if (delivered_.insert(medium.item.file).second) {
        settle(medium);
    }
    // A story that nobody saw may have come before with the same file, and then without addresses.
    for (const std::string& address : file.addresses) {
        if (medium.taken.has_value() && redirected_.insert(address).second) {
            Item quiet;
            quiet.kind = "redirects";
            quiet.file = medium.item.file;
            run_.target.redirect(address, medium.taken->name.address(), std::move(quiet));
        }
    }
}

void Delivery::settle(const FolderMedium& medium) {
    run_.report.found(medium.item.kind);
    if (medium.failed.has_value()) {
        if (!failed_.exchange(true)) {
            failure_ = *medium.failed;
        }
        run_.target.settle(medium.item, Outcome::skipped, {0, "not processed: " + medium.failed->message});
    } else if (!medium.medium.has_value()) {
        const bool refused = !medium.refused.empty();
        run_.target.settle(medium.item, refused ? Outcome::refused : Outcome::skipped,
                           {0, refused ? medium.refused + "; stories keep its old address" : medium.skipped});
    } else {
        run_.target.medium(*std::exchange(medium.medium, std::nullopt), medium.item);
    }
}

}  // namespace stoppress::importing
