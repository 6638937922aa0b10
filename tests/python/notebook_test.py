"""The card, the magic and the hook, in IPython where that matters; on the native wheel."""

import contextlib
import html.parser
import io
import re
import types
import unittest

from support import EMPTY, EXAMPLES, LOADED, command, fixtures, folder_with, use

weighbridge = use("native")


class Page(html.parser.HTMLParser):
    """The elements and the text of a piece of HTML; fails where an element is not closed."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.text, self.open = [], "", []
        self.feed(text)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_data(self, data):
        self.text += data


def shell():
    from IPython.core.interactiveshell import InteractiveShell

    return (
        InteractiveShell.instance(colors="nocolor") if InteractiveShell.initialized() else InteractiveShell.instance()
    )


class Card(unittest.TestCase):
    def test_it_says_verdict_findings_fixes_and_layers(self):
        report = weighbridge.weigh(EMPTY)
        page = Page(report._repr_html_())
        for text in (
            report.verdict.headline,
            report.verdict.why,
            report.verdict.next,
            report.findings[0].title,
            report.findings[0].fixes[0].code,
            "dense_1",
        ):
            self.assertIn(text, page.text)

    def test_it_asks_for_nothing_and_runs_nothing(self):
        for path in (EMPTY, LOADED, *list(fixtures().rglob("*.keras"))[:5]):
            page = Page(weighbridge.weigh(path)._repr_html_())
            tags = {tag for tag, _ in page.elements}
            self.assertEqual(
                set(), tags & {"script", "link", "style", "img", "iframe", "object", "svg", "a", "form", "base", "meta"}
            )
            for _, attributes in page.elements:
                self.assertEqual(set(), set(attributes) - {"style", "open", "scope", "tabindex"})
                self.assertNotRegex(attributes.get("style", ""), r"url\(|@import|expression")

    def test_text_on_a_ground_of_its_own_is_readable_everywhere(self):
        """WCAG 2.2: 4.5 to 1. All other text has the notebook's own color."""

        def luminance(color):
            channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
            red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
            return 0.2126 * red + 0.7152 * green + 0.0722 * blue

        from weighbridge.notebook import card

        for ground in {*card._GROUNDS.values(), *card._SEVERITIES.values()}:
            self.assertGreaterEqual(1.05 / (luminance(ground) + 0.05), 4.5, ground)
        styles = [
            attributes.get("style", "") for _, attributes in Page(weighbridge.weigh(EMPTY)._repr_html_()).elements
        ]
        self.assertEqual(
            {"#fff", "inherit"}, {color for style in styles for color in re.findall(r"(?<![-\w])color:([^;]+)", style)}
        )

    def test_names_out_of_the_file_do_no_harm(self):
        name = '<img src=x onerror="alert(1)">\u202e&amp;.h5'
        page = Page(weighbridge.weigh(EMPTY.read_bytes(), name=name)._repr_html_())
        self.assertNotIn("img", {tag for tag, _ in page.elements})
        self.assertIn('<img src=x onerror="alert(1)">', page.text)
        self.assertNotIn("\u202e", page.text)

    def test_evidence_is_worded_as_the_command_words_it(self):
        from weighbridge.notebook.words import evidence_for_people

        seen = set()
        for path in sorted(path for path in fixtures().rglob("*") if path.is_file())[::12]:
            told = "".join(command("--color=never", path).stdout.decode().split())
            for finding in weighbridge.weigh(path).findings[:5]:
                for evidence in finding.evidence[:3]:
                    text = "".join(evidence_for_people(evidence).split())
                    if len(text) < 100:  # the command shortens
                        seen.add(evidence.kind)
                        self.assertIn(text, told, f"{path.name}: {finding.id}")
        self.assertGreaterEqual(len(seen), 5, seen)

    def test_every_kind_of_evidence_has_its_words(self):
        from weighbridge.gen import report as report_gen
        from weighbridge.notebook.words import evidence_for_people

        for kind, cls in report_gen.EVIDENCE_KINDS.items():
            fields = {
                "what": "W",
                "path": "p",
                "name": "n",
                "value": "v",
                "offset": 1234,
                "hex": "AB",
                "unit": "tensors",
                "text": "t",
                "expected": "e",
                "found": "f",
            }
            fields.update({"items": tuple("abc"), "kind": kind}, **({"value": 1.0} if kind == "measurement" else {}))
            text = evidence_for_people(cls(**{name: fields[name] for name in cls.__dataclass_fields__}))
            self.assertNotRegex(text, r"None|Evidence|object at")
            if kind == "measurement":
                self.assertEqual("W: 1 tensor", text)


class Magic(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        shell().run_line_magic("load_ext", "weighbridge")

    def test_one_file_is_the_value_of_the_line(self):
        with folder_with(**{"m.weights.h5": EMPTY, "a b.h5": LOADED}):
            self.assertEqual("empty", shell().run_line_magic("weigh", "m.weights.h5").verdict.state)
            self.assertEqual("a b.h5", shell().run_line_magic("weigh", "'a b.h5'").file.name)

    def test_a_file_that_is_not_there_is_a_sentence(self):
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            self.assertIsNone(shell().run_line_magic("weigh", "not-there.h5"))
        self.assertIn("There is no file 'not-there.h5'", said.getvalue())

    def test_several_have_a_card_each(self):
        from IPython.utils.capture import capture_output

        with capture_output() as shown:
            shell().run_line_magic("weigh", str(EXAMPLES))
        self.assertEqual(len(list(EXAMPLES.iterdir())), len(shown.outputs))
        self.assertIn("text/html", shown.outputs[0].data)


def keras_that_fails(message):
    """A module with the name and the parameter of Keras' own, whose load_weights fails as Keras does."""
    module = types.ModuleType("keras.src.models.model")
    exec(
        f"def load_weights(filepath):\n    return _load(filepath)\ndef _load(filepath):\n    raise ValueError({message!r})\n",
        module.__dict__,
    )
    return module


class Hook(unittest.TestCase):
    def setUp(self):
        shell()  # a notebook is one before it runs anything
        self.addCleanup(weighbridge.uninstall_hook)
        self.model = keras_that_fails("Layer 'dense' expected 2 variables, but received 0 variables during loading.")

    def said_after(self, code, **names):
        said, errors = io.StringIO(), io.StringIO()
        shell().push({"model": self.model, "path": str(EMPTY), **names})
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(errors):
            shell().run_cell(code)
        return errors.getvalue()

    def test_it_explains_for_the_file_at_hand(self):
        weighbridge.install_hook()
        said = self.said_after("model.load_weights(path)")
        self.assertIn("Weighbridge, about subclassed-after-build.weights.h5", said)
        self.assertIn("The model never ran on data", said)

    def test_in_a_program_too(self):
        from weighbridge.notebook import hook

        try:
            self.model.load_weights(str(EMPTY))
        except ValueError as problem:
            self.assertIn("The model never ran on data", hook.explanation(problem, problem.__traceback__))

    def test_it_is_silent_unless_asked_for_and_about_other_errors(self):
        self.assertNotIn("Weighbridge", self.said_after("model.load_weights(path)"))
        weighbridge.install_hook()
        self.assertNotIn("Weighbridge", self.said_after("1/0"))
        self.assertNotIn("Weighbridge", self.said_after("model.load_weights('not-there.h5')"))
        weighbridge.uninstall_hook()
        self.assertNotIn("Weighbridge", self.said_after("model.load_weights(path)"))


if __name__ == "__main__":
    unittest.main()
