"""Error messages: what real Keras versions printed, what the report predicts, and parts of both are recognised; every cause is a finding."""
import html
import json
import os
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import unittest

ROOT = pathlib.Path(os.environ.get("WEIGHBRIDGE_SOURCE_DIR", pathlib.Path(__file__).parents[2]))
COMMAND = os.environ.get("WEIGHBRIDGE_COMMAND", ROOT / "build/native/weighbridge")


def explained(text, *files):
    """The exit code, and the whole answer."""
    result = subprocess.run([COMMAND, "--json", f"--error={text}", *map(str, files)], capture_output=True, text=True, timeout=60)
    return result.returncode, json.loads(result.stdout)


def answers(text, *files):
    return explained(text, *files)[1]["messages"]


def real_messages():
    """tests/fixtures/messages.jsonl: every distinct text of the measured loads and saves, with how often it came."""
    rows = [json.loads(line) for line in (ROOT / "tests/fixtures/messages.jsonl").read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if not re.fullmatch(r"\w+Error: ?", row["text"])]  # an exception that says nothing


def told_rows():
    """tests/fixtures/explained.jsonl: a text, perhaps a file (of an archive of `loads`), the id it must get, and what must (`means`, `here`) and must `never` be said."""
    return [json.loads(line) for line in (ROOT / "tests/fixtures/explained.jsonl").read_text(encoding="utf-8").splitlines()]


def told_of_loads(archive):
    """The same rows in tests/fixtures/loads/NAME.jsonl, about files that real Keras raised the text for."""
    return [row for row in map(json.loads, archive.with_name(archive.name.replace(".tar.xz", ".jsonl")).read_text(encoding="utf-8").splitlines()) if "text" in row]


def hard_wrapped(text, width):
    """As a terminal shows it: broken after so many signs, wherever that is."""
    return "\n".join(line[at:at + width] for line in text.split("\n") for at in range(0, max(len(line), 1), width))


def framed(text, width):
    return "\n".join(["╭" + "─" * (width + 2) + "╮", *(f"│ {line:{width}} │" for line in hard_wrapped(text, width).split("\n"))])


# What pages, chats and terminals make of a text; the last two are given a width.
DISGUISES = {
    "non-breaking blanks": lambda text, _: text.replace(" ", "\u00a0"),
    "signs without width": lambda text, _: text.replace(" ", " \u200b"),
    "curly quotes": lambda text, _: text.replace("'", "\u2019").replace('"', "\u201d").replace("`", "\u2018"),
    "HTML": lambda text, _: html.escape(text),
    "colours": lambda text, _: re.sub(r"(\w*Error|\d+)", "\x1b[0;31m\\1\x1b[0m", text),
    "hard wraps": lambda text, width: hard_wrapped(re.sub(r"\x1b\[\d*m", "", text), width),
    "a frame": lambda text, width: framed(re.sub(r"\x1b\[\d*m", "", text), width),
}


def faults_of_archive(path, rows):
    """The same, of rows that are about files of an archive, whose only folder bears its name."""
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(path) as archive:
            archive.extractall(folder, filter="data")
        inside = pathlib.Path(folder) / path.name.removesuffix(".tar.xz")
        wrong = [f"{row['text'][:100]!r} {row.get('file', '')}: {fault}" for row in rows for fault in faults_of(row, inside)]
    print(f"{inside.name}: {len(rows)} explanations, {len(wrong)} wrong")
    return wrong


def faults_of(row, folder):
    """What is wrong with the answer to a row, in words; empty: nothing."""
    file = [folder / row["file"]] if "file" in row else []
    answer = explained(row["text"], *file)[1]
    said = answer["messages"]
    if answer["match"] != "whole" or not said or said[0]["id"] != row["id"]:
        return [f"{answer['match']} {[one['id'] for one in said]}"]
    faults = [key for key in ("means", "here") if key in row and not re.search(row[key], said[0][key], re.S)]
    if "never" in row:
        faults += [f"never: {one['id']}" for one in said if re.search(row["never"], one["means"] + " " + one["here"])]
    return [f"{fault}: {said[0]['here']}" for fault in faults]


