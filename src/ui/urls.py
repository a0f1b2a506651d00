"""Addresses of the reader's choices of look and language."""

from django.urls import path

from ui import views

app_name = "ui"
urlpatterns = [
    path("giao-dien/nen/", views.theme, name="theme"),
    path("giao-dien/ngon-ngu/", views.language, name="language"),
]
