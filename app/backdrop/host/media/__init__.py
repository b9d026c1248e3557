"""Pictures and videos in files, decoded to the program's own form. Capture and composite both read through here."""
