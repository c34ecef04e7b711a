// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that every address of a body is found, wherever it is.
#include "document/addresses/body_addresses.hpp"

#include <gmock/gmock.h>

#include "document/convert.hpp"

namespace stoppress::document {
namespace {

TEST(Addresses, AreFoundWhereverTheyStand) {
    const auto parsed = from_html(
        R"(<p><a href="/p">p</a></p><h2><a href="/h">h</a></h2><ul><li><a href="/l">l</a><ul><li><a href="/ll">x</a></li></ul></li></ul>)"
        R"(<blockquote><p><a href="/q">q</a></p><footer><a href="/qa">a</a></footer></blockquote>)"
        R"(<table><caption><a href="/tc">c</a></caption><tr><th><a href="/th">h</a></th></tr><tr><td><a href="/td">d</a></td></tr></table>)"
        R"(<figure><a href="/il"><img src="/is.png" alt=""></a><figcaption><a href="/ic">c</a></figcaption></figure><pre>x</pre><hr>)"
        R"(<figure class="gallery"><img src="/g1.png" alt=""><figure><a href="/gl"><img src="/g2.png" alt=""></a>)"
        R"(<figcaption><a href="/g2c">c</a></figcaption></figure><figcaption><a href="/gc">c</a></figcaption></figure>)");
    ASSERT_TRUE(parsed.has_value());
    std::vector<std::string> found;
    for_each_address(parsed->document, [&](const Address& address) { found.push_back(address.string()); });
    EXPECT_THAT(found, ::testing::UnorderedElementsAre("/p", "/h", "/l", "/ll", "/q", "/qa", "/tc", "/th", "/td", "/il", "/is.png", "/ic",
                                                       "/g1.png", "/gl", "/g2.png", "/g2c", "/gc"));
}

}  // namespace
}  // namespace stoppress::document
