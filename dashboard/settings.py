"""All settings, from the environment (or a `.env` file beside manage.py). Safe unless told otherwise.

SECRET_KEY      required; `make setup` writes one into .env
DATABASE_URL    SQLite in DATA_DIR unless set, e.g. postgres://user:password@localhost:5432/inspections
ALLOWED_HOSTS   comma-separated; this machine alone unless set
HTTPS           true unless set to false: redirects to https, secure cookies, HSTS
BEHIND_PROXY    false unless set to true: the proxy's X-Forwarded-Proto says whether a request came by https
TRUSTED_PROXIES none unless set: networks of the proxies whose X-Forwarded-For names the client, comma-separated
SECOND_FACTOR   required to publish unless set to optional, which is for a trial
SECOND_PERSON   false unless set to true: who has read a report may not publish it
OIDC_ISSUER     staff sign in by name alone unless set: the address of the council's OpenID Connect provider, with
                OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME, OIDC_TENANT, OIDC_DOMAINS, OIDC_GROUPS_CLAIM, OIDC_GROUPS
DEBUG           false unless set to true
DATA_DIR        where the database, uploaded reports, drawn pictures and made files live; var/ unless set
REPORTS_BUCKET  none unless set: the S3 bucket where uploaded reports live instead of DATA_DIR
REPORTS_ENDPOINT  Amazon's unless set: the address of another service that speaks S3
HSTS_SUBDOMAINS  false unless set to true: HSTS for subdomains too
HSTS_PRELOAD    false unless set to true: HSTS for subdomains too, and to be preloaded by browsers
UPLOAD_MAX_MB   largest report that can be uploaded; 20 unless set
LOG_FORMAT      text unless set to json: one JSON object a line
SENTRY_DSN      none unless set: where errors are reported, in a service that speaks Sentry's protocol
ACCESS_LOG      false unless set to true: one line for each request
EMAIL_URL       where e-mail to staff goes out, e.g. smtp+tls://user:password@mail.example:587; none unless set
EMAIL_FROM      its sender; CONTACT_EMAIL unless set
OFSTED_PAUSE_SECONDS  pause before each request to Ofsted's site; 1 unless set, and never less
OFSTED_STAND_IN  address of a server that is asked in place of Ofsted's, for trials; none unless set
FINISHED_PAGES_MB  memory of each worker for finished pages; 64 unless set, 0 keeps none

SECRET_KEY, DATABASE_URL, OIDC_CLIENT_SECRET, EMAIL_URL and SENTRY_DSN may stand in files: SECRET_KEY_FILE and so on.
What each means for a deployment is in docs/development.md.
"""

from ipaddress import ip_network
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
env.read_env(BASE_DIR / ".env")
# A secret may stand in a file, as vaults and container engines hand them out. Its variable then ends in _FILE.
for secret in ("SECRET_KEY", "DATABASE_URL", "OIDC_CLIENT_SECRET", "EMAIL_URL", "SENTRY_DSN"):
    if file := env.str(f"{secret}_FILE", default=""):
        env.ENVIRON[secret] = Path(file).read_text(encoding="utf-8").strip()

DEBUG = env.bool("DEBUG", default=False)
# Not env.bool, which reads a misspelt "true" as false.
HTTPS = env.str("HTTPS", default="true").strip().lower() not in {"false", "0", "no", "off"}
SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. Run `make setup`, which writes one into .env, "
        "or set the environment variable SECRET_KEY to a long random text."
    )
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var")))
# Passwords, sessions and drafts are in it.
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)

INSTALLED_APPS = [
    "inspections",
    "dashboard",
    "inspections.admin_site.StaffAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "simple_history",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
]

MIDDLEWARE = [
    "dashboard.middleware.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "dashboard.middleware.refusals.PublicRequestMiddleware",
    "dashboard.middleware.unavailable.DatabaseAwayMiddleware",
    "dashboard.middleware.unavailable.SlowPictureMiddleware",
    # Compression can leak a secret that stands beside an attacker's text (BREACH). Public pages hold no secret. Staff
    # pages hold CSRF tokens, but Django masks them anew in each response and pads responses by a random length.
    "django.middleware.gzip.GZipMiddleware",
    "dashboard.middleware.headers.HeadersMiddleware",
    "dashboard.middleware.naming.NamingMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    # The first to look at a body. CSRF's middleware reads it later, once a view is found.
    "inspections.admin.bodies.StaffBodyMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "inspections.signing_in.sessions.SessionLimitsMiddleware",
]

ROOT_URLCONF = "dashboard.urls"
# Of the development server, which shows each change at once. Others serve `dashboard.wsgi.application`.
WSGI_APPLICATION = "dashboard.wsgi.django_application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# The default is not written as a URL, because a folder's name may have characters that mean something in one.
SQLITE = {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA_DIR / "inspections.sqlite3"}
DATABASES = {"default": env.db("DATABASE_URL") if env.str("DATABASE_URL", default="") else SQLITE}
if DATABASES["default"]["ENGINE"] == SQLITE["ENGINE"]:
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        # Django turns foreign keys on by itself. FULL: who publishes hears of it when it would outlast a power cut.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Codes that have been used, and the like: what all workers and machines have to know of.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "inspections_cache"}}

