#!/usr/bin/env bash
# One Ceph monitor, one object store daemon on a sparse file and the RADOS gateway, all on the loopback address.
# usage: ceph.sh FOLDER GATEWAY_PORT MONITOR_PORT ACCESS_KEY SECRET_KEY
# Leaves mon.pid, osd.pid and rgw.pid in the folder. Says READY when the gateway answers and has the user.
set -euo pipefail
folder=$1 port=$2 monitor=$3 access=$4 secret=$5
mkdir -p "$folder"/{run,mon,osd,log}
cd "$folder"
fsid=$(cat /proc/sys/kernel/random/uuid)
cat > ceph.conf <<CONF
[global]
fsid = $fsid
mon initial members = a
mon host = [v2:127.0.0.1:$monitor,v1:127.0.0.1:$((monitor + 1))]
public addr = 127.0.0.1
cluster addr = 127.0.0.1
public network = 127.0.0.0/8
ms bind ipv6 = false
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 8
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon warn on pool no redundancy = false
mon max pg per osd = 1000
run dir = $folder/run
admin socket = $folder/run/\$cluster-\$name.asok
pid file = $folder/run/\$name.pid
log file = $folder/log/\$name.log
keyring = $folder/keyring
mon data = $folder/mon
osd data = $folder/osd
osd journal size = 100
bluestore block size = 4294967296
osd memory target = 939524096
bluestore cache size = 134217728
osd objectstore = bluestore
mon data avail warn = 2
mon data avail crit = 1
[client.rgw.a]
rgw frontends = beast endpoint=127.0.0.1:$port
rgw dns name = localhost
rgw enable usage log = false
rgw thread pool size = 32
rgw crypt require ssl = false
debug rgw = 1
CONF
export CEPH_CONF=$folder/ceph.conf

wait_for() { # SECONDS COMMAND…
  local end=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$end" ] || { echo "waited in vain for: $*" >&2; exit 1; }
    sleep 0.5
  done
}

ceph-authtool --create-keyring keyring --gen-key -n mon. --cap mon 'allow *' >/dev/null
ceph-authtool keyring --gen-key -n client.admin --cap mon 'allow *' --cap osd 'allow *' --cap mds 'allow *' --cap mgr 'allow *' >/dev/null
ceph-authtool keyring --gen-key -n client.rgw.a --cap mon 'allow rw' --cap osd 'allow rwx' >/dev/null
ceph-authtool keyring --gen-key -n osd.0 --cap mon 'allow profile osd' --cap osd 'allow *' --cap mgr 'allow profile osd' >/dev/null
monmaptool --create --addv a "[v2:127.0.0.1:$monitor,v1:127.0.0.1:$((monitor + 1))]" --fsid "$fsid" monmap >/dev/null
ceph-mon --mkfs -i a --monmap monmap --keyring keyring
ceph-mon -i a -f >log/mon.out 2>&1 &
echo $! >mon.pid
wait_for 120 timeout 5 ceph -s
# The same identity in both, or the daemon never counts as up.
identity=$(cat /proc/sys/kernel/random/uuid)
ceph osd new "$identity" >/dev/null
ceph-osd -i 0 --mkfs --osd-uuid "$identity" >log/osd-mkfs.out 2>&1
ceph osd crush add osd.0 1.0 root=default host=local >/dev/null 2>&1
ceph-osd -i 0 -f >log/osd.out 2>&1 &
echo $! >osd.pid
wait_for 120 bash -c "timeout 5 ceph osd stat | grep -q '1 up'"

start_gateway() {
  radosgw -f -n client.rgw.a >log/rgw.out 2>&1 &
  echo $! >rgw.pid
  wait_for 120 bash -c "exec 3<>/dev/tcp/127.0.0.1/$port"
}
start_gateway
# Clients name a region, and the gateway knows one only when told.
timeout 60 radosgw-admin zonegroup get 2>/dev/null | sed 's/"api_name": "default"/"api_name": "us-east-1"/' >zonegroup.json
timeout 60 radosgw-admin zonegroup set <zonegroup.json >/dev/null 2>&1
kill "$(cat rgw.pid)"
wait "$(cat rgw.pid)" || true
start_gateway
timeout 60 radosgw-admin user create --uid=archive --display-name=Archive --access-key="$access" --secret-key="$secret" >/dev/null 2>&1
echo READY
