#!/bin/sh
# Starts the server of the image. Its files lie read-only in /opt/carafe, what it writes goes to
# /tmp/carafe. `start.sh check` asks whether it is ready, `start.sh train` makes the class archive.
set -eu
home=/opt/carafe
own=/tmp/carafe
archive=$home/server.aot

check() {
  # shellcheck disable=SC2016 # for bash, which can speak TCP without any program installed
  exec bash -c 'exec 3<>/dev/tcp/127.0.0.1/8080 &&
    printf "GET /health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n" >&3 &&
    read -r _ status _ <&3 && [ "$status" = 200 ]'
}

# Payara Micro writes beside its launcher: a folder with copies of what it changes and links to the
# rest. The launcher is copied too, because a link to it would be followed back.
prepare() {
  rm -rf "$own"
  mkdir -p "$own"
  cp -Rp "$home/server/launch-micro.jar" "$home/server/config" "$home/server/docroot" "$own/"
  for part in runtime lib META-INF; do ln -s "$home/server/$part" "$own/$part"; done
}

# A start without a database: the application is not deployed, but the server's classes are loaded.
train() {
  log=$(mktemp)
  java "@$home/java.options" -XX:AOTCacheOutput="$archive" -jar "$own/launch-micro.jar" $options >"$log" 2>&1 &
  server=$!
  until grep -q 'Payara Micro .* ready in' "$log"; do
    kill -0 $server || { cat "$log"; exit 1; }
    sleep 1
  done
  kill $server
  wait $server || true
  [ -s "$archive" ] || { cat "$log"; exit 1; }
}

options="--disablephonehome --nohazelcast --nohostaware --port 8080 --contextroot /
  --prebootcommandfile $home/listener.txt --deploy $home/carafe.war"
cd "$home"
case ${1:-} in
  check) check ;;
  train) prepare && train ;;
  *)
    umask 077
    prepare
    # shellcheck disable=SC2086 # the options are meant to be split
    exec java "@$home/java.options" -XX:AOTCache="$archive" -jar "$own/launch-micro.jar" $options "$@"
    ;;
esac
