from django.urls import path

from recognition import views

app_name = "recognition"
urlpatterns = [
    path("bieu-duong/", views.listing, name="list"),
    path("bieu-duong/quyet-dinh/", views.decisions, name="decisions"),
    path("bieu-duong/<slug:public_id>/", views.record, name="record"),
]
