"""The releases that the atlas asks, and the environments in which they run.

A base is one virtual environment: a Python, a TensorFlow, and what they need. A release is the base's own TensorFlow,
or a package laid over it:
Keras is small and TensorFlow is not, so that all of Keras 3 shares one base.
"""

import collections

Base = collections.namedtuple('Base', 'pythons requirements')
# family: keras (the package up to 2.3.1), tf.keras, tf_keras, keras3. `overlay`: the pip requirement laid over the
# base, or nothing.
Release = collections.namedtuple('Release', 'family version base overlay')

OLD = ('h5py<3', 'protobuf<3.21')
WITH_THEANO_TIME = (
    'numpy<1.17',
    'scipy<1.4',
    'pyyaml<6',
    'six',
    'keras_applications==1.0.8',
    'keras_preprocessing==1.1.2',
) + OLD


def tensorflow(version, *pythons, package='tensorflow-cpu', more=()):
    return Base(pythons, (package + '==' + version,) + more)


BASES = {
    # numpy 1 suits every Keras 3 so far; TensorFlow is there for tf_keras; numpy's backend wants jax until 3.4.
    'keras3': Base(
        ('3.11',),
        (
            'tensorflow-cpu==2.18.1',
            'numpy==1.26.4',
            'jax==0.4.30',
            'jaxlib==0.4.30',
            'h5py',
            'optree',
            'dm-tree',
            'namex',
            'rich',
            'absl-py',
            'ml_dtypes',
            'packaging',
            'scipy',
            'pillow',
        ),
    ),
    'tf-2.15': tensorflow('2.15.1', '3.11'),
    'tf-2.3': tensorflow('2.3.4', '3.8', more=('protobuf<3.21',)),
    'tf-1.13': Base(('3.7',), ('tensorflow==1.13.2',) + WITH_THEANO_TIME),
    'tf-1.15': Base(('3.7',), ('tensorflow-cpu==1.15.0',) + WITH_THEANO_TIME),
    'tf-2.12': tensorflow('2.12.1', '3.11'),
    'tf-2.6': tensorflow('2.6.5', '3.8', more=('keras==2.6.0', 'protobuf<3.21')),
    'tf-2.9': tensorflow('2.9.3', '3.8', more=('protobuf<3.20',)),
    'tf-2.11': tensorflow('2.11.1', '3.8', more=('protobuf<3.20',)),
    'tf-2.13': tensorflow('2.13.1', '3.11'),
    'tf-2.14': tensorflow('2.14.1', '3.11'),
    'tf-1.12': Base(('3.6',), ('tensorflow==1.12.3', 'numpy<1.17', 'protobuf<3.20', 'h5py<3', 'six')),
    'tf-1.14': Base(('3.7',), ('tensorflow==1.14.0', 'numpy<1.17') + OLD),
    'tf-2.0': Base(('3.7',), ('tensorflow==2.0.4', 'numpy<1.19') + OLD),
    'tf-2.1': Base(('3.7',), ('tensorflow-cpu==2.1.4', 'numpy<1.19') + OLD),
    'tf-2.2': tensorflow('2.2.3', '3.8', more=OLD),
    'tf-2.4': tensorflow('2.4.4', '3.8', more=OLD),
    'tf-2.5': tensorflow('2.5.3', '3.8', more=('protobuf<3.21',)),
    'tf-2.7': tensorflow('2.7.4', '3.8', more=('protobuf<3.20',)),
    'tf-2.8': tensorflow('2.8.4', '3.8', more=('protobuf<3.20',)),
    'tf-2.10': tensorflow('2.10.1', '3.8', more=('protobuf<3.20',)),
}

OLD_KERAS = [
    ('1.2.2', 'tf-1.13'),
    ('2.0.8', 'tf-1.13'),
    ('2.1.6', 'tf-1.13'),
    ('2.2.4', 'tf-1.13'),
    ('2.3.1', 'tf-1.15'),
]
TF_KERAS = ('2.16.0', '2.17.0', '2.18.0', '2.19.0', '2.20.1', '2.21.0')
KERAS_3 = (
    '3.0.5',
    '3.1.1',
    '3.2.1',
    '3.3.3',
    '3.4.1',
    '3.5.0',
    '3.6.0',
    '3.7.0',
    '3.8.0',
    '3.9.2',
    '3.10.0',
    '3.11.3',
    '3.12.4',
    '3.13.2',
    '3.14.1',
    '3.15.1',
)
NIGHTLY = '3.16.0.dev2026102704'


def version_of(base):
    requirement = BASES[base].requirements[0]
    return requirement.split('==')[1]


def sort_key(version):
    return [int(part) for part in version.replace('dev', '').split('.')]


def all_releases():
    """In the order of the data: by family, then version."""
    found = [Release('keras', version, base, 'keras==' + version) for version, base in OLD_KERAS]
    found += sorted(
        (Release('tf.keras', version_of(base), base, '') for base in BASES if base.startswith('tf-')),
        key=lambda r: sort_key(r.version),
    )
    found += [Release('tf_keras', version, 'keras3', 'tf_keras==' + version) for version in TF_KERAS]
    found += [Release('keras3', version, 'keras3', 'keras==' + version) for version in KERAS_3]
    return found + [Release('keras3', NIGHTLY, 'keras3', 'keras-nightly==' + NIGHTLY)]


def label(release):
    return release.family + '-' + release.version


def backend_of(release):
    """Numpy's suits introspection and is quickly imported; that of 3.0 imports torch."""
    if release.family != 'keras3':
        return 'tensorflow'
    return 'jax' if release.version.startswith('3.0.') else 'numpy'
