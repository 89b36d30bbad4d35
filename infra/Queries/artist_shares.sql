-- The 20 artists with the largest share of each playlist's latest snapshot: a song counts for each of its artists.
WITH latest AS (
  SELECT playlist_id, max(snapshot_date) AS snapshot_date
  FROM playlist_days
  WHERE snapshot_date > current_date - interval '31' day
  GROUP BY playlist_id
),
charted AS (
  SELECT e.playlist_id, e.playlist, e.snapshot_date, e.song_id
  FROM chart_entries e
  JOIN latest l ON l.playlist_id = e.playlist_id AND l.snapshot_date = e.snapshot_date
  WHERE e.snapshot_date > current_date - interval '31' day AND e.kind = 'track'
),
totals AS (
  SELECT playlist_id, count(*) AS all_entries
  FROM charted
  GROUP BY playlist_id
),
counted AS (
  SELECT c.playlist_id, c.playlist, c.snapshot_date, k.artist_id, min(k.artist) AS artist, count(*) AS entries
  FROM charted c
  JOIN song_credits k ON k.song_id = c.song_id
  GROUP BY c.playlist_id, c.playlist, c.snapshot_date, k.artist_id
),
ordered AS (
  SELECT
    c.playlist_id,
    c.playlist,
    c.snapshot_date,
    c.artist_id,
    c.artist,
    c.entries,
    t.all_entries,
    row_number() OVER (PARTITION BY c.playlist_id ORDER BY c.entries DESC, c.artist, c.artist_id) AS place
  FROM counted c
  JOIN totals t ON t.playlist_id = c.playlist_id
)
SELECT playlist, snapshot_date, artist, entries, round(CAST(entries AS double) / all_entries, 4) AS share
FROM ordered
WHERE place <= 20
ORDER BY playlist, playlist_id, place
