-- The 100 songs that moved most between the two latest snapshots of a playlist.
WITH days AS (
  SELECT
    playlist_id,
    snapshot_date,
    playlist,
    lag(snapshot_date) OVER (PARTITION BY playlist_id ORDER BY snapshot_date) AS day_before,
    row_number() OVER (PARTITION BY playlist_id ORDER BY snapshot_date DESC) AS age
  FROM playlist_days
  WHERE snapshot_date > current_date - interval '31' day
),
places AS (
  SELECT playlist_id, snapshot_date, song_id, min(song) AS song, min(artist) AS artist, min(rank) AS rank
  FROM chart_entries
  WHERE snapshot_date > current_date - interval '31' day AND kind = 'track' AND song_id IS NOT NULL
  GROUP BY playlist_id, snapshot_date, song_id
)
SELECT
  d.playlist_id,
  d.playlist,
  d.snapshot_date,
  today.song,
  today.artist,
  before.rank AS rank_before,
  today.rank,
  before.rank - today.rank AS places_gained
FROM days d
JOIN places today ON today.playlist_id = d.playlist_id AND today.snapshot_date = d.snapshot_date
JOIN places before
  ON before.playlist_id = d.playlist_id AND before.snapshot_date = d.day_before AND before.song_id = today.song_id
WHERE d.age = 1 AND before.rank <> today.rank
ORDER BY abs(before.rank - today.rank) DESC, d.playlist, d.playlist_id, today.rank
LIMIT 100
