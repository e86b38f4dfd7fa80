"""Discord in and out, one file a feature."""
