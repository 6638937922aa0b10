"""Merges the answers of all releases into core/atlas/data/*.jsonl, sets of releases as intervals."""

import collections
import json
import pathlib
import re

import intervals

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT / 'core/atlas/data'


def file_of(kind):
    return {'dtype_policy': 'dtype_policies', 'loss': 'losses'}.get(kind, kind + 's')


class Sets:
    """key -> the releases for which it holds."""

    def __init__(self):
        self.found = collections.defaultdict(set)

    def add(self, key, release):
        self.found[key].add(release)

    def texts(self, scale, whole=None):
        """`=` where it holds wherever the class exists."""
        return {
            key: '=' if chosen == whole else scale.text(chosen)
            for key, chosen in sorted(self.found.items(), key=lambda item: str(item[0]))
        }


class ClassRow:
    def __init__(self):
        self.known = set()
        self.unprobed = set()
        self.home, self.takes, self.requires, self.writes, self.says = Sets(), Sets(), Sets(), Sets(), Sets()
        self.takes_any = set()
        self.variables = collections.defaultdict(Sets)

    def add(self, name, release, survey, probe, passed_on):
        self.known.add(release)
        self.home.add(survey['home'], release)
        for key in survey['required']:
            self.requires.add(key, release)
        for key in survey.get('config') or {}:
            self.writes.add(key, release)
        self.add_taken(name, release, survey, probe, passed_on)
        for when, rows in (survey.get('variables') or {}).items():
            self.variables[when].add(json.dumps([describe_variable(row) for row in rows]), release)

    def add_taken(self, name, release, survey, probe, passed_on):
        """From the probe; where the class could not be made, from the signature and what every layer takes;
        `unprobed` lists the release."""
        if probe is None or 'refused' not in probe:
            self.unprobed.add(release)
            taken = survey['arguments'] + (passed_on if survey['has_keywords'] else [])
        elif probe['takes_any']:
            self.takes_any.add(release)
            taken = []
        else:
            self.says.add(generic(probe['says'], name), release)
            taken = [key for key in probe['offered'] if key not in probe['refused']]
        for key in taken:
            self.takes.add(key, release)

    def line(self, kind, name, scale):
        row = {'kind': kind, 'class': name, 'known': scale.text(self.known), 'home': self.home.texts(scale, self.known)}
        if self.takes_any:
            row['takes_any'] = scale.text(self.takes_any)
        if self.unprobed:
            row['unprobed'] = scale.text(self.unprobed)
        for key in ('takes', 'requires', 'writes', 'says'):
            texts = getattr(self, key).texts(scale, self.known)
            if texts:
                row[key] = texts
        if any(json.loads(text) for sets in self.variables.values() for text in sets.found):
            row['variables'] = {
                when: [[json.loads(text), chosen] for text, chosen in sets.texts(scale, self.known).items()]
                for when, sets in sorted(self.variables.items())
            }
        return row


def generic(text, class_name):
    """The same words for every class."""
    plain = re.sub('\x1b\\[[0-9;]*m', '', text)  # Keras colours some of its messages
    plain = re.sub(r'config=\{.*\}(?=\.\n)', 'config={...}', plain, flags=re.S)
    return re.sub(rf'\b{class_name}\b', '{class}', plain)[:300]


def describe_variable(row):
    """kernel (in, units); a trailing ! is one that is not trained."""
    name, shape, trained = row
    return f'{name} ({", ".join(shape)})' + ('' if trained else ' !')


PLAINEST = {
    'layer': ('Flatten', 'Dropout'),
    'metric': ('Mean',),
    'loss': ('MeanSquaredError',),
    'optimizer': ('SGD',),
}  # what these take in common is what their base takes


def taken_by(probe):
    """What a class that could not be asked passes on to its base."""
    if not probe or 'offered' not in probe:
        return {'name', 'dtype', 'trainable'}
    return set(probe['offered']) - set(probe['refused'])


def taken_by_base(kind, classes):
    plainest = [taken_by(classes.get(name)) for name in PLAINEST.get(kind, (None,))]
    return sorted(set.intersection(*plainest))


def class_rows(answers, scale):
    rows = {}
    for release, survey, probe in answers:
        for kind, classes in survey['classes'].items():
            passed_on = taken_by_base(kind, probe['classes'].get(kind, {}))
            for name, about in classes.items():
                probed = probe['classes'].get(kind, {}).get(name)
                rows.setdefault((kind, name), ClassRow()).add(name, release, about, probed, passed_on)
    return [row.line(kind, name, scale) for (kind, name), row in sorted(rows.items())]


def operation_rows(operations, scale):
    """`operations`: [(release, {'ops.numpy.Add': about})]. Their constructor is asked by its signature alone, and that is
    all that reads a config."""
    rows = {}
    for release, found in operations:
        for name, about in found.items():
            row = rows.setdefault(name, ClassRow())
            row.known.add(release)
            row.home.add(about['home'], release)
            for key in about['required']:
                row.requires.add(key, release)
            for key in about['arguments']:
                row.takes.add(key, release)
            if about['has_keywords']:
                row.takes_any.add(release)
    return [row.line('operation', name, scale) for name, row in sorted(rows.items())]


