#!/usr/bin/env bash
# Unpacks Odoo 19, Debian's own package, into a folder, with what it needs from Debian beside it: install.sh FOLDER
# Does nothing when it is there. Needs root, apt and Debian's mirror.
set -euo pipefail
folder=${1:?folder}
package=pool/main/o/odoo/odoo-19_19.0.0+dfsg-1_all.deb
digest=9d2f598b0555db17e291d48ed24df184c70823c053c4c5ed53c467ca7f629bbf
[ -x "$folder/usr/bin/odoo" ] && exit 0

export DEBIAN_FRONTEND=noninteractive
apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=600 postgresql curl python3-{asn1crypto,babel,cbor2,chardet,cryptography,dateutil,docutils,freezegun,geoip2,gevent,greenlet,idna,jinja2,libsass,lxml,magic,markupsafe,num2words,ofxparse,openpyxl,openssl,passlib,pil,polib,psutil,psycopg2,pypdf,qrcode,reportlab,requests,rjsmin,serial,stdnum,tz,urllib3,usb,vobject,werkzeug,xlrd,xlsxwriter,xlwt,zeep}
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -n 1)
mkdir -p "$folder"
file=$(mktemp)
trap 'rm -f "$file"' EXIT
curl -fsS --retry 3 -o "$file" "${mirror%/}/$package"
echo "$digest  $file" | sha256sum -c --quiet -
unpacked=$(mktemp -d "$folder/new-XXXX")
dpkg -x "$file" "$unpacked"
chmod -R a+rX "$unpacked"
mv "$unpacked"/* "$folder/"
rmdir "$unpacked"
