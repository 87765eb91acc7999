#!/bin/sh
# Writes the settings that the container was given, then becomes the service.
set -eu
umask 077
{
  printf '%s\n' "$KARTOTEKA_SETTINGS"
  printf 'node.name=%s\nnode.roles=%s\n' "$KARTOTEKA_NODE" "$KARTOTEKA_ROLES"
} > /data/kartoteka.properties
exec java -Xms64m -Xmx512m -Xss512k -XX:+UseSerialGC -XX:MaxMetaspaceSize=256m -XX:+ExitOnOutOfMemoryError \
  --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true -Dfile.encoding=UTF-8 -Dkartoteka.root=/opt/kartoteka \
  -cp '/opt/kartoteka/lib/*' org.kartoteka.server.Main start --data /data
