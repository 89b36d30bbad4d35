#!/usr/bin/env bash
# Prints the region of the stack STACK as an output of a step. Fails with the name of a setting that is missing.
# After it GitHub hides the e-mail addresses of the stack's configuration, in the log and in the summary.
set -euo pipefail
cd "$(dirname "$0")/../../.."

missing=0
require() {
  [ -n "$2" ] && return
  echo "::error::$1 is missing: set it in GitHub's environment '$ENVIRONMENT'. See docs/deploy.md, Deploy from GitHub." >&2
  missing=1
}

require "The variable AWS_ROLE, the ARN of the role that GitHub may assume," "$AWS_ROLE"
require "The secret PULUMI_ACCESS_TOKEN" "$PULUMI_ACCESS_TOKEN"

region=$(sed -nE "s/^ *aws:region: *[\"']?([a-z0-9-]+).*/\1/p" "Pulumi.$STACK.yaml" | head -n 1)
if [ -z "$region" ]; then
  echo "::error::Pulumi.$STACK.yaml has no aws:region. Write one, for example: aws:region: eu-central-1" >&2
  missing=1
fi

[ "$missing" = 0 ] || exit 1

{ grep -oE "[^][:space:],\"'<>#]+@[^][:space:],\"'<>#]+" "Pulumi.$STACK.yaml" || true; } | sed 's/^/::add-mask::/' >&2
echo "region=$region"
