from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("bao-cao/", views.reviews, name="list"),
    path("bao-cao/so-ket/", views.outline_of, name="outline"),
    path("bao-cao/<slug:public_id>/", views.review, name="record"),
]
