"""Pure libraries: no Django, no clock, no network, no reading of paths given by strangers."""
