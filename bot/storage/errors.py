"""What can go wrong in the keeping of data, each with the sentence that says what to do."""

from bot.errors import AlongsideError, ConfigurationError, Refusal, StorageUnavailable

__all__ = [
    "BackupDamaged",
    "BackupNewer",
    "BackupOfOtherEngine",
    "ClusterExtraMissing",
    "DatabaseInUse",
    "DatabaseUrlInvalid",
    "FolderNotWritable",
    "KeyDestroyed",
    "KeyringLost",
    "KeyringNewer",
    "MasterKeyInvalid",
    "MasterKeyMissing",
    "MasterKeyWrong",
    "NoBackup",
    "NoKeyring",
    "SchemaNewer",
    "SealBroken",
    "StorageUnavailable",
]


class DatabaseUrlInvalid(ConfigurationError):
    """`DATABASE_URL` names nothing that we can open."""

    text = "error-storage-url"


class ClusterExtraMissing(ConfigurationError):
    """PostgreSQL is asked for, and the package that speaks to it is not installed."""

    text = "error-storage-cluster-extra"


class FolderNotWritable(ConfigurationError):
    """A folder that must hold data cannot be made or written to."""

    text = "error-storage-folder"


class DatabaseInUse(ConfigurationError):
    """Another process holds the database file."""

    text = "error-storage-in-use"


class SchemaNewer(ConfigurationError):
    """The database was migrated by a newer Alongside than this one."""

    text = "error-storage-schema-newer"


class KeyringLost(ConfigurationError):
    """The database holds what people left, and the keyring that knows them is not there."""

    text = "error-storage-keyring-lost"


class MasterKeyMissing(ConfigurationError):
    """There is a keyring, and the file with the key to it is not where the setting says."""

    text = "error-storage-master-key-missing"


class MasterKeyInvalid(ConfigurationError):
    """The file holds something that cannot be a master key."""

    text = "error-storage-master-key-invalid"


class MasterKeyWrong(ConfigurationError):
    """The master key is not the one that this keyring was made with."""

    text = "error-storage-master-key-wrong"


class KeyringNewer(ConfigurationError):
    """The keyring was written by a newer Alongside than this one."""

    text = "error-storage-keyring-newer"


class KeyDestroyed(AlongsideError):
    """The person was erased, or never was; what they wrote cannot be read any more."""

    text = "error-storage-key-destroyed"


class SealBroken(AlongsideError):
    """The bytes are damaged, or were sealed for someone or something else."""

    text = "error-storage-seal-broken"


class NoBackup(Refusal):
    """There is no backup where one was looked for."""

    text = "error-backup-none"


class BackupDamaged(Refusal):
    """A copy does not match its manifest, or fails SQLite's own check."""

    text = "error-backup-damaged"


class BackupNewer(Refusal):
    """A copy was made by a newer Alongside than this one."""

    text = "error-backup-newer"


class BackupOfOtherEngine(Refusal):
    """PostgreSQL has tools of its own for this, and they are better at it."""

    text = "error-backup-postgresql"


class NoKeyring(Refusal):
    """Neither this machine nor the copy has a keyring, so nothing in the copy could be read."""

    text = "error-backup-no-keyring"
