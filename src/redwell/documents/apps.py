from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "redwell.documents"
    label = "documents"
