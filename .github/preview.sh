#!/usr/bin/env bash
# Runs the twin of BASE and of this commit, for each stack, and writes the differences to DIR/preview.md.
# Usage: .github/preview.sh BASE DIR       BASE is a commit, DIR the folder for all output
# Fails when the twin of this commit does not run. When that of BASE does not run, it compares the output that there is.
set -euo pipefail
base=$1 dir=$(mkdir -p "$2" && cd "$2" && pwd)
cd "$(dirname "$0")/.."

# Two reports fit into one comment on GitHub, which may have 65,536 characters.
limit=28000

report=$dir/preview.md
: > "$report"
git worktree add --quiet --force --detach "$dir/base" "$base"
trap 'git worktree remove --force "$dir/base"' EXIT

# Runs the twin of the folder $1 with the stack $2, and prints its output without accounts and addresses.
run() {
  printf '\n\n$ dotnet dev.cs run --stack %s --out %s    (in %s)\n' "$2" "$3" "$1"
  (cd "$1" && dotnet dev.cs run --stack "$2" --out "$3" < /dev/null 2>&1) | .github/redact.pl
}

# The output of a failed run is beside the folder of the run.
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
