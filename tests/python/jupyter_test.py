"""The card in a notebook that Jupyter ran: opened in Chromium, light and dark, every text is to be read."""

import base64
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from support import EMPTY, LOADED, unpacked

CHROMIUM = os.environ.get("WEIGHBRIDGE_CHROMIUM", "/usr/bin/chromium")
CELLS = (
    "%load_ext weighbridge\nimport weighbridge",
    "%weigh empty.weights.h5",
    'weighbridge.weigh("loaded.weights.h5")',
)
#: Of each text of the cards: its color, and the grounds that lie behind it, nearest first.
PROBE = """<script>
document.querySelectorAll('details').forEach((one) => (one.open = true));
const found = [];
for (const summary of document.querySelectorAll('.jp-RenderedHTMLCommon')) {
  const walker = document.createTreeWalker(summary, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim()) continue;
    const grounds = [];
    for (let at = node.parentElement; at; at = at.parentElement) grounds.push(getComputedStyle(at).backgroundColor);
    const {color, fontFamily} = getComputedStyle(node.parentElement);
    found.push({text: node.data.trim(), color, grounds, fontFamily, in: node.parentElement.tagName});
  }
}
const out = document.createElement('pre');
out.id = 'probe';
out.textContent = btoa(unescape(encodeURIComponent(JSON.stringify(found))));
document.body.append(out);
</script></body>"""


def jupyter(*words, folder):
    environment = {**os.environ, "PYTHONPATH": unpacked("native"), "JUPYTER_PREFER_ENV_PATH": "1", "HOME": str(folder)}
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done


def channels(color):
    """rgb(...) or rgba(...), as computed styles have it."""
    numbers = [float(number) for number in re.findall(r"[\d.]+", color)]
    return numbers[:3], (numbers[3] if len(numbers) > 3 else 1.0)


def ground_of(grounds):
    """What is seen of the grounds, the farthest first; the browser's own is white."""
    seen = [255.0, 255.0, 255.0]
    for color in reversed(grounds):
        over, alpha = channels(color)
        seen = [alpha * one + (1 - alpha) * below for one, below in zip(over, seen)]
    return seen


def luminance(color):
    linear = [part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in color]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@unittest.skipUnless(os.path.exists(CHROMIUM), "needs Chromium: run this through scripts/environment/run")
class InJupyter(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        import nbformat

        kept = tempfile.TemporaryDirectory(prefix="weighbridge-jupyter-")
        cls.addClassCleanup(kept.cleanup)
        cls.folder = pathlib.Path(kept.name)
        shutil.copy(EMPTY, cls.folder / "empty.weights.h5")
        shutil.copy(LOADED, cls.folder / "loaded.weights.h5")
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
        nbformat.write(notebook, cls.folder / "notebook.ipynb")
        jupyter("nbconvert", "--to", "notebook", "--execute", "--inplace", "notebook.ipynb", folder=cls.folder)
        cls.notebook = nbformat.read(cls.folder / "notebook.ipynb", 4)

    def shown(self, theme):
        jupyter("nbconvert", "--to", "html", "--theme", theme, "--output", theme, "notebook.ipynb", folder=self.folder)
        path = self.folder / f"{theme}.html"
        page = re.sub(
            r'<script src="https?://[^"]*"></script>', "", path.read_text(encoding="utf-8")
        )  # for mathematics
        path.write_text(page.replace("</body>", PROBE), encoding="utf-8")
        words = [
            CHROMIUM,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--proxy-server=127.0.0.1:9",
            "--dump-dom",
            path.as_uri(),
        ]
        words.insert(1, f"--user-data-dir={self.folder / 'chromium'}")
        done = subprocess.run(words, capture_output=True, text=True, timeout=120, check=False)
        (probe,) = re.findall(r'<pre id="probe">([^<]*)</pre>', done.stdout)

        return json.loads(base64.b64decode(probe))

    def test_the_notebook_holds_card_and_markdown(self):
        for cell in self.notebook.cells[1:]:
            (output,) = cell.outputs
            self.assertEqual({"text/html", "text/markdown", "text/plain"}, set(output.data))
        self.assertTrue(self.notebook.cells[1].outputs[0].data["text/markdown"].startswith("### 🔴 Empty"))

    def test_every_text_is_readable_light_and_dark(self):
        for theme, is_dark in (("light", False), ("dark", True)):
            texts = self.shown(theme)
            with self.subTest(theme):
                self.assertGreater(len(texts), 40)
                self.assertIn(
                    "This file is empty: none of its 2 layers (dense and dense_1) has any weights.",
                    [one["text"] for one in texts],
                )
                self.assertEqual(is_dark, luminance(ground_of(texts[-1]["grounds"])) < 0.2)
                for one in texts:
                    self.assertGreaterEqual(contrast(channels(one["color"])[0], ground_of(one["grounds"])), 4.5, one)
                self.assertTrue(all("mono" in one["fontFamily"] for one in texts if one["in"] == "PRE"))


if __name__ == "__main__":
    unittest.main()
