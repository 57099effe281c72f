"""The addresses of a small portal: Django's own sign-in and sign-out, one page and one interface."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from . import views

urlpatterns = [
    path("login/", LoginView.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("home/", views.home, name="home"),
    path("api/results/", views.results, name="results"),
]
