#!/bin/sh
# The program in its container. 'start' makes it the node that its settings describe; every other command speaks to that node,
# as ./kartoteka does elsewhere.
set -eu
run() {
  exec java -Xmx512m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true -Dfile.encoding=UTF-8 \
    -Dstdout.encoding=UTF-8 -Dkartoteka.root=/opt/kartoteka "$@"
}

if [ "${1:-}" = start ]; then
  (
    umask 077
    printf '%s\nnode.name=%s\nnode.roles=%s\n' "$KARTOTEKA_SETTINGS" "$KARTOTEKA_NODE" "$KARTOTEKA_ROLES" \
      > "$KARTOTEKA_DATA/kartoteka.properties"
  )
  umask 002 # the group may drop scans, and fetch what was refused
  run -Xms64m -Xss512k -XX:MaxMetaspaceSize=256m -XX:+ExitOnOutOfMemoryError \
    -cp '/opt/kartoteka/lib/*' org.kartoteka.server.Main "$@"
fi
run -XX:TieredStopAtLevel=1 -cp '/opt/kartoteka/lib/*' org.kartoteka.server.Main "$@"
