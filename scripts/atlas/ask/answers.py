"""When answers of probe.py are to be asked for again. Needs no Keras."""


def lacks(probed, pool):
    """`probed`: all answers of one release. Whether the pool has grown since, or a class waits for TensorFlow."""
    return (
        any(
            is_incomplete(answer, pool['keys'].get(kind, {}).get(name, {}))
            for kind, found in probed['classes'].items()
            for name, answer in found.items()
        )
        or any(set(names) - set(probed['names'].get(kind, {})) for kind, names in pool['names'].items())
        or bool(probed['forms'] and {'|'.join(map(str, form)) for form in pool['forms']} - set(probed['forms']))
    )


def is_incomplete(answer, keys):
    """`answer` for one class; `keys`: what the pool has of it now. Some layers of Keras 3 are made only where TensorFlow
    is, without which the others are asked: it takes longer to import than all questions take."""
    if 'not_made' in answer:
        return 'requires TensorFlow' in answer['not_made']
    return 'offered' in answer and not set(keys) <= set(answer['offered'])
