"""A report's JSON with nothing left out: in layers and tensors it omits what is as usual (docs/report.schema.json)."""
import json


def whole_tensor(written, owner):
    path = written['path']
    if owner:
        path = path[1:] if path.startswith('/') else f'{owner}/{path}'
    storage = {'kind': 'contiguous', 'size_bytes': written['bytes'], **written['storage']}
    tensor = {'role': None, 'state': 'intact', 'stats': None, **written, 'path': path, 'storage': storage}
    if tensor['stats'] is not None:
        usual = {'count': written['parameters'], 'nan': 0, 'positive_infinity': 0, 'negative_infinity': 0, 'zeros': 0, 'finite': None, 'histogram': None}
        tensor['stats'] = {**usual, **tensor['stats']}
    return tensor


def whole_layer(written):
    layer = {'name': written['path'].rpartition('/')[2], 'class': None, 'class_known_from': None, 'tensors': [], **written}
    return {**layer, 'tensors': [whole_tensor(tensor, layer['path']) for tensor in layer['tensors']]}


def whole_report(written):
    optimizer = written['optimizer']
    if optimizer is not None:
        optimizer = {**optimizer, 'tensors': [whole_tensor(tensor, optimizer['path']) for tensor in optimizer['tensors']]}
    return {**written, 'layers': [whole_layer(layer) for layer in written['layers']], 'optimizer': optimizer}


def read_report(text):
    return whole_report(json.loads(text))
