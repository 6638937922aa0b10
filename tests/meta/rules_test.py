"""Every finding has its page, its check and its test, and what a page promises can be kept."""
import ast
import importlib.machinery
import importlib.util
import os
import pathlib
import re
import shutil
import subprocess
import unittest

ROOT = pathlib.Path(os.environ.get("WEIGHBRIDGE_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))
RULES = ROOT / "core/rules"


def load_generator():
    loader = importlib.machinery.SourceFileLoader("gen_catalogue", str(ROOT / "scripts/gen-catalogue"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("gen_catalogue", loader))
    loader.exec_module(module)
    return module


GENERATOR = load_generator()
PAGES = GENERATOR.read_pages()
SENTINEL = "QQ_{}_QQ"


def with_sentinels(code):
    return GENERATOR.PLACEHOLDER.sub(lambda m: SENTINEL.format(m[1]), code)


class Pages(unittest.TestCase):
    def test_there_are_pages(self):
        self.assertGreater(len(PAGES), 20)

    def test_form(self):
        ids = {page.id for page in PAGES}
        for page in PAGES:
            source = page.path.with_suffix(".cc")
            with self.subTest(page.id):
                self.assertTrue(source.exists(), f"{source.name} is missing")
                self.assertEqual([], GENERATOR.problems_of(page, ids, source.read_text(encoding="utf-8")))

    def test_every_check_has_a_page(self):
        checks = {match for path in RULES.glob("*/*.cc")
                  for match in re.findall(r"^void (check_\w+)\(const Subject&", path.read_text(encoding="utf-8"), re.M)}
        self.assertEqual(checks, {page.function for page in PAGES})

    def test_code_names_findings_by_their_constants(self):
        # A literal would compile with a typo in it. Names of other things that are spelled alike: kinds of files, datatypes.
        alike = {"git-lfs-pointer": "core/container/", "float16": "", "bfloat16": ""}
        literal = re.compile('"(' + "|".join(re.escape(page.id) for page in PAGES) + ')"')
        for path in sorted((ROOT / "core").rglob("*.cc")):
            name = path.relative_to(ROOT).as_posix()
            if ".gen." in path.name:
                continue
            for found in literal.findall(path.read_text(encoding="utf-8")):
                with self.subTest(name, id=found):
                    self.assertTrue(found in alike and name.startswith(alike[found]), f"say ids::k{GENERATOR.constant(found)}")

    def test_every_rule_has_a_test(self):
        tests = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests/rules").glob("*_test.cc"))
        for page in PAGES:
            with self.subTest(page.id):
                tagged = f'"[{page.id}]"' in tests or (ROOT / f"tests/rules/{page.id}_test.cc").exists()
                self.assertTrue(tagged, f"no test is tagged [{page.id}]")

    def test_nothing_is_left_to_do(self):
        for page in PAGES:
            with self.subTest(page.id):
                self.assertNotIn("TODO", page.path.read_text(encoding="utf-8"))

    def test_words_are_plain_text(self):
        # Title, why and next are shown as they are: no Markdown, no code marks.
        for page in PAGES:
            for key in ("title", "headline", "headline_if_loaded", "why", "next"):
                with self.subTest(page.id, key=key):
                    self.assertNotRegex(page.front.get(key, ""), r"`|\*\*|\]\(")

    def test_search_words_are_each_pages_own(self):
        for key in ("search_title", "search_text"):
            values = [page.front[key] for page in PAGES]
            self.assertEqual([], [value for value in values if values.count(value) > 1], key)

    def test_quoted_error_texts_of_search_words_lead_to_the_page(self):
        messages = (ROOT / "core/messages/messages.md").read_text(encoding="utf-8").lower()
        seen = 0
        for page in PAGES:
            text = page.path.read_text(encoding="utf-8").partition("\n---\n")[2].lower()
            for quoted in re.findall(r'"([^"]+)"', f"{page.search_title} {page.search_text}"):
                for part in quoted.lower().split(" ... "):
                    seen += 1
                    with self.subTest(page.id, quoted=quoted):
                        self.assertTrue(part in text or part in messages)
        self.assertGreater(seen, 15)


class Fixes(unittest.TestCase):
    def test_python_parses(self):
        for page, fix in each_fix("python"):
            with self.subTest(page.id, fix=fix.title):
                ast.parse(with_sentinels(fix.code))
                ast.parse(GENERATOR.fill(fix.code, page.samples))

    def test_placeholders_stand_inside_python_strings(self):
        for page, fix in each_fix("python"):
            code = with_sentinels(fix.code)
            inside = "".join(node.value for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Constant) and isinstance(node.value, str))
            for name in GENERATOR.PLACEHOLDER.findall(fix.code):
                with self.subTest(page.id, fix=fix.title, placeholder=name):
                    # A commented-out line may hold one too: it cannot run.
                    comments = "".join(re.findall(r"#.*", code))
                    self.assertEqual(code.count(SENTINEL.format(name)),
                                     inside.count(SENTINEL.format(name)) + comments.count(SENTINEL.format(name)))

    def test_python_strings_with_placeholders_are_not_raw_or_formatted(self):
        for page, fix in each_fix("python"):
            with self.subTest(page.id, fix=fix.title):
                self.assertNotRegex(fix.code, r"\b[rRfFbB]+[\"'][^\"']*\{\{")

    def test_placeholders_stand_inside_single_quotes_of_a_shell(self):
        for page, fix in each_fix("sh"):
            for name in GENERATOR.PLACEHOLDER.findall(fix.code):
                with self.subTest(page.id, fix=fix.title, placeholder=name):
                    outside = re.sub(r"'[^']*'", "", fix.code)
                    self.assertNotIn("{{" + name + "}}", outside)

    def test_shell_parses(self):
        bash = shutil.which("bash")
        for page, fix in each_fix("sh"):
            with self.subTest(page.id, fix=fix.title):
                code = GENERATOR.fill(fix.code, page.samples)
                done = subprocess.run([bash, "-n"], input=code, capture_output=True, text=True, check=False)
                self.assertEqual("", done.stderr)

    def test_ranges_of_one_package_do_not_overlap_within_a_fix(self):
        for page in PAGES:
            for fix in page.fixes:
                packages = [package for package, _, _ in fix.ranges]
                with self.subTest(page.id, fix=fix.title):
                    self.assertEqual(len(packages), len(set(packages)))


class Checks(unittest.TestCase):
    """Code that is no fix: how to look by hand. tests/rules/by_hand_test.py runs it."""

    def test_it_parses(self):
        checks = [(page, code) for page in PAGES for text in page.sections.values()
                  for code in re.findall(r"^```python\n(.*?)^```$", text, re.S | re.M)]
        self.assertGreater(len(checks), 8)
        for page, code in checks:
            with self.subTest(page.id):
                ast.parse(GENERATOR.fill(code, page.samples))

    def test_pages_name_only_findings_that_exist(self):
        # A name in code marks that looks like a finding's, in the sentences that lead to other causes.
        ids = {page.id for page in PAGES}
        for page in PAGES:
            for name in re.findall(r"`([a-z]+(?:-[a-z0-9]+)+)`", page.sections["What it means"]):
                with self.subTest(page.id, name=name):
                    self.assertIn(name, ids)


class Containers(unittest.TestCase):
    """A fix is printed for whatever shows the finding: a file, an archive, an unzipped one, a save in parts. {{file}} is what the user gave;
    {{hdf5}}, with {{member}} where it is an archive, is what h5py can open (core/rules/proof/common_params.h)."""

    # Of a bare file of HDF5 only, by what the check asks for.
    BARE = {'keras-0-layout', 'legacy-layout-named-weights-h5', 'hdf5-named-keras', 'v3-layout-named-h5', 'weights-only-file', 'model-in-subgroup',
            'foreign-hdf5', 'blank-hdf5', 'save-interrupted', 'lora-included'}

    def test_no_fix_opens_what_may_be_an_archive_as_hdf5(self):
        looked = 0
        for page, fix in each_fix("python"):
            looked += "h5py.File" in fix.code
            if page.id not in self.BARE and fix.kinds != "hdf5":
                with self.subTest(page.id, fix=fix.title):
                    self.assertNotIn('h5py.File("{{file}}"', fix.code)
        self.assertGreater(looked, 15)

    def test_what_opens_hdf5_looks_into_archives_or_is_not_for_them(self):
        for page, fix in each_fix("python"):
            if "{{hdf5}}" in fix.code and "h5py" in fix.code:
                with self.subTest(page.id, fix=fix.title):
                    self.assertTrue("is_zipfile" in fix.code or "hdf5" in fix.kinds, fix.kinds)


class Samples(unittest.TestCase):
    """Pages that speak of no file (--explain, the site, its descriptions) name no layer of one."""

    def test_no_names_of_layers(self):
        names = re.compile(r"\b(dense|conv2d|dropout|flatten|batch_normalization|text_vectorization|custom_dense)(_\d+)?\b")
        for page in PAGES:
            prose = "\n".join([page.title, page.why, page.next, page.front.get("headline", "")])
            for name in set(GENERATOR.PLACEHOLDER.findall(prose)) - {"example"}:
                with self.subTest(page.id, placeholder=name):
                    self.assertNotRegex(page.samples.get(name, ""), names)


class Escaping(unittest.TestCase):
    """What core/rules/word.cc does to a hostile name, done here in Python, must leave the code's meaning alone."""

    HOSTILE = "a\"b'c\\d $(id) `id`"

    def test_python(self):
        escaped = re.sub(r"([\\'\"])", r"\\\1", self.HOSTILE)
        for page, fix in each_fix("python"):
            code = GENERATOR.PLACEHOLDER.sub(lambda _: escaped, fix.code)
            with self.subTest(page.id, fix=fix.title):
                tree = ast.parse(code)
                plain = ast.parse(with_sentinels(fix.code))
                self.assertEqual([type(node) for node in ast.walk(plain)], [type(node) for node in ast.walk(tree)])


def each_fix(language):
    for page in PAGES:
        for fix in page.fixes:
            if fix.language == language:
                yield page, fix


if __name__ == "__main__":
    unittest.main()
