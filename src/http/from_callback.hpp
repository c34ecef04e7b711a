// SPDX-License-Identifier: GPL-3.0-or-later
// Awaits, in a coroutine, something that reports through a callback.
// Thread: the callback may be called on any thread; the coroutine continues on its own executor.
#pragma once

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <memory>
#include <utility>

namespace stoppress::http {

template <class T>
using Callback = std::move_only_function<void(T)>;

/// `auto value = co_await from_callback<T>(start);` calls start(callback). When the callback is called, which must
/// happen exactly once, the coroutine continues, always through a post to its own executor. `start` must be a named
/// object (see docs/architecture.md on GCC 12).
template <class T>
boost::asio::awaitable<T> from_callback(std::move_only_function<void(Callback<T>)> start) {
    auto initiate = [](auto handler, std::move_only_function<void(Callback<T>)> begin) {
        const auto executor = boost::asio::get_associated_executor(handler);
        // An awaitable's handler can only be moved, and the callback outlives this function.
        auto waiting = std::make_shared<decltype(handler)>(std::move(handler));
        begin([waiting = std::move(waiting), executor](T value) mutable {
            boost::asio::post(executor, [waiting = std::move(waiting), value = std::move(value)]() mutable {
                auto resumed = std::move(*waiting);
                resumed(std::move(value));
            });
        });
    };
    return boost::asio::async_initiate<const boost::asio::use_awaitable_t<>, void(T)>(std::move(initiate), boost::asio::use_awaitable,
                                                                                      std::move(start));
}

}  // namespace stoppress::http
