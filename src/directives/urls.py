from django.urls import path

from directives import views

app_name = "directives"
urlpatterns = [
    path("trien-khai/", views.documents, name="list"),
    path("trien-khai/<slug:public_id>/", views.record, name="record"),
]
