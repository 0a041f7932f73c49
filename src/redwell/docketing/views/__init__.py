"""The screens of docketing."""
