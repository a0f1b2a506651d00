from django.urls import path

from inspection import views

app_name = "inspection"
urlpatterns = [
    path("kiem-tra/", views.listing, name="list"),
    path("kiem-tra/<slug:public_id>/", views.record, name="record"),
]
