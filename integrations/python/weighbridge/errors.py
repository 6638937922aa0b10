"""What can go wrong with the weighing itself. A bad file is no error: it has a report that says so."""


class WeighbridgeError(Exception):
    """Of all errors of this package."""


class NotReadError(WeighbridgeError, OSError):
    """The file could not be read: it is not there, or may not be read; or the folder has no weight file."""


class NotOneError(WeighbridgeError, ValueError):
    """What was given is several things; weigh_all() takes any number."""


class EngineError(WeighbridgeError, RuntimeError):
    """The engine did not come to its end, or is not installed whole."""
