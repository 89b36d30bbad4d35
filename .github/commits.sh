#!/usr/bin/env bash
# Checks the messages of new commits: a subject of at most 72 characters without a full stop, and no path of a machine.
# Usage: .github/commits.sh [BASE]    BASE is a commit; without it, all since the commit that added this check are new
set -euo pipefail
cd "$(dirname "$0")/.."

base=${1:-$(git log --diff-filter=A --format=%H -- .github/commits.sh | tail -1)}
[ -n "$base" ] || { echo "There is no commit to check: the history is cut."; exit 0; }

result=0
while read -r commit; do
  subject=$(git log -1 --format=%s "$commit")
  if [ "${#subject}" -gt 72 ]; then
    echo "$commit: the subject has ${#subject} characters, not at most 72: $subject"
    result=1
  fi
  if [[ $subject == *. ]]; then
    echo "$commit: the subject ends with a full stop: $subject"
    result=1
  fi
  if git log -1 --format=%B "$commit" | grep -nE '(^|[^[:alnum:].])/(home|root|Users|work|tmp)/|[A-Z]:\\'; then
    echo "$commit: the message has a path of a machine"
    result=1
  fi
done < <(git rev-list --no-merges "$base..HEAD")

exit "$result"
