"""How forms look: one renderer, one field template, labels and errors tied to their controls.

Django writes ``aria-describedby`` and ``aria-invalid`` on the control; the field template owes it
the ids ``<id>_helptext`` and ``<id>_error``.
"""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Renders every form and field with Redwell's own templates."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
