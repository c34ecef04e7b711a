// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/addresses/body_addresses.hpp"

#include "document/document_walk.hpp"

namespace stoppress::document {
namespace {

struct Reader {
    const std::function<void(const Address&)>& each;

    void address(const Address& address) const {
        if (!address.empty()) {
            each(address);
        }
    }
    void run(const Inline& run) const { address(run.link.href); }
    void image(const Image& image) const {
        address(image.source);
        address(image.link);
    }
    void audio(const Audio& audio) const { address(audio.source); }
    void video(const Video& video) const {
        address(video.source);
        address(video.poster);
    }
    void embed(const Embed& embed) const {
        address(embed.url);
        address(embed.picture);
    }
};

struct Changer {
    const AddressChanges& changes;
    bool& changed;

    void run(Inline& run) const { changed = changes.link(run.link.href) || changed; }
    void image(Image& image) const {
        changed = changes.image(image) || changed;
        changed = changes.link(image.link) || changed;
    }
    void audio(Audio& audio) const { changed = changes.link(audio.source) || changed; }
    void video(Video& video) const {
        changed = changes.link(video.source) || changed;
        changed = changes.link(video.poster) || changed;
    }
    void embed(Embed& /*embed*/) const {}
};

}  // namespace

void for_each_address(const Document& document, const std::function<void(const Address&)>& each) {
    DocumentWalk(Reader{each}).document(document);
}

void change_addresses(Document& document, const AddressChanges& changes) {
    bool changed = false;
    DocumentWalk(Changer{changes, changed}).document(document);
    if (changed) {
        normalise(document);
    }
}

}  // namespace stoppress::document
