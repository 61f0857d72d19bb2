"""Every text for people, in the reader's language; nothing here knows files, windows or pages."""
