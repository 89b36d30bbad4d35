-- The 100 songs that moved most between the two latest snapshots of a playlist.
WITH days AS (
  SELECT
    playlist_id,
    snapshot_date,
    playlist,
    row_number() OVER (PARTITION BY playlist_id ORDER BY snapshot_date DESC) AS age
  FROM playlist_days
  WHERE snapshot_date > current_date - interval '31' day
),
places AS (
  SELECT
    e.playlist_id,
    max(d.playlist) FILTER (WHERE d.age = 1) AS playlist,
    max(d.snapshot_date) AS snapshot_date,
    min(e.song) FILTER (WHERE d.age = 1) AS song,
    min(e.artist) FILTER (WHERE d.age = 1) AS artist,
    min(e.rank) FILTER (WHERE d.age = 2) AS rank_before,
    min(e.rank) FILTER (WHERE d.age = 1) AS rank
  FROM chart_entries e
  JOIN days d ON d.playlist_id = e.playlist_id AND d.snapshot_date = e.snapshot_date
  WHERE e.snapshot_date > current_date - interval '31' day
    AND d.age <= 2
    AND e.kind = 'track'
    AND e.song_id IS NOT NULL
  GROUP BY e.playlist_id, e.song_id
)
SELECT playlist_id, playlist, snapshot_date, song, artist, rank_before, rank, rank_before - rank AS places_gained
FROM places
WHERE rank_before <> rank
ORDER BY abs(rank_before - rank) DESC, playlist, playlist_id, rank
LIMIT 100
