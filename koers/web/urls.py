"""Every address. An act is a noun with its own address."""

from django.urls import URLPattern, URLResolver, include, path

from koers.web.views import live

urlpatterns: list[URLPattern | URLResolver] = [
    path("live-token/", live.renew, name="live-token"),
    path("account/", include("allauth.urls")),
]
