"""The screens of matters that need no other app."""
