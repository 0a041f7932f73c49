"""The product's settings for the benchmarks: two empty pages more."""

from redwell.site.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
