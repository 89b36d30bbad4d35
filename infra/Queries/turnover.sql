-- How much of each playlist was replaced from one week's last snapshot to that of the next week read, over 31 days.
WITH last_days AS (
  SELECT
    playlist_id,
    date_trunc('week', snapshot_date) AS week,
    max(snapshot_date) AS snapshot_date,
    max_by(playlist, snapshot_date) FILTER (WHERE playlist IS NOT NULL) AS playlist
  FROM playlist_days
  WHERE snapshot_date > current_date - interval '31' day
  GROUP BY playlist_id, date_trunc('week', snapshot_date)
),
weeks AS (
  SELECT
    playlist_id,
    week,
    snapshot_date,
    playlist,
    lag(week) OVER (PARTITION BY playlist_id ORDER BY week) AS week_before,
    lead(week) OVER (PARTITION BY playlist_id ORDER BY week) AS week_after
  FROM last_days
),
places AS (
  SELECT DISTINCT w.playlist_id, w.playlist, w.week, w.week_before, w.week_after, e.song_id
  FROM weeks w
  LEFT JOIN chart_entries e
    ON e.playlist_id = w.playlist_id
    AND e.snapshot_date = w.snapshot_date
    AND e.snapshot_date > current_date - interval '31' day
    AND e.kind = 'track'
    AND e.song_id IS NOT NULL
),
seen AS (
  SELECT
    *,
    lag(week) OVER (PARTITION BY playlist_id, song_id ORDER BY week) AS seen_before,
    lead(week) OVER (PARTITION BY playlist_id, song_id ORDER BY week) AS seen_after
  FROM places
),
counted AS (
  SELECT
    playlist_id,
    playlist,
    week,
    week_before,
    count(song_id) AS songs,
    count(CASE WHEN seen_before IS NULL OR seen_before < week_before THEN song_id END) AS entries,
    count(CASE WHEN seen_after IS NULL OR seen_after > week_after THEN song_id END) AS exits_after
  FROM seen
  GROUP BY playlist_id, playlist, week, week_before
),
compared AS (
  SELECT *, lag(exits_after) OVER (PARTITION BY playlist_id ORDER BY week) AS exits
  FROM counted
)
SELECT
  playlist_id,
  playlist,
  week,
  songs,
  entries,
  exits,
  CASE WHEN songs > 0 THEN round(CAST(entries AS double) / songs, 4) END AS turnover,
  week_before,
  week <= current_date - interval '7' day AS is_over
FROM compared
WHERE week_before IS NOT NULL
ORDER BY playlist, playlist_id, week
