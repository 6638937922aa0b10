"""What the Keras of this environment makes of what others have and write: probe.py POOL [FORMER] OUT.

The pool (made by pool.py from all surveys) has names for every kind, v3 forms, and for every class the keys that any
Keras writes or takes. With the answers of a former run, only those classes are asked that the pool has new keys of, or
that asked for TensorFlow.
"""

import copy
import inspect
import json
import sys

import installed
import making
import recipes
from answers import is_incomplete
from survey import time_limit

VALUE = 20202  # is nowhere else in a message
REFUSALS = (
    'unexpected keyword',
    'not understood',
    'nrecognized keyword',
    'not recognized',
    'Invalid keyword',
    'nvalid argument',
    'Unexpected keyword',
)


def template(error, key):
    return installed.describe(error).replace(key, '{}').replace(str(VALUE), '{value}')


def refuses(error, key):
    text = str(error)
    if 'takes no arguments' in text:  # of a class without a constructor: Zeros in Keras 3
        return True
    return key in text and any(words in text for words in REFUSALS)


def copied(config):
    """Some layers of 3.6 and later keep a module in their config, which no deep copy bears."""
    try:
        return copy.deepcopy(config)
    except TypeError:
        return dict(config)


def with_key(cls, config, key, value):
    """None if the class takes the key, else its error. A value that does not suit is no refusal of the key, but it
    can come first: None is tried too."""
    for candidate in (value, None):
        changed = copied(config)
        changed[key] = candidate
        try:
            cls.from_config(changed)
        except Exception as error:
            if refuses(error, key):
                return error
    return None


def is_default_reader(cls):
    """from_config hands the config to the constructor: what that names it takes."""
    return getattr(cls.from_config, '__func__', None) in READERS


READERS = [
    getattr(base.from_config, '__func__', None)
    for base in (
        installed.names_of('layer').get('Layer'),
        installed.names_of('layer').get('Flatten'),
        installed.names_of('metric').get('Mean'),
        installed.names_of('loss').get('Loss'),
    )
    if base
]


def probe_class(kind, cls, keys):
    """takes_any, the error for a key that nobody knows, and which of the pool's keys it refuses."""
    with time_limit(120):
        thing = making.build_one(cls)
        config = thing.get_config()
        try:
            cls.from_config(copied(config))
        except Exception as error:
            return {'not_read_back': installed.describe(error)[:300]}
        unknown = with_key(cls, config, installed.UNKNOWN, VALUE)
        if unknown is None:
            return {'takes_any': True, 'refused': []}
        says = template(unknown, installed.UNKNOWN)
        taken = set(config)
        if is_default_reader(cls):
            taken.update(making.parameters(making.constructor(cls))[0])
        refused = sorted(
            key for key, value in keys.items() if key not in taken and with_key(cls, config, key, value) is not None
        )
        return {'takes_any': False, 'says': says, 'refused': refused, 'offered': sorted(set(keys) | set(config))}


def probe_names(pool, known):
    """By kind, how each name is looked up; `known`: the same of a former run, which is not asked again."""
    found = {}
    for kind, names in pool['names'].items():
        found[kind] = dict(known.get(kind, {}))
        for name in sorted(set(names) - set(found[kind])):
            with time_limit(60):
                as_class, as_text = installed.looks_up(kind, name), installed.looks_up(kind, name, as_text=True)
            found[kind][name] = ('class ' if as_class is None else '') + ('text' if as_text is None else '')
    return found


def says_unknown():
    """By kind, the words for a name that nobody knows, given as a config and as a text."""
    found = {}
    for kind in installed.MODULES:
        if installed.module_of(kind) is None:
            continue
        found[kind] = []
        for as_text in (False, True):
            text = installed.looks_up(kind, installed.UNKNOWN, as_text) or 'accepts it'
            found[kind].append(text.replace(installed.UNKNOWN, '{}')[:400])
    return found


def probe_forms(pool, known):
    """'module|class|registered': the class that it becomes, or the error; `known` as in probe_names."""
    found = dict(known)
    if not installed.has_v3():
        return found
    for form in pool['forms']:
        key = '|'.join(map(str, form))
        if key in found:
            continue
        cls, error = installed.retrieve(*form)
        found[key] = (
            {'is': cls.__name__}
            if error is None
            else {'says': error.replace(str(form[1]), '{}').split('Full object config')[0][:300]}
        )
    return found


def probe_all(pool, wanted):
    """By kind and name, the answers of the classes that `wanted` (kind, name) says yes to."""
    classes = {}
    for kind in installed.MODULES:
        classes[kind] = {}
        for thing in list(installed.names_of(kind).values()):
            name = getattr(thing, '__name__', '')
            if (
                not inspect.isclass(thing)
                or name in classes[kind]
                or name in recipes.NOT_MADE
                or name in installed.models()
                or not wanted(kind, name)
            ):
                continue
            try:
                classes[kind][name] = probe_class(kind, thing, pool['keys'].get(kind, {}).get(name, {}))
            except Exception as error:
                classes[kind][name] = {'not_made': installed.describe(error)[:200]}
    return classes


def complete(pool, former):
    """The former answers, with those that lacked something made anew."""
    answers = former['classes']

    def wanted(kind, name):
        return is_incomplete(answers.get(kind, {}).get(name, {}), pool['keys'].get(kind, {}).get(name, {}))

    for kind, found in probe_all(pool, wanted).items():
        answers.setdefault(kind, {}).update(found)
    former['names'] = probe_names(pool, former['names'])
    former['forms'] = probe_forms(pool, former['forms'])
    return former


def ask_everything(pool):
    return {
        'classes': probe_all(pool, lambda kind, name: True),
        'names': probe_names(pool, {}),
        'says_unknown': says_unknown(),
        'forms': probe_forms(pool, {}),
    }


def main(pool_path, *paths):
    with open(pool_path) as file:
        pool = json.load(file)
    out = paths[-1]
    if len(paths) > 1:
        with open(paths[0]) as file:
            result = complete(pool, json.load(file))
    else:
        result = ask_everything(pool)
    with open(out, 'w') as file:
        json.dump(result, file)


if __name__ == '__main__':
    main(*sys.argv[1:])
