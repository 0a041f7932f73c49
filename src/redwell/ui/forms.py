"""How forms look: one renderer, one field template, labels and errors tied to their controls."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Renders every form and field with Redwell's own templates."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
