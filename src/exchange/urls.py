from django.urls import path

from exchange import views

app_name = "exchange"
urlpatterns = [
    path("ke-khai/<slug:public_id>/", views.record, name="record"),
    path("nhap-tep/", views.send, name="import"),
    path("nhap-tep/<slug:public_id>/", views.upload, name="import"),
]
