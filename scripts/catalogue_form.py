"""The form of a finding's page: what scripts/gen-catalogue and tests/meta want of it. docs/writing-findings.md tells it to people."""
import re

FAMILIES = {
    "empty": "Empty, or partly empty",
    "name": "The name and the content disagree",
    "not-weights": "Not a weight file",
    "damaged": "Mangled, cut, damaged",
    "values": "Suspicious values",
    "safety": "Unsafe content",
    "note": "Good to know",
}
SEVERITIES = ("error", "warning", "note")
CONFIDENCES = ("certain", "likely", "possible")
NEEDS = ("container", "tree", "checkpoint", "values")
PACKAGES = ("keras", "tf.keras", "tf_keras", "any")
KEYS = {"id", "family", "severity", "confidence", "rank", "needs", "title", "search_title", "search_text", "headline", "headline_if_loaded", "why", "next", "hides", "since", "params"}
OPTIONAL = {"headline", "headline_if_loaded", "hides", "params"}
SECTIONS = ["What it means", "Why it happens", "How it is proven", "How to fix it", "When it is no problem"]
ALWAYS_SUPPLIED = {"this_file", "file", "stem", "hdf5", "load", "member", "copy"}  # by proof/common_params.cc
PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}")


def fill(text, values):
    return PLACEHOLDER.sub(lambda m: values.get(m[1], m[0]), text)


def version_key(version):
    return [int(part) for part in version.split(".")]


def problems_of(page, ids, source):
    """What is wrong with a page. `source` is the text of its .cc, '' if there is none."""
    problems = []

    def need(condition, message):
        if not condition:
            problems.append(f"{page.path.name}: {message}")

    need(page.id == page.path.stem, "id and file name differ")
    need(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", page.id), "id is not in kebab case")
    need(page.family in FAMILIES, "unknown family")
    need(page.family == page.path.parent.name, f"family {page.family} stands in the folder {page.path.parent.name}")
    need(page.severity in SEVERITIES, "unknown severity")
    need(page.confidence in CONFIDENCES, "unknown confidence")
    need(page.needs in NEEDS, "unknown needs")
    need(re.fullmatch(r"\d{1,4}", page.rank), "rank is no number")
    need(re.fullmatch(r"\d+\.\d+\.\d+", page.since), "since is no version")
    need(page.headings == SECTIONS, f"sections are {page.headings}")
    for title in SECTIONS:
        need(page.sections.get(title, "").strip(), f"section '{title}' is empty")
    filled = fill(page.title, page.samples)
    need(len(filled) <= 90, f"title has {len(filled)} characters")
    need(not page.title.endswith("."), "title ends with a full stop")
    problems += problems_of_search(page)
    for key in ("headline", "headline_if_loaded", "why", "next"):
        value = page.front.get(key)
        need(value is None or re.search(r"[.!?)]$", fill(value, page.samples)), f"{key} is not a sentence")
    need(not (page.headline and page.headline_if_loaded), "has two headlines")
    for headline in (page.headline, page.headline_if_loaded):
        need(not headline or fill(headline, page.samples).endswith("."), "its headline ends with no full stop")
        need("This file" not in headline, "its headline is about a set of files too: {{this_file}} instead of This file")
    for hidden in page.hides:
        need(hidden in ids and hidden != page.id, f"hides unknown '{hidden}'")
    used = page.used_params() - ALWAYS_SUPPLIED
    kinds = any(fix.kinds for fix in page.fixes)
    need(not kinds or '"kind"' in source, f"{page.id}.cc does not supply the parameter kind, but a fix is for some kinds only")
    need(used == set(page.params) - ALWAYS_SUPPLIED, f"placeholders {sorted(used)} and params {sorted(page.params)} differ")
    need(page.function in source, f"{page.id}.cc does not define {page.function}")
    for param in used:
        need(f'"{param}"' in source, f"{page.id}.cc does not supply {{{{{param}}}}}")
    need(page.fixes or page.severity == "note", "no fix")
    for fix in page.fixes:
        need(fix.language in ("python", "sh"), f"fix '{fix.title}': language {fix.language!r}")
        need(len(fix.title) <= 80 and not fix.title.endswith("."), f"fix '{fix.title}': title")
        for package, low, high in fix.ranges:
            need(not (low and high) or version_key(low) <= version_key(high), f"fix '{fix.title}': range is upside down")
    return problems


def problems_of_search(page):
    """What search engines show: cut behind some 75 letters of a title and 160 of a description."""
    problems = []
    title, text = page.search_title, page.search_text
    if not (30 <= len(title) <= 75 and re.search(r"keras", title, re.I)):
        problems.append(f"{page.path.name}: search_title has {len(title)} characters, or does not name Keras")
    if not re.search(r"\.h5|\.keras|save_weights|load_weights|load_model", title + text):
        problems.append(f"{page.path.name}: search_title and search_text hold none of the words that people search for")
    if not (90 <= len(text) <= 160 and text.endswith((".", "?"))):
        problems.append(f"{page.path.name}: search_text has {len(text)} characters, or is no sentence")
    if PLACEHOLDER.search(title + text):
        problems.append(f"{page.path.name}: search_title and search_text are about no file in particular: no placeholders")
    return problems
