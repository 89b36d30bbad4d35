-- How many songs of a playlist are on another one too, on the latest day: the 1,000 largest shares.
WITH latest AS (
  SELECT max(snapshot_date) AS snapshot_date
  FROM playlist_days
  WHERE snapshot_date > current_date - interval '31' day
),
charted AS (
  SELECT e.playlist_id, max(e.playlist) AS playlist, e.snapshot_date, e.song_id
  FROM chart_entries e
  JOIN latest l ON l.snapshot_date = e.snapshot_date
  WHERE e.snapshot_date > current_date - interval '31' day AND e.kind = 'track' AND e.song_id IS NOT NULL
  GROUP BY e.playlist_id, e.snapshot_date, e.song_id
),
totals AS (
  SELECT playlist_id, count(*) AS songs
  FROM charted
  GROUP BY playlist_id
),
pairs AS (
  SELECT
    a.playlist_id,
    b.playlist_id AS other_playlist_id,
    max(a.playlist) AS playlist,
    max(b.playlist) AS other_playlist,
    max(a.snapshot_date) AS snapshot_date,
    count(*) AS shared_songs
  FROM charted a
  JOIN charted b ON b.song_id = a.song_id AND b.playlist_id <> a.playlist_id
  GROUP BY a.playlist_id, b.playlist_id
)
SELECT
  p.playlist_id,
  p.playlist,
  p.other_playlist_id,
  p.other_playlist,
  p.snapshot_date,
  t.songs,
  p.shared_songs,
  round(CAST(p.shared_songs AS double) / t.songs, 4) AS share
FROM pairs p
JOIN totals t ON t.playlist_id = p.playlist_id
ORDER BY share DESC, p.shared_songs DESC, p.playlist, p.other_playlist, p.playlist_id, p.other_playlist_id
LIMIT 1000
