"""Static files: hashed names where the installation collected them, plain names otherwise."""

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class Storage(ManifestStaticFilesStorage):
    """Uses the manifest when ``redwell serve`` made one; never fails for want of it."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        return self.hashed_files.get(self.hash_key(self.clean_name(name)), name)
