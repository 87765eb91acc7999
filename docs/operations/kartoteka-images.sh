#!/usr/bin/env bash
# Builds the two images that compose.yaml needs: the program, and Elasticsearch with the plugin that analyses text.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
engine=${CONTAINER_ENGINE:-docker}

(cd "$root" && mvn -B -ntp -Dquick -DskipTests -Dspotless.check.skip -Dcyclonedx.skip package)

context=$(mktemp -d)
trap 'rm -rf "$context"' EXIT
cp -R "$root/server/target/kartoteka/lib" "$context/lib"
cp -R "$root/ocr-models" "$context/ocr-models"
cp "$here/cluster/Dockerfile" "$here/cluster/start.sh" "$context/"
chmod +x "$context/start.sh"
"$engine" build -t kartoteka:0.1.0 "$context"

plugin=$(ls "$root"/analysis/target/*.zip | head -n 1)
cp "$plugin" "$context/analysis.zip"
cat > "$context/Dockerfile" <<'TEXT'
FROM elasticsearch:9.5.3
COPY analysis.zip /tmp/analysis.zip
RUN bin/elasticsearch-plugin install -b file:///tmp/analysis.zip
TEXT
"$engine" build -t kartoteka-search:9.5.3 "$context"
