#!/usr/bin/env bash
# Prepares compose.yaml: builds the images of the program, and of Elasticsearch with the plugin that analyses text. Where there
# is no folder 'trial' beside it, makes one, with secrets and the folder that is shared. May be run again after each change.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
engine=${CONTAINER_ENGINE:-docker}

context=$(mktemp -d)
trap 'rm -rf "$context"' EXIT

build_images() {
  rm -rf "$root/server/target/kartoteka" # no library of an earlier version stays
  (cd "$root" && mvn -B -ntp -Dquick -DskipTests -Dspotless.check.skip -Dcyclonedx.skip package)

  chmod 755 "$context"
  cp -R "$root/server/target/kartoteka/lib" "$root/ocr-models" "$context/"
  cp "$here/cluster/Dockerfile" "$here/cluster/kartoteka.sh" "$context/"
  chmod 755 "$context/kartoteka.sh"
  "$engine" build -t kartoteka:0.1.0 "$context"

  rm -r "${context:?}"/*
  cp "$root"/analysis/target/kartoteka-analysis-*-plugin.zip "$context/plugin.zip"
  cat > "$context/Dockerfile" <<'TEXT'
FROM docker.elastic.co/elasticsearch/elasticsearch:9.5.3
COPY plugin.zip /tmp/plugin.zip
RUN bin/elasticsearch-plugin install -b file:///tmp/plugin.zip
TEXT
  "$engine" build -t kartoteka-search:9.5.3 "$context"
}

# The containers see the secrets, others on this machine do not: they cannot enter 'trial'.
prepare_trial() {
  local trial=$here/trial user
  user=$(id -u):$(id -g)
  (
    umask 022
    mkdir -p "$trial/secrets" "$trial/share"
    chmod 700 "$trial"
    printf 'kartoteka' > "$trial/secrets/s3-access-key"
    openssl rand -hex 20 > "$trial/secrets/s3-secret-key"
    openssl rand -hex 20 > "$trial/secrets/broker-password"
  )
  if [ "$(id -u)" = 0 ]; then
    user=10001:10001
    chown "$user" "$trial/share"
  fi
  printf 'KARTOTEKA_USER=%s\n' "$user" > "$here/.env" # whose files the scans are
}

build_images
[ -d "$here/trial" ] || prepare_trial
echo "Ready: docker compose up --detach --wait"
