# The server and the workers; compose.yaml says which.
FROM node:22-bookworm-slim
ENV NODE_ENV=production
WORKDIR /throughline
COPY package.json package-lock.json ./
COPY scripts/support ./scripts/support
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force
COPY . .
RUN mkdir -p /data && chown node:node /data
USER node
ENV DATA_DIR=/data
VOLUME /data
EXPOSE 3000
CMD ["npm", "run", "server"]
