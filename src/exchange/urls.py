from django.urls import path

from exchange import views

app_name = "exchange"
urlpatterns = [path("ke-khai/<slug:public_id>/", views.record, name="record")]
