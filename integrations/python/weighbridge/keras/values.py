"""The values of two tensors, compared where they lie: byte for byte in their files, in pieces."""

from __future__ import annotations

from ..gen.report import Tensor

_PIECE_BYTES = 1 << 20


def same_values(path: str, tensor: Tensor, other_path: str, other: Tensor) -> bool | None:
    """None where a tensor does not lie in its file in one piece, as it does unless it is packed."""
    if tensor.bytes == other.bytes == 0:
        return True
    place, other_place = tensor.storage, other.storage
    if place.offset is None or other_place.offset is None or place.filters or other_place.filters:
        return None
    if not tensor.bytes == place.size_bytes == other.bytes == other_place.size_bytes:
        return None
    with open(path, "rb") as file, open(other_path, "rb") as other_file:
        file.seek(place.offset)
        other_file.seek(other_place.offset)
        left = tensor.bytes
        while left > 0:
            size_bytes = min(left, _PIECE_BYTES)
            if file.read(size_bytes) != other_file.read(size_bytes):
                return False
            left -= size_bytes
    return True