# == Signing in ==

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL, LOGIN_REDIRECT_URL = "account_login", "admin:index"
SESSION_COOKIE_AGE, SESSION_EXPIRE_AT_BROWSER_CLOSE = 12 * 3600, True
SECOND_FACTOR_REQUIRED = env.str("SECOND_FACTOR", default="required").strip().lower() != "optional"
SECOND_PERSON = env.bool("SECOND_PERSON", default=False)
ACCOUNT_ADAPTER = "inspections.signing_in.adapters.StaffAccountAdapter"
ACCOUNT_FORMS = {"login": "inspections.signing_in.forms.SignInForm"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_UNIQUE_EMAIL = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_METHODS = ("password", "mfa")
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_SESSION_REMEMBER = False
# These are counted in the audit log (inspections/signing_in/attempts.py).
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}
MFA_ADAPTER = "inspections.signing_in.adapters.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "inspections.signing_in.forms.CodeForm",
    "reauthenticate": "inspections.signing_in.forms.ConfirmingCodeForm",
    "activate_totp": "inspections.signing_in.forms.NewAppForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_SUPPORTED_TYPES = ["recovery_codes", "totp", "webauthn"]
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_WEBAUTHN_USER_VERIFICATION = "required"

OIDC_ISSUER = env.str("OIDC_ISSUER", default="").rstrip("/")
OIDC_NAME = env.str("OIDC_NAME", default="your council account")
OIDC_TENANT = env.str("OIDC_TENANT", default="")
OIDC_DOMAINS = [domain.strip().lower() for domain in env.list("OIDC_DOMAINS", default=[])]
OIDC_GROUPS_CLAIM = env.str("OIDC_GROUPS_CLAIM", default="groups")
OIDC_GROUPS = env.dict("OIDC_GROUPS", default={})
OIDC_APP = {
    "provider_id": "council",
    "name": OIDC_NAME,
    "client_id": env.str("OIDC_CLIENT_ID", default=""),
    "secret": env.str("OIDC_CLIENT_SECRET", default=""),
    # The signed token says all that is needed.
    "settings": {"server_url": OIDC_ISSUER, "fetch_userinfo": False, "oauth_pkce_enabled": True},
}
SOCIALACCOUNT_ADAPTER = "inspections.signing_in.provider.CouncilAccountAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [OIDC_APP] if OIDC_ISSUER else [],
        "provider_class": "inspections.signing_in.provider.CouncilProvider",
    }
}
# A link leads to the provider: the content security policy lets forms be sent to this site alone.
SOCIALACCOUNT_LOGIN_ON_GET = True

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {},
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = "dashboard.formats"

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "dashboard.charts.plotly_script.PlotlyScriptFinder",
]
MEDIA_ROOT = DATA_DIR / "reports"
STORAGES: dict[str, dict[str, object]] = {
    "default": {"BACKEND": "inspections.durable_files.DurableFiles"},
    "staticfiles": {"BACKEND": "dashboard.static_files.SmallStaticFiles"},
}
if REPORTS_BUCKET := env.str("REPORTS_BUCKET", default=""):
    # Who may use it is said to boto3, in any of its ways: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a role.
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": REPORTS_BUCKET,
            "endpoint_url": env.str("REPORTS_ENDPOINT", default="") or None,
            "default_acl": None,
            "file_overwrite": False,
        },
    }
# Shown to readers who have a question or find a fault. Empty hides it.
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="")
REPORT_UPLOAD_MAX_BYTES = env.int("UPLOAD_MAX_MB", default=20) * 1024 * 1024
FINISHED_PAGES_BYTES = env.int("FINISHED_PAGES_MB", default=64) * 1024 * 1024
# Only staff are written to: by `manage.py watch_ofsted`, when they are invited, and for a forgotten password.
EMAIL_URL = env.str("EMAIL_URL", default="")
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
if EMAIL_URL:
    vars().update(env.email_url("EMAIL_URL"))
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default=CONTACT_EMAIL) or "inspections@localhost"
OFSTED_STAND_IN = env.str("OFSTED_STAND_IN", default="")
# A stand-in may be asked as quickly as it can answer.
OFSTED_PAUSE_SECONDS = max(env.float("OFSTED_PAUSE_SECONDS", default=1.0), 0.0 if OFSTED_STAND_IN else 1.0)
FILE_UPLOAD_PERMISSIONS = 0o600

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
CSRF_FAILURE_VIEW = "inspections.admin.lost.csrf_failure"
if HTTPS:
    # Browsers take cookies of these names from this very host alone.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
# Only of this host: what holds for others of the council is not for this site to promise.
SECURE_HSTS_PRELOAD = HTTPS and env.bool("HSTS_PRELOAD", default=False)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD or (HTTPS and env.bool("HSTS_SUBDOMAINS", default=False))
# Those that ask for more.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
TRUSTED_PROXIES = [ip_network(network.strip()) for network in env.list("TRUSTED_PROXIES", default=[])]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"

SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

if SENTRY_DSN := env.str("SENTRY_DSN", default=""):
    import sentry_sdk

    # Errors alone, without names or addresses of anybody.
    sentry_sdk.init(dsn=SENTRY_DSN, send_default_pii=False)
ACCESS_LOG = env.bool("ACCESS_LOG", default=False)
LOG_FORMAT = env.str("LOG_FORMAT", default="text")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "dashboard.logs.RequestFilter"}},
    "formatters": {
        "text": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
        "json": {"()": "dashboard.logs.JsonFormatter"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["request"], "formatter": LOG_FORMAT},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"access": {"level": "INFO" if ACCESS_LOG else "WARNING"}, "audit": {"level": "INFO"}},
}
