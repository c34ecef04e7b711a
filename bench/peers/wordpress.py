# SPDX-License-Identifier: GPL-3.0-or-later
"""WordPress as Debian packages it: nginx, php-fpm and MariaDB on one core, without and with nginx's cache of finished pages."""
import base64
import glob
import json
import secrets
import shutil
import subprocess

from family import ACCOUNT, Family, first_line, run_pinned
from mariadb import SETTINGS, MariaDb
from servers import NGINX, free_port

SOURCE = "/usr/share/wordpress"
THEME = "twentytwentythree"
PHP_WORKERS = 4
# What stands on each story's page beside the story, as Stoppress's New Articles does.
LATEST = ('<!-- wp:group {"layout":{"type":"constrained"}} -->\n<div class="wp-block-group"><!-- wp:heading --><h2>Latest</h2><!-- /wp:heading -->'
          '<!-- wp:latest-posts {"postsToShow":5,"displayPostContent":true,"excerptLength":35} /--></div>\n<!-- /wp:group -->\n\n')

WP_CONFIG = """<?php
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:{socket}');
define('DB_CHARSET', 'utf8mb4');
define('WP_HOME', 'http://127.0.0.1:{port}');
define('WP_SITEURL', 'http://127.0.0.1:{port}');
define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('WP_HTTP_BLOCK_EXTERNAL', true);
// The REST API takes passwords without TLS on a machine that is called local.
define('WP_ENVIRONMENT_TYPE', 'local');
define('WP_DEBUG', false);
{keys}
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', '{root}/');
require_once ABSPATH . 'wp-settings.php';
"""
KEYS = [f"{kind}{part}" for kind in ("AUTH", "SECURE_AUTH", "LOGGED_IN", "NONCE") for part in ("_KEY", "_SALT")]

FPM = """
[global]
error_log = {folder}/fpm.log
daemonize = no
[www]
{account}
listen = {folder}/fpm.sock
listen.mode = 0666
pm = static
pm.max_children = {workers}
php_admin_value[opcache.enable] = 1
php_admin_value[opcache.memory_consumption] = 192
php_admin_value[opcache.max_accelerated_files] = 10000
"""

NGINX_CONFIGURATION = """
{account}
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx-error.log warn;
events {{ worker_connections 4096; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    sendfile on;
    keepalive_requests 1000000000;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    {cache_zone}
    # The desk is never answered out of the cache.
    map "$request_method:$http_authorization:$http_cookie:$request_uri" $not_kept {{
        default 1;
        "~^(GET|HEAD):::/(?!wp-)" 0;
    }}
    server {{
        listen 127.0.0.1:{port};
        root {root};
        index index.php;
        location / {{ try_files $uri $uri/ /index.php?$args; }}
        location ~ \\.php$ {{
            include /etc/nginx/fastcgi_params;
            fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
            fastcgi_param HTTP_HOST $host:$server_port;
            fastcgi_pass unix:{folder}/fpm.sock;
            fastcgi_buffers 32 16k;
            fastcgi_buffer_size 32k;
            {cache}
        }}
    }}
}}
"""
CACHE_ZONE = 'fastcgi_cache_path {folder}/cache levels=1:2 keys_zone=pages:64m max_size=1g inactive=60m use_temp_path=off;'
CACHE = """fastcgi_cache pages;
            fastcgi_cache_key "$scheme$request_method$host$request_uri";
            fastcgi_cache_valid 200 301 {seconds}s;
            fastcgi_cache_use_stale updating error timeout;
            fastcgi_cache_background_update on;
            fastcgi_cache_lock on;
            fastcgi_cache_bypass $not_kept;
            fastcgi_no_cache $not_kept;"""


