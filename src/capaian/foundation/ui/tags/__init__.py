"""The components by kind; templatetags/ui.py puts them into one library."""
