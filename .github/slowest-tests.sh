#!/usr/bin/env bash
# Prints the ten slowest tests of the TRX files in a folder as a table in Markdown.
# Usage: .github/slowest-tests.sh FOLDER
set -euo pipefail

printf '| seconds | test |\n|---:|---|\n'
find "$1" -name '*.trx' -exec cat {} + |
  grep -o '<UnitTestResult [^>]*' |
  sed -nE 's/.* testName="([^"]*)".* duration="([0-9]+):([0-9]+):([0-9.]+)".*/\2 \3 \4 \1/p' |
  awk '{ seconds = $1 * 3600 + $2 * 60 + $3; $1 = $2 = $3 = ""; printf "%.1f\t%s\n", seconds, substr($0, 4) }' |
  sort -rn | awk -F '\t' 'NR <= 10 { gsub(/[|`]/, " ", $2); printf "| %s | `%s` |\n", $1, substr($2, 1, 160) }'