class WordPress(Family):
    name = "WordPress"
    counts = "does not count"
    keeps_pages = False
    cache_seconds = 0

    def __init__(self, folder):
        super().__init__()
        self.folder = folder / "wordpress"
        self.root = self.folder / "root"
        self.database = MariaDb(self.folder)
        self.paths = {}

    def describe(self):
        settings = [first_line("dpkg-query", "-W", "wordpress"), first_line(self.fpm_program(), "-v"), first_line("mariadbd", "--version"),
                    first_line(NGINX, "-v"), f"nginx: 1 worker; php-fpm: {PHP_WORKERS} workers, opcache; MariaDB: {' '.join(SETTINGS)}",
                    f"theme {THEME} with a block of the 5 latest posts on each post; no plugin, no object cache; WP-Cron off"]
        if self.cache_seconds:
            settings.append(f"fastcgi_cache, pages valid for {self.cache_seconds} s, stale ones served while updated, nothing purged")
        return settings

    @staticmethod
    def fpm_program():
        return sorted(glob.glob("/usr/sbin/php-fpm[0-9]*"))[-1]

    def php(self, *arguments):
        return run_pinned("php", "-d", "memory_limit=512M", "bench/peers/loaders/wordpress.php", *arguments)

    def load(self, stories, file):
        """A new WordPress with all stories."""
        self.folder.mkdir()
        self.port = free_port()
        subprocess.run(["cp", "-rL", SOURCE, self.root], check=True)
        (self.root / "wp-config.php").write_text(WP_CONFIG.format(
            socket=self.database.socket, port=self.port, root=self.root,
            keys="\n".join(f"define('{key}', '{secrets.token_hex(32)}');" for key in KEYS)))
        single = self.root / "wp-content/themes" / THEME / "templates/single.html"
        text = single.read_text()
        footer = text.index('<!-- wp:template-part {"slug":"footer"')
        single.write_text(text[:footer] + LATEST + text[footer:])
        self.database.install()
        self.database.start(self)
        try:
            self.database.create("wordpress")
            password = self.php("install", self.root).strip().splitlines()[-1]
            lines = self.php("load", self.root, file).splitlines()
        finally:
            self.stop()
        self.authorization = "Basic " + base64.b64encode(f"desk:{password}".encode()).decode()
        self.paths = {int(number): path for number, path in (line.split() for line in lines)}

    def start(self):
        shutil.rmtree(self.folder / "cache", ignore_errors=True)
        values = {"folder": self.folder, "port": self.port, "root": self.root}
        (self.folder / "fpm.conf").write_text(FPM.format(
            workers=PHP_WORKERS, account=f"user = {ACCOUNT}\ngroup = {ACCOUNT}" if ACCOUNT else "", **values))
        (self.folder / "nginx.conf").write_text(NGINX_CONFIGURATION.format(
            account=f"user {ACCOUNT};" if ACCOUNT else "", cache_zone=CACHE_ZONE.format(**values) if self.cache_seconds else "",
            cache=CACHE.format(seconds=self.cache_seconds) if self.cache_seconds else "", **values))
        self.database.start(self)
        self.start_process(self.folder / "fpm.out", self.fpm_program(), "--nodaemonize", "--fpm-config", self.folder / "fpm.conf")
        self.start_process(self.folder / "nginx.out", NGINX, "-p", self.folder, "-c", self.folder / "nginx.conf")
        self.wait_until(lambda: self.get("/")[0] == 200, "WordPress", self.folder / "nginx-error.log")

    def post(self, address, fields):
        status, _, body = self.request("POST", f"/?rest_route=/wp/v2/{address}", json.dumps(fields), **{
            "Content-Type": "application/json", "Authorization": self.authorization})
        if status not in (200, 201):
            raise SystemExit(f"WordPress answered {status} to a post: {body[:500]!r}")
        return json.loads(body)

    def draft(self, headline):
        return self.post("posts", {"title": headline, "content": "<!-- wp:paragraph --><p>A sample.</p><!-- /wp:paragraph -->",
                                   "status": "draft"})["id"]

    def publish(self, number):
        self.post(f"posts/{number}", {"status": "publish"})


class CachedWordPress(WordPress):
    """The same installation behind a cache of finished pages."""
    name = "WordPress, cached"
    keeps_pages = True

    def __init__(self, other, seconds):
        super().__init__(other.folder.parent)
        self.other = other
        self.cache_seconds = seconds

    def load(self, stories, file):
        """The other's stories are this one's."""
        if not self.other.paths:
            raise SystemExit("WordPress itself could not be set up")
        self.port, self.authorization, self.paths, self.newest = self.other.port, self.other.authorization, self.other.paths, self.other.newest
