#!/usr/bin/env bash
# Puts packages into a signed apt repository, which any web server can serve as it is:
#   packaging/apt/publish.sh REPOSITORY KEY PACKAGE.deb ...
# KEY names a secret key of this gpg. Former versions stay, so that a terminal can go back to one.
# Without a package the repository is only signed anew. Needs apt-utils and gpg.
set -euo pipefail

repository=$1 key=$2
shift 2
suite=stable component=main
index=dists/$suite/$component
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

mkdir -p "$repository/pool/$component"
for package in "$@"; do
  cp "$package" "$repository/pool/$component/"
done
cd "$repository"

for architecture in $(find pool -name '*.deb' | sed 's/.*_\(.*\)\.deb/\1/' | sort -u); do
  mkdir -p "$index/binary-$architecture"
  apt-ftparchive --arch "$architecture" packages "pool/$component" >"$index/binary-$architecture/Packages"
  gzip --keep --force --no-name "$index/binary-$architecture/Packages"
done
rm -f "dists/$suite"/{Release,Release.gpg,InRelease}
apt-ftparchive -o APT::FTPArchive::Release::Origin=Schalter \
  -o APT::FTPArchive::Release::Label=Schalter \
  -o APT::FTPArchive::Release::Suite="$suite" \
  -o APT::FTPArchive::Release::Codename="$suite" \
  -o APT::FTPArchive::Release::Components="$component" \
  -o APT::FTPArchive::Release::Architectures="$(cd "$index" && ls -d binary-* | sed 's/binary-//' | xargs)" \
  release "dists/$suite" >"$repository/Release.new"
mv "$repository/Release.new" "dists/$suite/Release"

sign=(gpg --batch --yes --quiet --local-user "$key")
"${sign[@]}" --clearsign --output "dists/$suite/InRelease" "dists/$suite/Release"
"${sign[@]}" --armor --detach-sign --output "dists/$suite/Release.gpg" "dists/$suite/Release"
gpg --batch --yes --quiet --output schalter.gpg --export "$key"
cp "$here"/{schalter.sources,schalter.pref,52schalter} .
