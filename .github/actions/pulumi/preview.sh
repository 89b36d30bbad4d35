#!/usr/bin/env bash
# Prints Pulumi's changes of the stack STACK, in the log and in the summary, without accounts and addresses.
# It does not refresh, so it reads only the identity of the account from AWS: docs/deploy.md, Deploy from GitHub.
set -euo pipefail
cd "$(dirname "$0")/../../.."

# A summary may have a megabyte.
limit=900000

printed=$(mktemp)
trap 'rm -f "$printed"' EXIT
result=0
pulumi preview --stack "$STACK" --diff --refresh=false --color never --non-interactive 2>&1 < /dev/null \
  | .github/redact.pl | tee "$printed" || result=$?

{
  printf '## `pulumi preview` of the stack `%s`\n\n``````````text\n' "$STACK"
  head -c "$limit" "$printed"
  printf '\n``````````\n'
} >> "$GITHUB_STEP_SUMMARY"
exit "$result"
