#!/bin/sh
# Gathers the command line for the image into a folder: the WAR's classes and libraries, and of the
# command's own ones those that a server's operator needs. Called in the clone, after the build.
set -eu
tools=$1
mkdir -p "$tools"
cp -R web-module/target/carafe/WEB-INF/classes "$tools/classes"
cp web-module/target/carafe/WEB-INF/lib/*.jar cli-module/target/cli-module-*.jar "$tools/"
tr ':' '\n' <cli-module/target/classpath |
  grep -E '/(picocli|gson|jandex|jakarta\.jakartaee-api|jakarta\.mail|angus-activation|microprofile-[a-z-]+-api|eclipselink|weld-[a-z-]+|jboss-(logging|classfilewriter)|testing-module)-[0-9][^/]*\.jar$' |
  while read -r jar; do cp "$jar" "$tools/"; done