def module_rows(answers, scale):
    """Modules below keras that a v3 form may name and that can be imported."""
    modules = Sets()
    for release, _, probe in answers:
        for form, answer in probe['forms'].items():
            module = form.split('|')[0]
            if module.split('.')[0] == 'keras' and 'cannot be imported' not in answer.get('says', ''):
                modules.add(module, release)
    return [{'module': module, 'importable': text} for module, text in modules.texts(scale).items()]


def is_found_without_module(kind, name, release, survey):
    """Layers of Keras 3 in the legacy form: deserialize() asks for a module, but legacy loading looks into the
    namespace.

    keras/src/legacy/saving/saving_utils.py, model_from_config: MODULE_OBJECTS.
    """
    return release[0] == 'keras3' and kind == 'layer' and survey['names']['layer'].get(name, 'function') != 'function'


def name_rows(answers, scale):
    """For each kind, the names that the lookup of a release knows: as class_name of a config, as a plain text."""
    rows = {}
    for release, survey, probe in answers:
        for kind, names in probe['names'].items():
            for name, how in names.items():
                row = rows.setdefault((kind, name), (Sets(), Sets()))
                if 'class' in how or is_found_without_module(kind, name, release, survey):
                    row[0].add(survey['names'].get(kind, {}).get(name) or '?', release)
                if 'text' in how:
                    row[1].add('text', release)
    lines = []
    for (kind, name), (as_class, as_text) in sorted(rows.items()):
        line = {'kind': kind, 'name': name, 'is': as_class.texts(scale)}
        if as_text.found:
            line['as_text'] = scale.text(as_text.found['text'])
        lines.append(line)
    return lines


def form_rows(answers, scale):
    """Which (module, class name, registered name) are found, which release writes them, and what the others say."""
    rows = {}
    for release, survey, probe in answers:
        written = {
            '|'.join(map(str, about['written']))
            for classes in survey['classes'].values()
            for about in classes.values()
            if about.get('written')
        }
        for form, answer in probe['forms'].items():
            row = rows.setdefault(form, (Sets(), Sets(), Sets()))
            row[0 if 'is' in answer else 2].add(answer.get('is') or answer['says'], release)
        for form in written:
            if form in rows:
                rows[form][1].add('written', release)
    lines = []
    for form, (found, written, says) in sorted(rows.items()):
        module, name, registered = form.split('|')
        line = {
            'module': None if module == 'None' else module,
            'class': name,
            'registered': None if registered == 'None' else registered,
            'is': found.texts(scale),
            'says': says.texts(scale),
        }
        if written.found:
            line['written'] = scale.text(written.found['written'])
        lines.append(line)
    return lines


def says_rows(answers, scale):
    rows = {}
    for release, _, probe in answers:
        for kind, texts in probe['says_unknown'].items():
            for how, text in zip(('class', 'text'), texts):
                rows.setdefault((kind, how), Sets()).add(text, release)
    return [{'kind': kind, 'as': how, 'says': sets.texts(scale)} for (kind, how), sets in sorted(rows.items())]


def write_lines(name, lines):
    path = DATA / f'{name}.jsonl'
    path.write_text(''.join(json.dumps(line, ensure_ascii=False) + '\n' for line in lines), encoding='utf-8')


def write(answered):
    """Refuses to forget a release that the data on disk has."""
    answers = [((release.family, release.version), survey, probe) for release, survey, probe, _ in answered]
    operations = [((release.family, release.version), found) for release, _, _, found in answered if found]
    here, path = {key for key, _, _ in answers}, DATA / 'releases.jsonl'
    before = [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
    lost = [f"{row['family']} {row['version']}" for row in before if (row['family'], row['version']) not in here]
    if lost:
        raise SystemExit(
            f'atlas: no answers here of {", ".join(lost)}: ask them too, or take them out of {path.relative_to(ROOT)}'
        )
    DATA.mkdir(parents=True, exist_ok=True)
    scale = intervals.Scale(key for key, _, _ in answers)
    write_lines(
        'releases',
        [
            dict(
                {'family': family, 'version': version, 'python': survey['python'], 'with': survey['with']},
                **({'nightly': True} if 'dev' in version else {}),
            )
            for (family, version), survey, _ in answers
        ],
    )
    by_file = collections.defaultdict(list)
    for row in class_rows(answers, scale):
        by_file[file_of(row['kind'])].append(row)
    for name, lines in by_file.items():
        write_lines(name, lines)
    write_lines('operations', operation_rows(operations, scale))
    write_lines('modules', module_rows(answers, scale))
    write_lines('names', name_rows(answers, scale))
    write_lines('forms', form_rows(answers, scale))
    write_lines('unknown_names', says_rows(answers, scale))
    print(f'atlas: {len(answers)} releases, {sum(map(len, by_file.values()))} classes')
