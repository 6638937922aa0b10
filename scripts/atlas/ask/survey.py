"""What the Keras of this environment has: survey.py OUT. The first of two passes; probe.py asks it about what the
others have."""

import contextlib
import copy
import importlib
import inspect
import json
import platform
import signal
import sys

import installed
import making
import recipes
import variables

SECONDS_A_CLASS = 60


@contextlib.contextmanager
def time_limit(seconds):
    def stop(*_):
        raise RuntimeError('takes longer than {} s'.format(seconds))

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def plain(value):
    """As JSON will have it; what JSON has no word for is None."""
    try:
        return json.loads(json.dumps(value))
    except (TypeError, ValueError):
        if isinstance(value, dict):
            return {str(key): plain(item) for key, item in value.items()}
        return [plain(item) for item in value] if isinstance(value, (list, tuple)) else None


def config_of(thing):
    """(module, class name, registered name) as the v3 form has them or None, and the config as it is written to a
    file."""
    written = installed.serialize(thing) if installed.has_v3() else None
    if isinstance(written, dict) and 'config' in written:
        return (
            [written.get('module'), written.get('class_name'), written.get('registered_name')],
            plain(written['config']),
            plain(written.get('build_config')),
        )
    return None, plain(thing.get_config()), None


def about(kind, cls):
    names, required, takes_any = making.parameters(making.constructor(cls))
    row = {'home': cls.__module__, 'arguments': names, 'required': required, 'has_keywords': takes_any}
    if cls.__name__ in recipes.NOT_MADE:
        return row
    try:
        with time_limit(SECONDS_A_CLASS):
            thing = making.build_one(cls)
            row['written'], row['config'], _ = config_of(thing)
            row['plain_config'] = plain(thing.get_config())
    except Exception as error:
        row['not_made'] = installed.describe(error)[:200]
        return row
    if kind == 'layer' and cls.__name__ not in installed.models():
        try:
            with time_limit(SECONDS_A_CLASS):
                row['variables'] = variables.ask(cls, lambda: making.build_one(cls), thing.get_config())
        except Exception as error:
            row['not_built'] = installed.describe(error)[:200]
    return row


def api_paths():
    """path: class name, of what `_retrieve_class_or_fn` finds by its public name."""
    export = installed.try_import(installed.ROOT + '.api_export')
    if export is None:
        return {}
    return {path: thing.__name__ for path, thing in export.REGISTERED_NAMES_TO_OBJS.items() if inspect.isclass(thing)}


def libraries():
    found = {}
    for name in ('tensorflow', 'h5py', 'numpy'):
        module = installed.try_import(name) if name != 'tensorflow' or installed.FAMILY != 'keras3' else None
        if module is not None:
            found[name] = module.__version__
    return found


def main(out):
    names, classes = {}, {}
    for kind in installed.MODULES:
        names[kind], classes[kind] = {}, {}
        for name, thing in sorted(installed.names_of(kind).items()):
            names[kind][name] = thing.__name__ if inspect.isclass(thing) else 'function'
            if inspect.isclass(thing) and thing.__name__ not in classes[kind]:
                classes[kind][thing.__name__] = about(kind, thing)
    result = {
        'family': installed.FAMILY,
        'version': installed.version(),
        'python': platform.python_version(),
        'with': libraries(),
        'names': names,
        'paths': api_paths(),
        'classes': classes,
        'has_v3': installed.has_v3(),
    }
    with open(out, 'w') as file:
        json.dump(result, file)


if __name__ == '__main__':
    main(sys.argv[1])
