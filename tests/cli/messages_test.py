"""Error messages: nearly all that real Keras versions printed are recognised, every cause is a finding, the compiled table is fresh."""
import json
import os
import pathlib
import re
import subprocess
import unittest

ROOT = pathlib.Path(os.environ.get("WEIGHBRIDGE_SOURCE_DIR", pathlib.Path(__file__).parents[2]))
COMMAND = os.environ.get("WEIGHBRIDGE_COMMAND", ROOT / "build/native/weighbridge")


def answers(text, *files):
    result = subprocess.run([COMMAND, "--json", f"--error={text}", *map(str, files)], capture_output=True, text=True, timeout=60)
    return json.loads(result.stdout)["messages"]


class Messages(unittest.TestCase):
    def test_real_messages_are_recognised(self):
        """tests/fixtures/messages.jsonl: every distinct text of the measured loads and saves, with how often it came."""
        rows = [json.loads(line) for line in (ROOT / "tests/fixtures/messages.jsonl").read_text(encoding="utf-8").splitlines()]
        unknown = [row for row in rows if not answers(row["text"])]
        total = sum(row["times"] for row in rows)
        share = 1 - sum(row["times"] for row in unknown) / total
        print(f"recognised {100 * share:.1f} % of {total} messages ({len(rows)} distinct)")
        for row in unknown:
            print(f"  unknown, {row['times']}x: {row['text'][:120]!r}")
        self.assertGreaterEqual(share, 0.99)

    def test_causes_are_findings(self):
        source = (ROOT / "core/messages/messages.md").read_text(encoding="utf-8")
        for line in re.findall(r"^Causes: (.*)$", source, flags=re.M):
            for cause in line.split(", "):
                self.assertTrue(list((ROOT / "core/rules").glob(f"*/{cause}.md")), cause)

    def test_sections_are_unique(self):
        ids = re.findall(r"^## (.*)$", (ROOT / "core/messages/messages.md").read_text(encoding="utf-8"), flags=re.M)
        self.assertEqual(len(ids), len(set(ids)))

    def test_compiled_table_is_fresh(self):
        subprocess.run([ROOT / "scripts/gen-messages", "--check"], check=True)

    def test_text_without_meaning_is_met_honestly(self):
        self.assertEqual(answers("it does not work"), [])
        result = subprocess.run([COMMAND, "--error", "it does not work"], capture_output=True, text=True, timeout=60)
        self.assertIn("not among the messages", result.stdout)


if __name__ == "__main__":
    unittest.main()
