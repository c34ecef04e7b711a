#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that each rule of tools/lint finds what it is there for, and leaves good sources alone."""
import importlib.util
import os
import pathlib
import shutil
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ.get("STOPPRESS_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
LICENCE = "// SPDX-License-Identifier: GPL-3.0-or-later\n"


def load(name):
    spec = importlib.util.spec_from_file_location(name, SOURCE / "tools/lint" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


sources = load("sources")
layers = load("layers")
statements = load("statements")

BAD = [
    ("no licence line", "src/a/a.cpp", "int main() {}\n"),
    ("a header without pragma once", "src/a/a.hpp", LICENCE + "// What it is.\nint a();\n"),
    ("a header that does not say what it is for", "src/a/a.hpp", LICENCE + "#pragma once\n"),
    ("SQL outside the store", "src/a/a.cpp", LICENCE + 'auto s = "SELECT id FROM story";\n'),
    ("a database library outside the store", "src/a/a.cpp", LICENCE + "#include <sqlite3.h>\n"),
    ("an awaited aggregate", "src/a/a.cpp", LICENCE + "auto r = co_await save(\n    Draft{1});\n"),
    ("an awaited capturing lambda", "src/a/a.cpp", LICENCE + "co_await spawn(e, [x] { f(x); });\n"),
    ("an awaited capturing lambda behind ?:", "src/a/a.cpp", LICENCE + "co_await f(a ? g : h, [&x]() { f(x); });\n"),
    ("new", "src/a/a.cpp", LICENCE + "auto p = new Thing(1);\n"),
    ("delete", "src/a/a.cpp", LICENCE + "delete thing;\n"),
    ("a mutex that the compiler does not check", "src/a/a.cpp", LICENCE + "std::mutex mutex;\n"),
    ("a path of one machine", "docs/a.md", "See /ro" "ot/notes.\n"),
    ("a lockfile with addresses", "a/package-lock.json", '{"resolved": "x"}\n'),
    ("a file too long", "src/a/a.cpp", LICENCE + "\n" * 500),
]
GOOD = [
    ("a plain source", "src/a/a.cpp", LICENCE + "int a() {\n    return 1;\n}\n"),
    ("SQL in the store", "src/store/a.cpp", LICENCE + 'auto s = "SELECT 1";\n'),
    ("awaiting a named value", "src/a/a.cpp", LICENCE + "auto r = co_await save(std::move(draft), token[2]);\n"),
    ("a lambda without captures", "src/a/a.cpp", LICENCE + "co_await spawn(e, [] { f(); });\n"),
    ("words in a comment", "src/a/a.cpp", LICENCE + "// never: new Thing, delete thing; co_await save(Draft{1});\n"),
    ("a deleted function", "src/a/a.cpp", LICENCE + "A(const A&) = delete;\n"),
]


class Sources(unittest.TestCase):
    def test_finds_each_kind_of_fault(self):
        for what, name, text in BAD:
            with self.subTest(what):
                self.assertTrue(list(sources.check(name, text)))

    def test_leaves_good_sources_alone(self):
        for what, name, text in GOOD:
            with self.subTest(what):
                self.assertEqual([], list(sources.check(name, text)))


    def test_finds_a_folder_with_too_many_files(self):
        names = [f"src/a/f{number}.{suffix}" for number in range(10) for suffix in ("cpp", "hpp")]
        names += ["src/a/f1_test.cpp", "src/a/a_fixture.hpp", "src/a/b/c.cpp", "docs/a.md"]
        self.assertEqual([], list(sources.full_folders(names)))
        self.assertEqual(1, len(list(sources.full_folders([*names, "src/a/one_more.hpp"]))))


class Layers(unittest.TestCase):
    def tree(self, include):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        root = pathlib.Path(folder.name)
        for name in ("store", "reader", "base"):
            (root / "src" / name).mkdir(parents=True)
        (root / "src/README.md").write_text("| folder | what | may include |\n| --- | --- | --- |\n| `store` | x | base |\n"
                                            "| `reader` | x | base |\n| `base` | x | |\n")
        (root / "src/reader/page.cpp").write_text(f'#include "{include}"\n')
        return root

    def test_refuses_an_include_that_the_table_does_not_allow(self):
        self.assertEqual(1, len(layers.findings(self.tree("store/engine/writer.hpp"))))

    def test_allows_what_the_table_allows_and_the_folder_itself(self):
        self.assertEqual([], layers.findings(self.tree("base/time/clock.hpp")))
        self.assertEqual([], layers.findings(self.tree("reader/route.hpp")))

    def test_wants_a_row_for_every_folder(self):
        root = self.tree("base/time/clock.hpp")
        (root / "src/extra").mkdir()
        self.assertEqual(1, len(layers.findings(root)))

    def store(self, name, include):
        """A store with layers 1 (sql), 2 (stories, lists) and 3 (engine), and a file of that name."""
        root = self.tree("base/clock.hpp")
        (root / "src/README.md").write_text((root / "src/README.md").read_text() + "\n| folder of `store` | layer | what |\n| --- | --- | --- |\n"
                                            "| `sql` | 1 | x |\n| `stories` | 2 | x |\n| `lists` | 2 | x |\n| `engine` | 3 | x |\n")
        (root / "src/store" / name).parent.mkdir()
        (root / "src/store" / name).write_text(f'#include "{include}"\n')
        return layers.findings(root)

    def test_refuses_a_later_folder_of_the_store(self):
        self.assertEqual(["src/store/stories/row.cpp:1: store/stories may not include store/engine, which comes after it (see src/README.md)"],
                         self.store("stories/row.cpp", "store/engine/writer.hpp"))
        self.assertEqual(1, len(self.store("sql/session.hpp", "store/stories/row.hpp")))

    def test_allows_earlier_folders_of_the_store_and_equal_ones(self):
        for name, include in (("stories/row.cpp", "store/sql/session.hpp"), ("stories/row.cpp", "store/lists/list.hpp"),
                              ("engine/writer.cpp", "store/stories/row.hpp"), ("stories/row.cpp", "store/limits.hpp"),
                              ("stories/row_test.cpp", "store/engine/writer.hpp")):
            with self.subTest(name=name, include=include):
                self.assertEqual([], self.store(name, include))

    def test_wants_a_row_for_every_folder_of_the_store(self):
        self.assertEqual(["src/README.md:1: the folder src/store/extra has no row in the table of the store"], self.store("extra/a.cpp", "store/limits.hpp"))

    def test_reads_the_real_order_of_the_store(self):
        order = layers.order(SOURCE / "src/README.md")
        self.assertLess(order["sql"], order["stories"])
        self.assertLess(order["stories"], order["engine"])
        self.assertEqual(order["stories"], order["lists"])

    def test_reads_the_real_table(self):
        table = layers.table(SOURCE / "src/README.md")
        self.assertNotIn("newsroom", table["reader"])
        self.assertNotIn("store", table["render"])
        self.assertEqual({"base", "http", "generated"}, table["http"])


class Statements(unittest.TestCase):
    def findings(self, **code):
        """What is found in a store with the statements story.get, topic.get and job.begin, and this code by slice."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        root = pathlib.Path(folder.name)
        for slice_, name in (("stories", "story.get.sqlite"), ("stories", "story.get.postgres"), ("filing", "topic.get"), ("sql", "job.begin")):
            (root / "src/store" / slice_ / "statements").mkdir(parents=True, exist_ok=True)
            (root / "src/store" / slice_ / "statements" / f"{name}.sql").write_text("SELECT 1\n")
        for slice_, text in code.items():
            (root / "src/store" / slice_ / "code.cpp").write_text(text)
        return list(statements.findings(root))

    def test_leaves_a_slice_alone_that_runs_its_own_statements_and_the_common_ones(self):
        self.assertEqual([], self.findings(stories='query("story.get"); run("job.begin");', filing='auto n = count(session, "topic.get");'))

    def test_refuses_a_statement_of_another_slice(self):
        found = self.findings(stories='query("story.get"); query(\n"topic.get"); run("job.begin");', filing='query("topic.get");')
        self.assertEqual(["src/store/stories/code.cpp:2: stories may not run topic.get, which belongs to filing: call a function of that slice"], found)

    def test_finds_a_statement_that_nothing_runs(self):
        found = self.findings(stories='query("story.get"); run("job.begin");', filing='// query("topic.get")')
        self.assertEqual(["src/store/filing/statements/topic.get.sql:1: nothing runs this statement"], found)

    def test_finds_a_query_without_a_statement(self):
        found = self.findings(stories='query("story.get"); run("job.begin"); query("story.find");', filing='query("topic.get");')
        self.assertEqual(["src/store/stories/code.cpp:1: there is no statement story.find"], found)

    def test_holds_parts_and_the_statements_that_have_them_together(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        root = pathlib.Path(folder.name)
        own = root / "src/store/stories/statements"
        own.mkdir(parents=True)
        (own / "story.get.sql").write_text("SELECT 1\n-- part: story.where\n")
        (own / "story.where.part.sql").write_text("WHERE 1 = 1\n")
        (root / "src/store/stories/code.cpp").write_text('query("story.get");')
        self.assertEqual([], list(statements.findings(root)))
        (own / "story.where.part.sql").rename(own / "story.order.part.sql")
        self.assertEqual(["src/store/stories/statements/story.get.sql:1: its slice has no part story.where",
                          "src/store/stories/statements/story.order.part.sql:1: no statement has this part"], list(statements.findings(root)))

    def test_finds_a_table_that_is_not_copied(self):
        """In the real store, with one more table."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        root = pathlib.Path(folder.name)
        shutil.copytree(SOURCE / "src/store", root / "src/store")
        self.assertEqual([], list(statements.findings(root)))
        with open(root / "src/store/schema.sql", "a", encoding="utf-8") as schema:
            schema.write("CREATE TABLE extra (\n    id INTEGER PRIMARY KEY\n) STRICT;\n")
        self.assertEqual(["src/store/upkeep/copy.cpp:1: the table extra is not copied"] * 2, list(statements.findings(root)))

    def test_finds_a_name_that_two_slices_have(self):
        self.assertEqual([], [name for name, slices in statements.statements_of(SOURCE / "src/store").items() if len(slices) > 1])


if __name__ == "__main__":
    unittest.main()
