"""Runs on the connection, and against the tables, that the caller handed over; there is no alembic.ini."""

from alembic import context

attributes = context.config.attributes

context.configure(
    connection=attributes["connection"],
    target_metadata=attributes["metadata"],
    on_version_apply=attributes["on_version_apply"],
    transactional_ddl=True,
    # SQLite cannot alter a column in place; batches rebuild the table there and alter it on PostgreSQL.
    render_as_batch=True,
    user_module_prefix="schema.",
    compare_type=True,
)

with context.begin_transaction():
    context.run_migrations()
