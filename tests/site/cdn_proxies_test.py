#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Behind caches that people put in front, set up as docs/deployment.md says: nginx, HAProxy and Varnish keep pages for cdn.max_age, each form
apart, and nothing that must not be kept."""
import http.client
import os
import shutil
import subprocess
import tempfile
import time
import unittest

from stoppress_site import Site, SiteTest, eventually, free_port

NGINX = """
daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    proxy_cache_path {folder}/cache keys_zone=pages:1m;
    upstream site {{ server 127.0.0.1:{site}; keepalive 4; }}
    server {{ listen 127.0.0.1:{port};
              location / {{ proxy_pass http://site; proxy_http_version 1.1; proxy_set_header Connection "";
                            proxy_set_header X-Forwarded-For $remote_addr; proxy_cache pages; }} }}
}}
"""
HAPROXY = """
global
    maxconn 200
defaults
    mode http
    timeout connect 5s
    timeout client 10s
    timeout server 10s
cache pages
    total-max-size 16
    max-object-size 1000000
    max-age 3600
    process-vary on
frontend front
    bind 127.0.0.1:{port}
    default_backend site
backend site
    option forwardfor
    http-request cache-use pages
    {rule}
    http-response cache-store pages
    server one 127.0.0.1:{site}
"""
HAPROXY_RULE = 'http-response replace-header Cache-Control "(.*)max-age=0, (.*)" "\\1max-age=1, \\2"'
VARNISH = """
vcl 4.1;
backend default {{ .host = "127.0.0.1"; .port = "{site}"; }}
sub vcl_backend_response {{ set beresp.grace = 0s; }}
"""


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


PROXIES = {
    "nginx": lambda folder, **ports: ["nginx", "-p", folder, "-c", write(f"{folder}/nginx.conf", NGINX.format(folder=folder, **ports))],
    "haproxy": lambda folder, **ports: ["haproxy", "-db", "-f", write(f"{folder}/haproxy.cfg", HAPROXY.format(rule=HAPROXY_RULE, **ports))],
    "varnishd": lambda folder, port, site: ["varnishd", "-F", "-a", f"127.0.0.1:{port}", "-f", write(f"{folder}/site.vcl", VARNISH.format(site=site)),
                                            "-n", f"{folder}/varnish", "-s", "malloc,16m"],
}


class BehindCaches(SiteTest):
    settings = {"cdn.max_age": 3600, "views.count": "beacon", "server.trusted_proxies": ["127.0.0.1"]}

    def behind(self, program, site):
        """Starts it in front of the site, and ends it with the test. Returns its port."""
        if shutil.which(program) is None and not os.path.exists("/usr/sbin/" + program):
            self.skipTest(f"{program} is not installed")
        folder = tempfile.mkdtemp(prefix="stoppress-cache-")
        self.addCleanup(shutil.rmtree, folder, True)
        os.chmod(folder, 0o755)  # Varnish reads its configuration as another user
        port = free_port()
        with open(f"{folder}/log", "w", encoding="utf-8") as log:
            process = subprocess.Popen(PROXIES[program](folder, port=port, site=site.port), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                       env={**os.environ, "PATH": os.environ.get("PATH", "") + ":/usr/sbin"})
        self.addCleanup(process.wait, 20)
        self.addCleanup(process.terminate)

        def up():
            if process.poll() is not None:
                with open(f"{folder}/log", encoding="utf-8") as log:
                    self.skipTest(f"{program} does not start: " + log.read()[-500:])
            try:
                return self.ask(port, "/healthz")[0] == 200
            except OSError:
                return False
        eventually(up, seconds=60, message=f"{program} did not come up")
        return port

    def ask(self, port, path, encoding=None, method="GET", body=None):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request(method, path, body=body, headers={"Content-Type": "application/json", **({"Accept-Encoding": encoding} if encoding else {})})
            answer = connection.getresponse()
            return answer.status, answer.headers.get("Content-Encoding"), answer.read()
        finally:
            connection.close()

    def check(self, program):
        port = self.behind(program, self.site)
        token = self.site.token()
        story = self.site.publish(token, headline=f"Kept by {program}")
        path = story["url"]
        packed = self.ask(port, path, "gzip")
        plain = self.ask(port, path)
        self.assertEqual((plain[0], plain[1], packed[0], packed[1]), (200, None, 200, "gzip"))
        missing = f"/2020/01/{program}"
        self.assertEqual(self.ask(port, missing)[0], 404)
        # What comes from the cache does not know what happened since.
        self.site.publish(token, headline=f"Later than {program}")
        self.assertIn(f"Later than {program}".encode(), self.ask(self.site.port, path)[2])
        self.assertEqual(self.ask(port, path), plain)
        self.assertEqual(self.ask(port, path, "gzip"), packed)
        # Views and the API are never kept.
        views = self.site.get(f"/api/v1/stories/{story['id']}").json()["views"]["day"]
        sent = '{"story": %d}' % story["id"]
        self.assertEqual(self.ask(port, "/api/v1/views", method="POST", body=sent)[0], 204)
        self.assertGreaterEqual(self.site.get(f"/api/v1/stories/{story['id']}").json()["views"]["day"], views)
        for _ in range(2):
            self.assertEqual(self.ask(port, "/api/v1/stories")[2], self.ask(self.site.port, "/api/v1/stories")[2])

    def test_nginx(self):
        self.check("nginx")

    def test_haproxy(self):
        self.check("haproxy")

    def test_varnish(self):
        self.check("varnishd")

    def test_varnish_hands_out_nothing_that_is_older(self):
        with Site(settings={**self.settings, "cdn.max_age": 1}) as site:
            port = self.behind("varnishd", site)
            token = site.token()
            path = site.publish(token, headline="Short-lived")["url"]
            self.assertEqual(self.ask(port, path)[0], 200)
            site.publish(token, headline="The news of the second")
            time.sleep(2.1)  # longer than it may be kept, however slow the machine
            self.assertIn(b"The news of the second", self.ask(port, path)[2])


if __name__ == "__main__":
    unittest.main()
