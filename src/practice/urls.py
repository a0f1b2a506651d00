from django.urls import path

from practice import views

app_name = "practice"
urlpatterns = [
    path("mo-hinh/", views.listing, name="list"),
    path("mo-hinh/<str:public_id>/", views.record, name="record"),
]
