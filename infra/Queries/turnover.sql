-- How much of each playlist was replaced from one week's last snapshot to that of the next week read, over 31 days.
WITH weeks AS (
  SELECT
    playlist_id,
    date_trunc('week', snapshot_date) AS week,
    max(snapshot_date) AS snapshot_date,
    max_by(playlist, snapshot_date) FILTER (WHERE playlist IS NOT NULL) AS playlist
  FROM playlist_days
  WHERE snapshot_date > current_date - interval '31' day
  GROUP BY playlist_id, date_trunc('week', snapshot_date)
),
pairs AS (
  SELECT
    playlist_id,
    week,
    snapshot_date,
    playlist,
    lag(snapshot_date) OVER (PARTITION BY playlist_id ORDER BY week) AS day_before,
    lag(week) OVER (PARTITION BY playlist_id ORDER BY week) AS week_before
  FROM weeks
),
places AS (
  SELECT DISTINCT playlist_id, snapshot_date, song_id
  FROM chart_entries
  WHERE snapshot_date > current_date - interval '31' day AND kind = 'track' AND song_id IS NOT NULL
),
compared AS (
  SELECT p.playlist_id, p.week, n.song_id, o.song_id AS old_song_id
  FROM pairs p
  JOIN places n ON n.playlist_id = p.playlist_id AND n.snapshot_date = p.snapshot_date
  LEFT JOIN places o ON o.playlist_id = p.playlist_id AND o.snapshot_date = p.day_before AND o.song_id = n.song_id
  WHERE p.day_before IS NOT NULL
  UNION ALL
  SELECT p.playlist_id, p.week, CAST(NULL AS varchar), o.song_id
  FROM pairs p
  JOIN places o ON o.playlist_id = p.playlist_id AND o.snapshot_date = p.day_before
  LEFT JOIN places n ON n.playlist_id = p.playlist_id AND n.snapshot_date = p.snapshot_date AND n.song_id = o.song_id
  WHERE n.song_id IS NULL
),
counted AS (
  SELECT
    playlist_id,
    week,
    count(song_id) AS songs,
    count_if(old_song_id IS NULL) AS entries,
    count_if(song_id IS NULL) AS exits
  FROM compared
  GROUP BY playlist_id, week
)
SELECT
  p.playlist_id,
  p.playlist,
  p.week,
  coalesce(c.songs, 0) AS songs,
  coalesce(c.entries, 0) AS entries,
  coalesce(c.exits, 0) AS exits,
  CASE WHEN c.songs > 0 THEN round(CAST(c.entries AS double) / c.songs, 4) END AS turnover,
  p.week_before,
  p.week <= current_date - interval '7' day AS is_over
FROM pairs p
LEFT JOIN counted c ON c.playlist_id = p.playlist_id AND c.week = p.week
WHERE p.day_before IS NOT NULL
ORDER BY p.playlist, p.playlist_id, p.week
