"""What every screen is made of: the shell, shared parts, template tags and built assets."""
