from django.urls import path

from practice import views

app_name = "practice"
urlpatterns = [
    path("mo-hinh/", views.listing, name="list"),
    path("mo-hinh/<slug:public_id>/", views.record, name="record"),
]
