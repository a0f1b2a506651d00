from django.urls import path

from figures import views

app_name = "figures"
urlpatterns = [
    path("so-lieu/", views.page, name="page"),
    path("so-lieu/doi-chieu/", views.two_structures, name="bridge"),
    path("so-lieu/ho-so/", views.records, name="records"),
]
