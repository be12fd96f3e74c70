"""Exceptions. Every message says where, what was expected, what was found and what to do about it."""


class Error(Exception):
    """Whatever Entente raises."""


class InputError(Error, ValueError):
    """A report, a table or an argument cannot be read."""


class KnowledgeError(Error, ValueError):
    """A folder of knowledge cannot be used."""


class ModelError(Error, ValueError):
    """Models cannot be used."""


class StoreError(Error, OSError):
    """A store cannot be opened, read or asked so."""
