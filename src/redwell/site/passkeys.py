"""The form of a new passkey: by itself it opens the account, unless its owner says otherwise."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm


class AddPasskey(AddWebAuthnForm):
    """Name of the passkey and whether it replaces the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Name of the passkey"
        alone = self.fields["passwordless"]
        alone.initial = True
        alone.label = "Sign in with this passkey alone"
        alone.help_text = "Otherwise it is asked for after the password."
