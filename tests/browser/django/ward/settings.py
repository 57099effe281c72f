"""What `startproject` wrote, unchanged, and what a project of its own cannot do without."""

from portal.settings import *

INSTALLED_APPS += ["ward"]
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
ROOT_URLCONF = "ward.urls"
