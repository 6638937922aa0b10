"""compare(): real pairs of files, and reports that were changed in one place; on the native wheel."""

import dataclasses
import unittest

from notebook_test import Page
from support import EMPTY, LOADED, fixtures, use

weighbridge = use("native")


def fixture(name):
    return fixtures() / name


def changed(report, layer=0, tensor=0, **fields):
    """The report with one tensor of one layer otherwise."""
    layers = list(report.layers)
    tensors = list(layers[layer].tensors)
    tensors[tensor] = dataclasses.replace(tensors[tensor], **fields)
    layers[layer] = dataclasses.replace(layers[layer], tensors=tuple(tensors))
    return dataclasses.replace(report, layers=tuple(layers))


def kinds(comparison):
    return [(one.of, one.kind) for one in comparison.differences]


class RealFiles(unittest.TestCase):
    def test_a_file_and_itself(self):
        for path in sorted(fixtures().rglob("*.h5"))[::25]:
            with self.subTest(path.name):
                report = weighbridge.weigh(path)
                found = weighbridge.compare(report, path)
                self.assertEqual((), found.differences)
                self.assertEqual(report.totals.tensors, found.tensors)
                self.assertEqual(found.tensors > 0, found.matches)

    def test_one_model_in_two_layouts(self):
        # Saved twice by one program of the corpus, with the same values.
        for older, newer in (
            ("keras3.6.0/D02_trained_few_steps_model.h5", "keras3.6.0/D02_trained_few_steps.weights.h5"),
            ("tf2.15/D02_trained_few_steps.h5", "tf2.15/D02_trained_few_steps.weights.h5"),
            ("tf2.15/D01_fresh.h5", "tf2.15/D01_fresh.weights.h5"),
        ):
            with self.subTest(newer):
                found = weighbridge.compare(fixture(older), fixture(newer))
                self.assertNotEqual(found.first.layout, found.second.layout)
                self.assertEqual("order", found.compared_by)
                self.assertEqual([], [one for one in kinds(found) if one[0] != "optimizer"])
                self.assertGreater(found.tensors, 5)

    def test_before_and_after_training(self):
        found = weighbridge.compare(
            fixture("keras3.15.1/D01_fresh_model.h5"), fixture("keras3.15.1/D02_trained_few_steps.weights.h5")
        )
        self.assertFalse(found.matches)
        self.assertEqual([("tensor", "values")] * 8 + [("optimizer", "only-second")], kinds(found))
        self.assertIn("8 tensors have other values and 1 optimizer is only in the second. 8 tensors are in both.", str(found))

    def test_loaded_and_empty(self):
        found = weighbridge.compare(
            fixture("keras3.15.1/A03_seed2_correct_before_call.weights.h5"),
            fixture("tf2.15/A02b_seed2_wrong_after_failed_call.weights.h5"),
        )
        self.assertEqual([("file", "state"), ("layer", "state"), ("layer", "state")], kinds(found))
        self.assertEqual(0, found.tensors)
        self.assertIn("The first is loaded, the second empty.", found.summary())
        self.assertEqual(("layers/dense", "empty"), (found.differences[2].path, found.differences[2].second))

    def test_other_types(self):
        found = weighbridge.compare(fixture("tf2.15/B_float16.weights.h5"), fixture("tf2.15/B_bfloat16.weights.h5"))
        self.assertEqual({("tensor", "dtype")}, set(kinds(found)))
        self.assertEqual(("float16", "bfloat16"), (found.differences[0].first, found.differences[0].second))
        self.assertEqual(tuple(one.path for one in found.differences), found.not_compared)

    def test_nothing_to_compare(self):
        page = fixture("derived/html.h5")
        found = weighbridge.compare(page, page)
        self.assertEqual(((), False, 0), (found.differences, found.matches, found.tensors))
        self.assertIn("Neither has weights", str(found))
        with self.assertRaises(weighbridge.NotReadError):
            weighbridge.compare(LOADED, "not-there.h5")

    def test_without_values(self):
        found = weighbridge.compare(LOADED, LOADED, values=False)
        self.assertEqual((True, found.tensors), (found.matches, len(found.not_compared)))
        self.assertIn(f"The values of {found.tensors} of them were not compared.", str(found))