def predicted_messages():
    """Every text that core/loaders may say of a file: its literals that begin with the name of an exception, the holes filled."""
    texts = set()
    for path in sorted((ROOT / "core/loaders").rglob("*")):
        if path.suffix not in (".cc", ".h"):
            continue
        source = re.sub(r'"\s*\n\s*"', "", path.read_text(encoding="utf-8"))  # one literal of several
        for literal in re.findall(r'"((?:[^"\\\n]|\\.)*)"', source):
            text = literal.encode().decode("unicode_escape")
            if re.match(r"(\{\}|[A-Z]\w*(Error|Zip\w*|Exception)): .{4}", text, re.S):
                texts.add(text.replace("{}: Unable", "OSError: Unable").replace("Unable to {}", "Unable to synchronously ").replace("{}", "dense"))
    return sorted(texts)


def errors_of_fixtures():
    """(path, call, error) of every error that the report predicts for a test file in some version; of texts that begin alike, one."""
    sys.path.insert(0, str(ROOT / "tests/fixtures"))
    import unpack
    corpus = unpack.unpacked()
    files = sorted(path for path in corpus.rglob("*") if path.is_file() and path.suffix in (".h5", ".hdf5", ".keras", ".json"))
    found = {}
    for start in range(0, len(files), 100):
        words = ["--json", "--values=none", "--fail-on=never", "--", *map(str, files[start:start + 100])]
        said = subprocess.run([COMMAND, *words], capture_output=True, text=True, timeout=300).stdout
        paths = {(path.name, path.stat().st_size): path for path in files[start:start + 100]}  # they come in another order
        for line in said.splitlines():
            report = json.loads(line)
            path = paths.get((report["file"]["name"], report["file"]["size_bytes"]))
            for row in report["loaders"]:
                if re.match(r"\w+: ", row["error"] or ""):  # an exception, what Python prints
                    begins = re.split(r"[0-9'\"`<\[{(]|filepath=", row["error"])
                    found.setdefault(" ".join(begins)[:160], (path, row["call"], row["error"]))
    return sorted(found.values(), key=str)


