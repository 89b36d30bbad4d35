-- Which songs moved most against the day before?
WITH days AS (
  SELECT
    playlist_id,
    snapshot_date,
    lag(snapshot_date) OVER (PARTITION BY playlist_id ORDER BY snapshot_date) AS day_before,
    row_number() OVER (PARTITION BY playlist_id ORDER BY snapshot_date DESC) AS age
  FROM playlists
),
ranks AS (
  SELECT playlist_id, snapshot_date, song_id, min(name) AS song, min(CAST(position AS integer)) + 1 AS rank
  FROM playlist_entries
  WHERE kind = 'track'
  GROUP BY playlist_id, snapshot_date, song_id
)
SELECT
  p.name AS playlist,
  d.snapshot_date,
  today.song,
  before.rank AS rank_before,
  today.rank,
  before.rank - today.rank AS places_gained
FROM days d
JOIN playlists p ON p.playlist_id = d.playlist_id AND p.snapshot_date = d.snapshot_date
JOIN ranks today ON today.playlist_id = d.playlist_id AND today.snapshot_date = d.snapshot_date
JOIN ranks before
  ON before.playlist_id = d.playlist_id AND before.snapshot_date = d.day_before AND before.song_id = today.song_id
WHERE d.age = 1 AND before.rank <> today.rank
ORDER BY abs(before.rank - today.rank) DESC, p.name, today.rank, p.playlist_id
LIMIT 100
