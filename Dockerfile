# The image: the folder of bin/release on Debian, without a toolchain, and the programs that make small pictures. One volume
# holds the SQLite database and the files of messages; with DATABASE_URL=postgres://… and MEDIA_URL=s3://… nothing is kept in it.
FROM swift:6.3.1-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends libsqlite3-dev libpq-dev pkg-config
WORKDIR /source
COPY Package.swift README.md .env.example ./
COPY bin bin
COPY docs docs
COPY packaging packaging
COPY Sources Sources
RUN SKIP_SETUP=1 bin/release /release/shubhstra

FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates libvips-tools poppler-utils && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 1000 --no-create-home --home-dir /var/lib/shubhstra --shell /usr/sbin/nologin shubhstra
RUN install -d -m 0700 -o shubhstra -g shubhstra /var/lib/shubhstra
COPY --from=build /release/shubhstra /opt/shubhstra
USER shubhstra
WORKDIR /var/lib/shubhstra
VOLUME /var/lib/shubhstra
ENV HOST=0.0.0.0 PORT=3000 DASHBOARD_PORT=3001
EXPOSE 3000 3001
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["/opt/shubhstra/packaging/healthy"]
ENTRYPOINT ["/opt/shubhstra/shubhstra"]
CMD ["serve"]
