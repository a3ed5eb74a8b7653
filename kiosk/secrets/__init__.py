"""Where keys and tokens are kept: the system's keyring, never a file, never a setting."""
