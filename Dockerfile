# The relay as an image: `docker build -t counterbell .`; docs/DEPLOYING.md says how to run it.
# Debian 12 is what the tests run on. Any Node from 22 on that has such an image: --build-arg NODE_VERSION=24.
ARG NODE_VERSION=22

# What the relay needs at run time. Only better-sqlite3 has an install script: it fetches a binary or compiles one.
FROM node:${NODE_VERSION}-bookworm AS packages
WORKDIR /counterbell
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
# SQLite's sources and what compiling left behind, 25 MB.
RUN rm -rf node_modules/better-sqlite3/deps node_modules/better-sqlite3/src \
    && find node_modules/better-sqlite3/build -type f ! -path '*/Release/better_sqlite3.node' -delete

# Compiler and bundler run without any install script, and need no SQLite.
FROM node:${NODE_VERSION}-bookworm AS build
WORKDIR /counterbell
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN node build/compile.mjs && chmod +x dist/relay/main.js

FROM node:${NODE_VERSION}-bookworm-slim
LABEL org.opencontainers.image.title="Counterbell" \
      org.opencontainers.image.description="Visitor chat: the relay, with widget and console." \
      org.opencontainers.image.licenses="MIT"
# A uid that no account of the host is likely to have, and the same in every version: the volume belongs to it.
RUN groupadd --gid 10001 counterbell \
    && useradd --uid 10001 --gid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin counterbell \
    && install -d -m 0700 -o 10001 -g 10001 /data \
    && ln -s /counterbell/dist/relay/main.js /usr/local/bin/counterbell
WORKDIR /counterbell
COPY --from=packages /counterbell/node_modules ./node_modules
COPY package.json LICENSE README.md CHANGELOG.md ./
COPY examples ./examples
COPY --from=build /counterbell/dist ./dist
# What this Node compiles at a start, kept for all starts.
RUN HOST=127.0.0.1 PORT=0 DATA_DIR=/tmp/empty node dist/relay/compile-ahead.js serve && rm -r /tmp/empty
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    DATA_DIR=/data
USER 10001:10001
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 8080}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/counterbell/dist/relay/main.js"]
CMD ["serve"]
