"""All settings, read from top to bottom. docs/install.md lists what the environment may say."""

from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
import django
from django.utils.translation import gettext_lazy as _

from csweek.lib import environment as env
from csweek.lib.headers import POLICY

# Where things lie ------------------------------------------------------------

BASE_DIR = Path(__file__).resolve().parent.parent
DEMO = env.flag("CSWEEK_DEMO")
HOME = Path(env.text("CSWEEK_HOME", str(BASE_DIR / "var")))
if DEMO:
    HOME = HOME / "demo"

# The address people type -----------------------------------------------------

ADDRESS = env.origin("CSWEEK_ADDRESS", "http://localhost:8000")
HTTPS = ADDRESS.startswith("https://")
PROXIES = env.number("CSWEEK_PROXIES", 0, lowest=0, highest=5)
ALLOWED_HOSTS = [urlsplit(ADDRESS).hostname, "localhost", "127.0.0.1"]
CSRF_TRUSTED_ORIGINS = [ADDRESS]

DEBUG = env.flag("CSWEEK_DEBUG")
SECRET_KEY = env.secret("CSWEEK_SECRET", HOME / "secret")

# What it is made of ----------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_countries",
    "django_htmx",
    "csweek.people",
    "csweek.history",
    "csweek.notices",
    "planner",
    "recognition",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csweek.lib.headers.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "csweek.people.sessions.SessionLimitsMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "csweek.history.origin.OriginMiddleware",
    "csweek.people.setup.OrganisationMiddleware",
    "csweek.people.trail.TrailMiddleware",
]

ROOT_URLCONF = "csweek.urls"
WSGI_APPLICATION = "csweek.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["csweek.lib.tags"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csweek.people.context.site_wide",
                "csweek.notices.context.unseen",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

# Data ------------------------------------------------------------------------

_FILE = f"sqlite:///{HOME / 'csweek.sqlite3'}"
_DATABASE = _FILE if DEMO else env.database("DATABASE_URL", _FILE)
DATABASES = {"default": dj_database_url.parse(_DATABASE, conn_max_age=60, conn_health_checks=True)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Every transaction takes its write lock at the start: a deferred one that reads and then
    # writes is refused with "database is locked" under load. FULL: what was saved stays saved.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }

# Shared by all workers, so that failed sign-ins are counted once.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "csweek_cache",
        # Over its limit the cache drops live entries, and with them counted failures to sign in.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

# Signing in ------------------------------------------------------------------

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["csweek.people.signedin.PersonBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "planner:home"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60

ACCOUNT_ADAPTER = "csweek.people.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "csweek.people.forms.accounts.LoginForm",
    "reset_password": "csweek.people.forms.accounts.ResetPasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_USER_DISPLAY = str
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
# Addresses come from the organisation's directory, not from the person: nothing to verify.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = True
# Many may share one address: a whole office signs in on Monday morning.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "10/m/ip,5/300s/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES

MFA_FORMS = {"add_webauthn": "csweek.people.forms.accounts.AddPasskeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_TOTP_ISSUER = "Customer Service Week"
USERSESSIONS_TRACK_ACTIVITY = False

SOCIALACCOUNT_ADAPTER = "csweek.people.adapters.SocialAccountAdapter"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SINGLE_SIGN_ON, _CLIENT, _SECRET = env.together(
    "CSWEEK_OIDC_SERVER", "CSWEEK_OIDC_CLIENT", "CSWEEK_OIDC_SECRET"
)
# Microsoft Entra ID never says whether it has verified an address; whoever runs it knows.
TRUST_UNSAID_ADDRESSES = env.flag("CSWEEK_OIDC_TRUST_ADDRESSES")
if SINGLE_SIGN_ON:
    _APP = {
        "provider_id": "oidc",
        "name": env.text("CSWEEK_OIDC_NAME", "single sign-on"),
        "client_id": _CLIENT,
        "secret": _SECRET,
        "settings": {"server_url": SINGLE_SIGN_ON, "uid_field": "sub"},
    }
    SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [_APP]}}

# Sessions end after 12 hours unused and after 14 days in any case (csweek.people.sessions).
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_ABSOLUTE_AGE = 14 * 24 * 60 * 60
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "csweek-session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csweek-csrf"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# What browsers are told ------------------------------------------------------

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

if django.VERSION >= (6, 0):
    SECURE_CSP = POLICY
    MIDDLEWARE.insert(1, "django.middleware.csp.ContentSecurityPolicyMiddleware")
else:
    CONTENT_SECURITY_POLICY = {"DIRECTIVES": POLICY}
    MIDDLEWARE.insert(1, "csp.middleware.CSPMiddleware")

# Languages and time ----------------------------------------------------------

LANGUAGES = [
    ("en-gb", _("English (24-hour clock)")),
    ("en-us", _("English (United States)")),
    ("pt-pt", _("Portuguese")),
]
LANGUAGE_CODE = env.choice("CSWEEK_LANGUAGE", [code for code, _name in LANGUAGES], "en-gb")
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["csweek.formats"]
USE_TZ = True
TIME_ZONE = "UTC"

# Static files ----------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# Mail ------------------------------------------------------------------------

MAIL_SERVER, _SENDER = env.together("CSWEEK_MAIL_SERVER", "CSWEEK_MAIL_FROM")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _SENDER or "csweek@localhost"
_MAIL_PORT = env.number("CSWEEK_MAIL_PORT", 587, lowest=1, highest=65535)
_MAIL_TLS = env.flag("CSWEEK_MAIL_TLS", default=True)
_MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
if not MAIL_SERVER:
    _MAIL_BACKEND = "csweek.lib.mail.EmailBackend"
_MAIL_OPTIONS = {
    "host": MAIL_SERVER,
    "port": _MAIL_PORT,
    "username": env.text("CSWEEK_MAIL_USER"),
    "password": env.text("CSWEEK_MAIL_PASSWORD"),
    "use_ssl": _MAIL_TLS and _MAIL_PORT == 465,  # TLS from the first byte on
    "use_tls": _MAIL_TLS and _MAIL_PORT != 465,  # STARTTLS
    "timeout": 20,
}
if django.VERSION >= (6, 1):
    MAILERS = {
        "default": {"BACKEND": _MAIL_BACKEND, "OPTIONS": _MAIL_OPTIONS if MAIL_SERVER else {}}
    }
else:
    EMAIL_BACKEND = _MAIL_BACKEND
    EMAIL_HOST, EMAIL_PORT, EMAIL_TIMEOUT = MAIL_SERVER, _MAIL_PORT, _MAIL_OPTIONS["timeout"]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL_OPTIONS["username"], _MAIL_OPTIONS["password"]
    EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL_OPTIONS["use_tls"], _MAIL_OPTIONS["use_ssl"]

# Whether `start` and `demo` do what is due every minute, or somebody else runs `manage.py tick`.
TICK = env.flag("CSWEEK_TICK", default=True)

# What is written down of running ---------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"refused": {"()": "csweek.lib.logs.OneLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.request": {"filters": ["refused"]},
        "waitress.queue": {"level": "ERROR"},  # a request that waits its turn is no news
    },
}
