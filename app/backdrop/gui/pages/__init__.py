"""The pages of the settings dialog, one file each. A new page is a file here and a row in `settings_dialog`."""
