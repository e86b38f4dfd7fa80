# Told to a person who pressed or typed something while the database did not answer.
error-storage-unavailable = This could not be saved just now, so nothing was changed. Please try again in a minute. If you need someone to talk to, /support works even now.

# Told to the operator at the start; it stops there.
error-storage-url = DATABASE_URL cannot be used. Write sqlite:///path/to/alongside.db or postgresql://user:password@host/name.
error-storage-cluster-extra = DATABASE_URL asks for PostgreSQL, and what speaks to it is not installed. Run: pip install "alongside[cluster]"
error-storage-folder = { $path } cannot be written to. Make the folder and give it to the user that runs Alongside, or point VAR_DIR and DATABASE_URL somewhere else.
error-storage-in-use = { $path } is in use by process { $pid } since { $since }. Stop that one first; two of them on one database would page people twice.
error-storage-schema-newer = The database was made by a newer Alongside (revision { $revision }). Install that version again, or restore a backup from before.
error-storage-master-key-missing = The keyring { $keyring } exists, but its master key { $path } does not. Put the key file back or point MASTER_KEY_FILE at it. A new key cannot open what is stored.
error-storage-master-key-invalid = { $path } is not a master key: it should hold exactly 64 hexadecimal digits. Put the right file there.
error-storage-master-key-wrong = The master key { $path } does not belong to the keyring { $keyring }. Point MASTER_KEY_FILE at the key that this keyring was made with.
error-storage-keyring-lost = The keyring { $keyring } is not there, but the database holds what people left. Without it nobody is known and nobody's words can be opened, so I do not begin with a new one. Put it back, or run `python -m bot restore`: it takes the newest copy, which may be seven days old at most. docs/operators.md, "When a key is lost", says what comes back, and how to begin anew.
error-storage-keyring-newer = The keyring { $keyring } was made by a newer Alongside. Install that version again.

error-storage-key-destroyed = This was written by someone whose data has been erased. Nobody can read it any more.
error-storage-seal-broken = This text cannot be opened: it is damaged or was sealed for something else. Tell the person who runs Alongside here.

# Told to the operator by the backup and restore commands.
error-backup-none = There is no backup in { $path }. Name a folder that the backup command made.
error-backup-damaged = The copy in { $path } is damaged, so nothing was changed. Choose an older one. What is wrong: { $what ->
    [manifest] its manifest does not describe a database.
    [missing] a file is missing.
    [checksum] its content is not what was written then.
   *[integrity] SQLite finds errors in it.
}
error-backup-newer = The copy in { $path } was made by a newer Alongside (revision { $revision }), so nothing was changed. Install that version, then restore.
error-backup-postgresql = The database is on PostgreSQL: restore it with pg_restore, then start Alongside. The keyring copy is in { $path }.
error-backup-no-keyring = There is no keyring here and none in { $path }, so nobody's texts could be read afterwards. Nothing was changed. Choose the newest backup: only that one holds the keyring.