class Messages(unittest.TestCase):
    def test_real_messages_are_recognised(self):
        rows = real_messages()
        unknown = [row for row in rows if not answers(row["text"])]
        total = sum(row["times"] for row in rows)
        share = 1 - sum(row["times"] for row in unknown) / total
        print(f"recognised {100 * share:.1f} % of {total} messages ({len(rows)} distinct)")
        for row in unknown:
            print(f"  unknown, {row['times']}x: {row['text'][:120]!r}")
        self.assertEqual(share, 1)

    def test_what_is_said_of_a_message_is_so(self):
        wrong = faults_of_archive(ROOT / "tests/fixtures/explained.tar.xz", told_rows())
        for path in sorted((ROOT / "tests/fixtures/loads").glob("*.tar.xz")):
            if rows := told_of_loads(path):
                wrong += faults_of_archive(path, rows)
        self.assertEqual(wrong, [])

    def test_a_text_is_recognised_however_it_was_copied(self):
        rows, wrong = real_messages(), []
        for count, row in enumerate(rows):
            plain = explained(row["text"])[1]
            for number, (name, disguise) in enumerate(DISGUISES.items()):
                width = 44 + (17 * count + 29 * number) % 67
                answer = explained(disguise(row["text"], width))[1]
                if (answer["match"], [one["id"] for one in answer["messages"]]) != (plain["match"], [one["id"] for one in plain["messages"]]):
                    wrong.append(f"{name}, {width}: {row['text'][:120]!r}")
        print(f"{len(rows) * len(DISGUISES)} copies, {len(wrong)} not taken for the same:", *wrong, sep="\n  ")
        self.assertLess(len(wrong), 0.005 * len(rows) * len(DISGUISES))  # "file" and "path" at a line's end may be two words

    def test_what_is_predicted_is_recognised(self):
        texts = predicted_messages()
        self.assertGreater(len(texts), 60)
        inner = ["file signature not found", "bad object header version number"]  # what stands in the holes of h5py's own texts
        unknown = [text for text in texts if not answers(text.replace("(dense)", f"({inner[0]})"))]
        self.assertEqual(unknown, [])

    def test_what_is_predicted_of_the_test_files_is_recognised(self):
        """In whatever words each version says it (core/revival, the atlas): the texts as users will paste them."""
        errors = errors_of_fixtures()
        self.assertGreater(len(errors), 100)
        unknown = []
        for file, call, error in errors:
            # The bare name of what is missing is a text of this file alone.
            answer = explained(error, *([file] if file and re.fullmatch(r"KeyError: '[^']+'", error) else []))[1]
            if not answer["messages"] or answer["match"] != "whole":
                unknown.append(f"{file and file.name} {call}: {error[:200]}")
        print(f"{len(errors)} predicted texts, {len(unknown)} not recognised")
        self.assertEqual(unknown, [])

    def test_readme_s_own_texts_are_recognised(self):
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        texts = re.findall(r'--error "([^"]+)"', readme) + re.findall(r"said \*([^*]+)\*, \*([^*]+)\* or \*([^*]+)\*", readme)[0:1]
        texts = [text for entry in texts for text in ([entry] if isinstance(entry, str) else entry)]
        self.assertGreaterEqual(len(texts), 4)
        for text in texts + ["No model config found in the file"]:
            with self.subTest(text=text):
                code, answer = explained(text)
                self.assertEqual(code, 0)
                self.assertTrue(answer["messages"])

    def test_fragments_of_real_messages_are_recognised(self):
        """Any six words in a row of what Keras said name the message, among the candidates; a few dull ones may not."""
        tried, missed = 0, []
        for row in real_messages():
            whole = {answer["id"] for answer in answers(row["text"])}
            words = row["text"].split("Full object config")[0].split("config={")[0].split()[:40]
            if not whole or len(words) < 8:
                continue
            for start in range(1, len(words) - 6, 5):
                tried += 1
                piece = " ".join(words[start:start + 6])
                if re.search(r"\d|[<\[=/\x1b]", piece):  # names, numbers and paths: not the message's own words
                    tried -= 1
                    continue
                if not whole & {answer["id"] for answer in answers(piece)}:
                    missed.append((piece, sorted(whole)))
        for piece, ids in missed:
            print(f"  missed: {piece!r} of {ids}")
        print(f"{tried} fragments, {len(missed)} missed")
        self.assertGreater(tried, 150)
        self.assertLess(len(missed), 0.05 * tried)

    def test_several_candidates_are_ranked_and_said_to_be_so(self):
        code, answer = explained("variables during loading")
        self.assertEqual((code, answer["match"]), (0, "part"))
        self.assertGreaterEqual(len(answer["messages"]), 2)
        result = subprocess.run([COMMAND, "--error", "variables during loading"], capture_output=True, text=True, timeout=60)
        self.assertIn("This may be a part of", result.stdout)
        self.assertIn("the likeliest first", result.stdout)

    def test_the_terminal_speaks_of_the_terminal(self):
        result = subprocess.run([COMMAND, "--error", "found 0 saved layers"], capture_output=True, text=True, timeout=60)
        self.assertIn("Check: Give the file as well.", result.stdout)
        self.assertNotRegex(result.stdout, "[Dd]rop")

    def test_causes_are_findings(self):
        source = (ROOT / "core/messages/messages.md").read_text(encoding="utf-8")
        for line in re.findall(r"^Causes: (.*)$", source, flags=re.M):
            for cause in line.split(", "):
                self.assertTrue((ROOT / f"docs/findings/{cause}.md").exists(), cause)

    def test_sections_are_unique(self):
        ids = re.findall(r"^## (.*)$", (ROOT / "core/messages/messages.md").read_text(encoding="utf-8"), flags=re.M)
        self.assertEqual(len(ids), len(set(ids)))

    def test_compiled_table_is_fresh(self):
        subprocess.run([ROOT / "scripts/gen-messages", "--check"], check=True)

    def test_text_without_meaning_is_met_honestly(self):
        for text in ("it does not work", "lorem ipsum dolor sit amet", "TypeError: unsupported operand type(s) for +: 'int' and 'str'", "xyzzy"):
            with self.subTest(text=text):
                code, answer = explained(text)
                self.assertEqual((code, answer["messages"]), (1, []))
        result = subprocess.run([COMMAND, "--error", "it does not work"], capture_output=True, text=True, timeout=60)
        self.assertEqual(result.returncode, 1)
        self.assertIn("not among the messages", result.stdout)

    def test_the_nearest_text_is_offered(self):
        result = subprocess.run([COMMAND, "--error", "the file was truncated, eof missing"], capture_output=True, text=True, timeout=60)
        self.assertEqual(result.returncode, 1)
        self.assertRegex(result.stdout, r'The nearest that is known:\n  "truncated file')

    def test_an_unknown_text_counts_beside_a_sound_file(self):
        sound = ROOT / "web/public/examples/sequential-with-input.weights.h5"
        self.assertEqual(explained("it does not work", sound)[0], 1)
        self.assertEqual(explained("found 0 saved layers", sound)[0], 0)


if __name__ == "__main__":
    unittest.main()
