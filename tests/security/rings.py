"""Key rings for tests: real `keyring` back ends of the kinds a machine may have."""

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError


class GoodRing(KeyringBackend):
    """Keeps what it is given; each instance has a memory of its own."""

    priority = 5

    def __init__(self):
        super().__init__()
        self.memory = {}

    def get_password(self, service, username):
        return self.memory.get((service, username))

    def set_password(self, service, username, password):
        self.memory[service, username] = password

    def delete_password(self, service, username):
        if self.memory.pop((service, username), None) is None:
            raise PasswordDeleteError(username)


class ForgettingRing(GoodRing):
    """Accepts and forgets, as keyring's own null back end."""

    def get_password(self, service, username):
        return None


class LyingRing(GoodRing):
    """Gives back something else."""

    def get_password(self, service, username):
        return "00" * 32


class LockedRing(GoodRing):
    """A ring whose unlocking was refused."""

    def get_password(self, service, username):
        raise KeyringLocked("locked")

    def set_password(self, service, username, password):
        raise KeyringLocked("locked")


class AbsentRing(GoodRing):
    """A back end of another system: asking for its priority raises."""

    class _Priority:
        def __get__(self, instance, owner):
            raise RuntimeError("not here")

    priority = _Priority()
