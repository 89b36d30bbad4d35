-- The 20 artists with most tracks of each playlist's latest snapshot: a track counts for each of its artists.
WITH latest AS (
  SELECT playlist_id, max(snapshot_date) AS snapshot_date
  FROM playlist_days
  WHERE snapshot_date > current_date - interval '31' day
  GROUP BY playlist_id
),
charted AS (
  SELECT
    e.playlist_id,
    e.playlist,
    e.snapshot_date,
    e.song_id,
    count(*) OVER (PARTITION BY e.playlist_id) AS all_entries
  FROM chart_entries e
  JOIN latest l ON l.playlist_id = e.playlist_id AND l.snapshot_date = e.snapshot_date
  WHERE e.snapshot_date > current_date - interval '31' day AND e.kind = 'track'
),
-- song_credits has the artists of a song's latest day, and a playlist's latest snapshot may be older.
credits AS (
  SELECT DISTINCT song_id, artist_id, CAST(snapshot_date AS date) AS snapshot_date
  FROM song_artists
  WHERE snapshot_date > CAST(current_date - interval '31' day AS varchar)
),
counted AS (
  SELECT c.playlist_id, c.playlist, c.snapshot_date, c.all_entries, k.artist_id, count(*) AS entries
  FROM charted c
  JOIN credits k ON k.song_id = c.song_id AND k.snapshot_date = c.snapshot_date
  GROUP BY c.playlist_id, c.playlist, c.snapshot_date, c.all_entries, k.artist_id
),
ordered AS (
  SELECT
    c.playlist_id,
    c.playlist,
    c.snapshot_date,
    a.artist,
    c.entries,
    c.all_entries,
    row_number() OVER (PARTITION BY c.playlist_id ORDER BY c.entries DESC, a.artist, c.artist_id) AS place
  FROM counted c
  LEFT JOIN charted_artists a ON a.artist_id = c.artist_id
)
SELECT playlist_id, playlist, snapshot_date, artist, entries, round(CAST(entries AS double) / all_entries, 4) AS share
FROM ordered
WHERE place <= 20
ORDER BY playlist, playlist_id, place
