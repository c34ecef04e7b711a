// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/pictures/pictures.hpp"

#include <spdlog/spdlog.h>

#include "http/from_callback.hpp"
#include "http/message/conditional.hpp"

namespace stoppress::reader {

Pictures::Pictures(const media::Library& library, std::size_t loops, std::chrono::steady_clock::duration fresh)
    : library_(library),
      fresh_(fresh),
      by_loop_(loops),
      in_memory_(std::make_shared<std::atomic<std::size_t>>(0)),
      threads_(kMaxQueuedPictures, kPictureThreads) {}

std::shared_ptr<const Picture> Pictures::find(std::size_t loop, std::string_view path) {
    auto& kept = by_loop_.at(loop);
    const auto found = kept.by_path.find(path);
    if (found == kept.by_path.end() || std::chrono::steady_clock::now() - found->second->second->read_at > fresh_) {
        return nullptr;
    }
    kept.order.splice(kept.order.begin(), kept.order, found->second);
    return found->second->second;
}

boost::asio::awaitable<base::Result<std::shared_ptr<const Picture>>> Pictures::obtain(std::size_t loop, std::string path) {
    auto& kept = by_loop_.at(loop);
    while (*in_memory_ > kMaxPictureBytes && !kept.order.empty()) {
        drop_last(kept);
    }
    if (*in_memory_ > kMaxPictureBytes) {
        co_return base::fail(base::ErrorCode::unavailable, "Too many pictures are being served. Try again in a moment.");
    }
    std::move_only_function<void(http::Callback<Obtained>)> start = [this, path](http::Callback<Obtained> arrived) {
        // Both the work and its refusal need it.
        auto shared = std::make_shared<http::Callback<Obtained>>(std::move(arrived));
        if (!threads_.post([this, path, shared] { (*shared)(read(path)); })) {
            (*shared)(base::fail(base::ErrorCode::unavailable, "Too many requests are waiting. Try again in a moment."));
        }
    };
    auto obtained = co_await http::from_callback<Obtained>(std::move(start));
    if (obtained.has_value()) {
        // A concurrent request may have stored it first.
        if (auto already = find(loop, path)) {
            co_return already;
        }
        keep(by_loop_.at(loop), std::move(path), *obtained);
    } else if (obtained.error().code == base::ErrorCode::not_found) {
        drop(by_loop_.at(loop), path);
    } else if (auto at_hand = find_of_any_age(loop, path)) {
        co_return at_hand;
    }
    co_return obtained;
}

std::shared_ptr<const Picture> Pictures::find_of_any_age(std::size_t loop, std::string_view path) const {
    const auto& by_path = by_loop_.at(loop).by_path;
    const auto found = by_path.find(path);
    return found == by_path.end() ? nullptr : found->second->second;
}

Pictures::Obtained Pictures::read(const std::string& path) const {
    const auto name = media::Name::parse_address(path);
    if (!name.has_value()) {
        return base::fail(base::ErrorCode::not_found, "Picture not found.");
    }
    auto read = library_.read(media::Part::rendition, *name);
    note(read);
    TRY(auto bytes, std::move(read));
    auto picture = std::make_shared<Picture>();
    picture->bytes = std::move(bytes);
    picture->etag = '"' + name->hash + '"';
    picture->content_type = media::content_type(name->format);
    picture->download = !media::is_picture(name->format);
    picture->read_at = std::chrono::steady_clock::now();
    const std::size_t size = picture->bytes.size();
    *in_memory_ += size;
    // Released when the last response that sends it is destroyed.
    picture->share = std::shared_ptr<const void>(in_memory_.get(), [counter = in_memory_, size](const void*) { *counter -= size; });
    return std::shared_ptr<const Picture>(std::move(picture));
}

/// Logs once that pictures cannot be read, and once that they can be read again.
void Pictures::note(const base::Result<std::string>& bytes) const {
    const bool readable = bytes.has_value() || bytes.error().code != base::ErrorCode::unavailable;
    if (readable_.exchange(readable) == readable) {
        return;
    }
    if (readable) {
        spdlog::info("pictures can be read again");
    } else {
        spdlog::error("pictures cannot be read, requests for them are answered with 503: {}", bytes.error().message);
    }
}

void Pictures::keep(Kept& kept, std::string path, std::shared_ptr<const Picture> picture) {
    drop(kept, path);
    kept.bytes += picture->bytes.size();
    kept.order.emplace_front(std::move(path), std::move(picture));
    kept.by_path.emplace(kept.order.front().first, kept.order.begin());
    while (kept.bytes > kMaxKeptPictureBytes) {
        drop_last(kept);
    }
}

void Pictures::drop_last(Kept& kept) {
    kept.bytes -= kept.order.back().second->bytes.size();
    kept.by_path.erase(kept.order.back().first);
    kept.order.pop_back();
}

void Pictures::drop(Kept& kept, std::string_view path) {
    if (const auto found = kept.by_path.find(path); found != kept.by_path.end()) {
        const auto entry = found->second;
        kept.bytes -= entry->second->bytes.size();
        kept.by_path.erase(found);
        kept.order.erase(entry);
    }
}

http::Response Pictures::respond(const http::PublicRequest& request, const std::shared_ptr<const Picture>& picture) {
    http::ImmutableResponse response{http::Status::ok};
    response.fields().add("ETag", picture->etag);
    if (http::is_current(request, picture->etag)) {
        response.empty_as(http::Status::not_modified);
        return response;
    }
    response.fields().add("Content-Type", picture->content_type);
    if (picture->download) {
        response.fields().add("Content-Disposition", "attachment");
        response.fields().add("Content-Security-Policy", "default-src 'none'; sandbox");
    }
    response.append(picture->bytes);
    response.keep(picture);
    http::apply_range(request, picture->etag, response);
    return response;
}

}  // namespace stoppress::reader
