#!/usr/bin/env bash
# Runs the twin as BASE has it and as it is here, for each stack, and writes the difference to DIR/preview.md.
# Usage: .github/preview.sh BASE DIR       BASE is a commit, DIR gets all that the runs write
# Fails when the twin does not run here. When it does not run on BASE, it compares what is there.
set -euo pipefail
base=$1 dir=$(mkdir -p "$2" && cd "$2" && pwd)
cd "$(dirname "$0")/.."

# Two of them fit into one comment on GitHub: 65,536 characters.
limit=28000

report=$dir/preview.md
: > "$report"
git worktree add --quiet --force --detach "$dir/base" "$base"
trap 'git worktree remove --force "$dir/base"' EXIT

# Runs the twin of the folder $1 with the stack $2, and prints what it prints, without accounts and addresses.
run() {
  printf '\n\n$ dotnet dev.cs run --stack %s --out %s    (in %s)\n' "$2" "$3" "$1"
  (cd "$1" && dotnet dev.cs run --stack "$2" --out "$3" < /dev/null 2>&1) | .github/redact.pl
}

# A run that failed leaves its output beside the folder that it was to write.
folder() {
  if [ -d "$1" ]; then echo "$1"; else echo "$1.failed"; fi
}

result=0
for stack in dev prod; do
  before=$dir/$stack-before after=$dir/$stack-after
  run "$dir/base" "$stack" "$before" || echo "The twin does not run on the base."
  run . "$stack" "$after" || result=1

  if [ ! -d "$(folder "$after")" ]; then
    printf '## The stack `%s`\n\nThe twin does not run: see the log.\n\n' "$stack" >> "$report"
  elif [ ! -d "$(folder "$before")" ]; then
    printf '## The stack `%s`\n\nThe twin runs, but not on the base: there is nothing to compare with.\n\n' \
      "$stack" >> "$report"
  else
    dotnet dev.cs diff "$(folder "$before")" "$(folder "$after")" --limit "$limit" >> "$report" || result=1
    echo >> "$report"
  fi
done

cat "$report"
exit "$result"
