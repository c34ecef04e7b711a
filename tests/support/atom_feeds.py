# SPDX-License-Identifier: GPL-3.0-or-later
"""Feed archives in the forms of Blogger's two exports and of other systems, made by hand."""
from html import escape

KIND = "http://schemas.google.com/g/2005#kind"
BLOG = "tag:blogger.com,1999:blog-7"


def takeout(*entries, title="The Paper"):
    return f"""<?xml version='1.0' encoding='utf-8'?>
<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'>
  <id>{BLOG}</id>
  <title>{title}</title>
{"".join(entries)}</feed>
"""


def entry(number, content="<p>Text.</p>", title="A title", kind="POST", status="LIVE", name=None, labels=("City",), date="2019-05-04T10:00:00Z", more=""):
    """An entry of a Takeout; `name` "": it has no address."""
    filename = f"/2019/05/post-{number}.html" if name is None else name
    filed = "".join(f"<category scheme='{BLOG}' term='{escape(label)}'/>" for label in labels) or "<category/>"
    return f"""<entry><id>{BLOG}.post-{number}</id><blogger:type>{kind}</blogger:type><blogger:status>{status}</blogger:status>
<author><name>Ann Ray</name><uri></uri><blogger:type>BLOGGER</blogger:type></author><title>{escape(title)}</title>
<content type='html'>{escape(content)}</content><blogger:metaDescription/><blogger:created>{date}</blogger:created><published>{date}</published>
<updated>{date}</updated><blogger:location/>{filed}<blogger:filename>{filename}</blogger:filename><link/><enclosure/><blogger:trashed/>{more}</entry>
"""


SETTINGS = "blog_publishing_mode,blog_name,blog_locale,blog_time_zone,blog_read_access_mode,blog_subdomain\nBLOGSPOT,The Paper,en,America/New_York,{access},paper\n"


def backup(*entries):
    """What "Back up content" gave."""
    return f"""<?xml version='1.0' encoding='UTF-8'?><?xml-stylesheet href="http://www.blogger.com/styles/atom.css" type="text/css"?>
<feed xmlns='http://www.w3.org/2005/Atom' xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/' xmlns:thr='http://purl.org/syndication/thread/1.0'>
<id>{BLOG}.archive</id><updated>2019-05-04T10:00:00Z</updated><title type='text'>The Paper</title>
<link rel='self' href='https://www.blogger.com/feeds/7/archive'/><link rel='alternate' type='text/html' href='https://paper.blogspot.com/'/>
<author><name>Ann Ray</name><email>noreply@blogger.com</email></author><generator uri='http://www.blogger.com'>Blogger</generator>
{"".join(entries)}</feed>
"""


def old_entry(number, kind="post", content="<p>Text.</p>", address=None, control="", more="", title="A title"):
    link = "" if address == "" else f"<link rel='alternate' type='text/html' href='{address or f'https://paper.blogspot.com/2019/05/post-{number}.html'}' title='{title}'/>"
    return f"""<entry><id>{BLOG}.post-{number}</id><published>2019-05-04T12:00:00.001+02:00</published><updated>2019-05-04T12:00:00.001+02:00</updated>{control}
<category scheme='{KIND}' term='http://schemas.google.com/blogger/2008/kind#{kind}'/><category scheme='http://www.blogger.com/atom/ns#' term='City'/>
<title type='text'>{title}</title><content type='html'>{escape(content)}</content>
<link rel='replies' type='application/atom+xml' href='https://paper.blogspot.com/feeds/{number}/comments/default'/>{link}
<author><name>Ann Ray</name><uri>https://www.blogger.com/profile/7</uri><email>noreply@blogger.com</email></author>{more}</entry>
"""


DRAFT = "<app:control xmlns:app='http://purl.org/atom/app#'><app:draft>yes</app:draft></app:control>"


def feed(*entries, head="", attributes=""):
    """What other systems give."""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0" {attributes}>
<id>tag:paper.test,2019:feed</id><title>The Paper</title><link rel="alternate" type="text/html" href="https://paper.test/blog/"/>
<link rel="self" type="application/atom+xml" href="https://paper.test/blog/old-feed"/>{head}
{"".join(entries)}</feed>
"""


def plain_entry(number, body='<content type="html">&lt;p&gt;Text.&lt;/p&gt;</content>', more="", updated="2019-05-04T10:00:00Z", address=None):
    link = "" if address == "" else f'<link rel="alternate" type="text/html" href="{address or f"https://paper.test/blog/2019/post-{number}.html"}"/>'
    return f"""<entry><id>tag:paper.test,2019:{number}</id><title>Post {number}</title>{link}<published>2019-05-04T10:00:00Z</published><updated>{updated}</updated>
<category term="city" label="City &amp;amp; Region"/>{body}{more}</entry>
""".replace("&amp;amp;", "&amp;")