class OneChange(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.report = weighbridge.weigh(LOADED)

    def only(self, other):
        found = weighbridge.compare(self.report, other)
        self.assertEqual(1, len(found.differences), found.differences)
        # Seen from the other side it is the same difference.
        (back,) = weighbridge.compare(other, self.report).differences
        (one,) = found.differences
        self.assertEqual((one.first, one.second), (back.second, back.first))
        return one

    def test_a_shape(self):
        one = self.only(changed(self.report, shape=(7, 7)))
        self.assertEqual(("tensor", "shape", "[7, 7]"), (one.of, one.kind, one.second))
        self.assertEqual(self.report.layers[0].tensors[0].path, one.path)

    def test_a_state(self):
        one = self.only(changed(self.report, state="cut"))
        self.assertEqual(("state", "intact", "cut"), (one.kind, one.first, one.second))

    def test_a_class(self):
        layer = dataclasses.replace(self.report.layers[0], class_="Gizmo")
        one = self.only(dataclasses.replace(self.report, layers=(layer, *self.report.layers[1:])))
        self.assertEqual(("layer", "class", "Dense", "Gizmo"), (one.of, one.kind, one.first, one.second))

    def test_a_layer_and_a_tensor_less(self):
        one = self.only(dataclasses.replace(self.report, layers=self.report.layers[:-1]))
        self.assertEqual(("layer", "only-first"), (one.of, one.kind))
        self.assertEqual((self.report.layers[-1].path, ""), (one.path, one.second))
        layer = dataclasses.replace(self.report.layers[0], tensors=self.report.layers[0].tensors[:1])
        one = self.only(dataclasses.replace(self.report, layers=(layer, *self.report.layers[1:])))
        self.assertEqual(("tensor", "only-first"), (one.of, one.kind))

    def test_each_statistic_counts(self):
        stats = self.report.layers[0].tensors[0].stats
        finite, histogram = stats.finite, stats.histogram
        moved = (histogram.counts[0] + 1, histogram.counts[1] - 1, *histogram.counts[2:])
        for name, other in {
            "nan": dataclasses.replace(stats, nan=1),
            "zeros": dataclasses.replace(stats, zeros=3),
            "min": dataclasses.replace(stats, finite=dataclasses.replace(finite, min=finite.min * (1 + 1e-15))),
            "mean": dataclasses.replace(stats, finite=dataclasses.replace(finite, mean=finite.mean + 1e-6)),
            "spread": dataclasses.replace(
                stats, finite=dataclasses.replace(finite, standard_deviation=finite.standard_deviation + 1e-6)
            ),
            "histogram": dataclasses.replace(stats, histogram=dataclasses.replace(histogram, counts=moved)),
            "nothing finite": dataclasses.replace(stats, finite=None, histogram=None, nan=stats.count),
        }.items():
            with self.subTest(name):
                one = self.only(changed(self.report, stats=other))
                self.assertEqual(("tensor", "values"), (one.of, one.kind))
                if name == "histogram":
                    self.assertIn("another histogram", one.second)
                else:
                    self.assertNotEqual(one.first, one.second)

    def test_the_last_digits_of_a_sum_do_not(self):
        stats = self.report.layers[0].tensors[0].stats
        mean = stats.finite.mean + 1e-12
        other = dataclasses.replace(stats, finite=dataclasses.replace(stats.finite, mean=mean))
        self.assertTrue(weighbridge.compare(self.report, changed(self.report, stats=other)).matches)

    def test_names_that_were_counted_on_are_compared_in_order(self):
        renamed = tuple(
            dataclasses.replace(
                layer,
                path=f"other_{place}",
                tensors=tuple(dataclasses.replace(one, path=f"other_{place}/{one.path}") for one in layer.tensors),
            )
            for place, layer in enumerate(self.report.layers)
        )
        older = dataclasses.replace(self.report, layout="keras-legacy-weights")
        self.assertTrue(weighbridge.compare(older, dataclasses.replace(older, layers=renamed)).matches)
        other = changed(dataclasses.replace(older, layers=renamed), shape=(7, 7))
        (one,) = weighbridge.compare(older, other).differences
        self.assertTrue(one.path_in_second.startswith("other_0/"))
        # The newer layout is loaded by name, so there another name is another layer.
        found = weighbridge.compare(self.report, dataclasses.replace(self.report, layers=renamed))
        self.assertEqual({("layer", "only-first"), ("layer", "only-second")}, set(kinds(found)))

    def test_an_optimizer(self):
        with_one = weighbridge.weigh(fixture("keras3.15.1/D02_trained_few_steps.weights.h5"))
        steps = with_one.optimizer.iterations
        more = dataclasses.replace(with_one, optimizer=dataclasses.replace(with_one.optimizer, iterations=steps + 1))
        (one,) = weighbridge.compare(with_one, more).differences
        self.assertEqual(("optimizer", f"{steps} steps", f"{steps + 1} steps"), (one.of, one.first, one.second))
        (one,) = weighbridge.compare(with_one, dataclasses.replace(with_one, optimizer=None)).differences
        self.assertEqual(("optimizer", "only-first"), (one.of, one.kind))


class Shown(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.found = weighbridge.compare(EMPTY, LOADED)

    def test_as_a_card(self):
        page = Page(self.found._repr_html_())
        for one in self.found.differences:
            self.assertIn(one.path, page.text)
        self.assertIn(self.found.summary(), page.text)
        self.assertEqual(set(), {tag for tag, _ in page.elements} & {"script", "link", "style", "img", "a"})
        self.assertIn("No difference", Page(weighbridge.compare(LOADED, LOADED)._repr_html_()).text)

    def test_as_markdown(self):
        lines = self.found.to_markdown().splitlines()
        self.assertEqual(f"### `{EMPTY.name}` and `{LOADED.name}`", lines[0])
        rows = [line for line in lines if line.startswith("| `") or line.startswith("| where")]
        self.assertEqual(1 + len(self.found.differences), len(rows))
        self.assertEqual({5}, {line.count("|") for line in rows})

    def test_names_out_of_a_file_do_no_harm(self):
        name = "<img src=x>|`a`\u202e\n.h5"
        found = weighbridge.compare(weighbridge.weigh(EMPTY.read_bytes(), name=name), LOADED)
        page = Page(found._repr_html_())
        self.assertNotIn("img", {tag for tag, _ in page.elements})
        for text in (page.text, found.to_markdown()):
            self.assertNotIn("\u202e", text)
        heading, _, summary, _, row = found.to_markdown().splitlines()[:5]
        self.assertEqual((4, 5), (heading.count("`"), row.count("|")))
        self.assertEqual(found.summary(), summary)

    def test_many_are_shortened(self):
        layers = tuple(dataclasses.replace(self.found.second.layers[0], path=f"layers/l{i}") for i in range(500))
        many = weighbridge.compare(self.found.first, dataclasses.replace(self.found.second, layers=layers))
        self.assertGreater(len(many.differences), 500)
        self.assertLess(len(str(many).splitlines()), 30)
        self.assertIn("more", str(many).splitlines()[-1])
        self.assertLess(len(many._repr_html_()), 300_000)
        self.assertIn("These are the first 200 of", many.to_markdown())


if __name__ == "__main__":
    unittest.main()
