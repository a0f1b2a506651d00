"""Addresses of the tree and of a unit. They bear the name of what they show."""

from django.urls import path

from organisation import views

app_name = "units"
urlpatterns = [
    path("to-chuc/", views.tree, name="tree"),
    path("to-chuc/sap-xep/", views.reorganise, name="reorganise"),
    path("to-chuc/<path:key>/", views.unit, name="unit"),
]
