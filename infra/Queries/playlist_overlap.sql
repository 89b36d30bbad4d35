-- How many songs of a playlist are on another one too, on the latest day: the 1,000 largest shares.
WITH latest AS (
  SELECT max(snapshot_date) AS snapshot_date
  FROM playlist_days
  WHERE snapshot_date > current_date - interval '31' day
),
charted AS (
  SELECT e.song_id, array_agg(DISTINCT e.playlist_id) AS playlist_ids
  FROM chart_entries e
  JOIN latest l ON l.snapshot_date = e.snapshot_date
  WHERE e.snapshot_date > current_date - interval '31' day AND e.kind = 'track' AND e.song_id IS NOT NULL
  GROUP BY e.song_id
),
-- A playlist shares all of its songs with itself.
pairs AS (
  SELECT
    CAST(a.value AS varchar) AS playlist_id,
    CAST(b.value AS varchar) AS other_playlist_id,
    count(*) AS shared_songs
  FROM charted c
  CROSS JOIN UNNEST(c.playlist_ids) AS a (value)
  CROSS JOIN UNNEST(c.playlist_ids) AS b (value)
  GROUP BY CAST(a.value AS varchar), CAST(b.value AS varchar)
),
shares AS (
  SELECT
    playlist_id,
    other_playlist_id,
    shared_songs,
    max(CASE WHEN other_playlist_id = playlist_id THEN shared_songs END) OVER (PARTITION BY playlist_id) AS songs
  FROM pairs
),
named AS (
  SELECT d.playlist_id, d.playlist, d.snapshot_date
  FROM playlist_days d
  JOIN latest l ON l.snapshot_date = d.snapshot_date
  WHERE d.snapshot_date > current_date - interval '31' day
)
SELECT
  s.playlist_id,
  n.playlist,
  s.other_playlist_id,
  o.playlist AS other_playlist,
  n.snapshot_date,
  s.songs,
  s.shared_songs,
  round(CAST(s.shared_songs AS double) / s.songs, 4) AS share
FROM shares s
JOIN named n ON n.playlist_id = s.playlist_id
JOIN named o ON o.playlist_id = s.other_playlist_id
WHERE s.other_playlist_id <> s.playlist_id
ORDER BY share DESC, s.shared_songs DESC, n.playlist, other_playlist, s.playlist_id, s.other_playlist_id
LIMIT 1000
