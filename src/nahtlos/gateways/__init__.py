"""The only doors to the outside: databases, mail, files, logs."""
