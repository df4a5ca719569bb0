# Luật Gần Dân: one image for web, worker and commands.
FROM python:3.12-slim-trixie AS build
WORKDIR /build
COPY requirements/ requirements/
RUN python -m venv /opt/luatgandan \
 && /opt/luatgandan/bin/pip install --no-cache-dir --require-hashes -r requirements/build.txt \
 && /opt/luatgandan/bin/pip install --no-cache-dir --require-hashes -r requirements/base.txt \
 && /opt/luatgandan/bin/pip install --no-cache-dir --require-hashes -r requirements/scale.txt
COPY pyproject.toml README.md LICENSE ./
COPY src/ src/
RUN LUATGANDAN_HOME=/tmp/home PYTHONPATH=src /opt/luatgandan/bin/python -m luatgandan build_assets \
 && /opt/luatgandan/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.12-slim-trixie
# postgresql-client: pg_dump for backups, of the version of the server in compose.yaml (17; Debian 13 has that one).
RUN apt-get update \
 && apt-get install --yes --no-install-recommends postgresql-client-17 \
    tesseract-ocr tesseract-ocr-vie libpango-1.0-0 libpangoft2-1.0-0 \
 && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --user-group --create-home --home-dir /data luatgandan
COPY --from=build /opt/luatgandan /opt/luatgandan
ENV PATH=/opt/luatgandan/bin:$PATH LUATGANDAN_HOME=/data PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=luatgandan.config.settings.production
USER luatgandan
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz')"]
CMD ["gunicorn", "luatgandan.config.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--no-control-socket"]
