#!/usr/bin/env -S node -C @liannao/source
console.log(process.version);
