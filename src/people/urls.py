"""Addresses of log-in, log-out and the unit switcher."""

from django.urls import path

from people import views

app_name = "people"
urlpatterns = [
    path("dang-nhap/", views.log_in, name="login"),
    path("dang-xuat/", views.log_out, name="logout"),
    path("don-vi-lam-viec/", views.switch, name="switch"),
]
