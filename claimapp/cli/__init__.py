"""The command line: arguments -> use cases of app; nothing is worked out here."""
