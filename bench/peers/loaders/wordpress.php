<?php
// SPDX-License-Identifier: GPL-3.0-or-later
// Sets a new WordPress up, or loads stories into it; in two runs, since WordPress keeps little in memory while it is being installed.
//   wordpress.php install FOLDER                    prints a password for the REST API
//   wordpress.php load FOLDER STORIES.jsonl         prints one line for each story: its id and its address
[, $work, $folder] = $argv;
if ($work === 'install') {
    define('WP_INSTALLING', true);
}
require "$folder/wp-load.php";

// Nobody waits for this one's mail.
function wp_new_blog_notification() {}

function install() {
    require ABSPATH . 'wp-admin/includes/upgrade.php';
    wp_install('Bench', 'desk', 'desk@bench.example', true, '', wp_generate_password());
    update_option('permalink_structure', '/%year%/%monthnum%/%postname%/');
    update_option('timezone_string', 'UTC');
    foreach (get_posts(['post_type' => ['post', 'page'], 'post_status' => 'any', 'numberposts' => -1]) as $sample) {
        wp_delete_post($sample->ID, true);
    }
    flush_rewrite_rules();
    [$password] = WP_Application_Passwords::create_new_application_password(1, ['name' => 'bench']);
    echo $password, "\n";
}

function author_of($slug) {
    $user = get_user_by('login', $slug);
    return $user ? $user->ID : wp_insert_user(['user_login' => $slug, 'display_name' => ucwords(strtr($slug, '-', ' ')),
                                               'user_pass' => wp_generate_password(), 'role' => 'author']);
}

function section_of($slug) {
    $term = get_term_by('slug', $slug, 'category');
    return $term ? $term->term_id : wp_insert_term(ucfirst($slug), 'category', ['slug' => $slug])['term_id'];
}

// Each element of the story in a block of its own, as WordPress's editor saves it.
function to_blocks($html) {
    $names = ['h2' => 'heading', 'h3' => 'heading', 'ul' => 'list', 'ol' => 'list', 'blockquote' => 'quote', 'p' => 'paragraph'];
    $document = new DOMDocument();
    @$document->loadHTML('<?xml encoding="utf-8"?><body>' . $html . '</body>');
    $blocks = '';
    foreach ($document->getElementsByTagName('body')[0]->childNodes as $node) {
        $text = trim($document->saveHTML($node));
        if ($text !== '') {
            $name = $names[$node->nodeName] ?? 'html';
            $blocks .= "<!-- wp:$name -->\n$text\n<!-- /wp:$name -->\n\n";
        }
    }
    return $blocks;
}

function load($file) {
    wp_defer_term_counting(true);
    foreach (new SplFileObject($file) as $line) {
        if (trim($line) === '') {
            continue;
        }
        $story = json_decode($line, true, 512, JSON_THROW_ON_ERROR);
        $when = gmdate('Y-m-d H:i:s', strtotime($story['published_at']));
        $id = wp_insert_post(wp_slash([
            'post_title' => $story['headline'], 'post_name' => "story-{$story['id']}", 'post_content' => to_blocks($story['body_html']),
            'post_excerpt' => $story['teaser'], 'post_status' => 'publish', 'post_date' => $when, 'post_date_gmt' => $when,
            'post_author' => author_of($story['authors'][0] ?? 'desk'), 'post_category' => [section_of($story['section'])],
            'tags_input' => $story['topics'],
        ]), true);
        if (is_wp_error($id)) {
            fwrite(STDERR, "story {$story['id']}: {$id->get_error_message()}\n");
            exit(1);
        }
        echo $story['id'], ' ', wp_parse_url(get_permalink($id), PHP_URL_PATH), "\n";
    }
    wp_defer_term_counting(false);
}

$work === 'install' ? install() : load($argv[3]);
