-- The same as movers, between yesterday and today: straight from the CSV tables, before the publication.
WITH places AS (
  SELECT
    playlist_id,
    song_id,
    nullif(min(name) FILTER (WHERE snapshot_date = CAST(current_date AS varchar)), '') AS song,
    min(CAST(position AS bigint)) FILTER (WHERE snapshot_date < CAST(current_date AS varchar)) + 1 AS rank_before,
    min(CAST(position AS bigint)) FILTER (WHERE snapshot_date = CAST(current_date AS varchar)) + 1 AS rank
  FROM playlist_entries
  WHERE snapshot_date >= CAST(current_date - interval '1' day AS varchar) AND kind = 'track' AND song_id <> ''
  GROUP BY playlist_id, song_id
),
names AS (
  SELECT artist_id, snapshot_date, nullif(max(name), '') AS artist
  FROM artists
  WHERE snapshot_date = CAST(current_date AS varchar)
  GROUP BY artist_id, snapshot_date
),
credits AS (
  SELECT song_id, artist_id, min(CAST(position AS bigint)) AS place
  FROM song_artists
  WHERE snapshot_date = CAST(current_date AS varchar)
  GROUP BY song_id, artist_id
),
credited AS (
  SELECT
    c.song_id,
    n.artist,
    row_number() OVER (PARTITION BY c.song_id ORDER BY c.place, c.artist_id) AS choice
  FROM credits c
  LEFT JOIN names n ON n.artist_id = c.artist_id
)
SELECT
  p.playlist_id,
  nullif(p.name, '') AS playlist,
  CAST(p.snapshot_date AS date) AS snapshot_date,
  s.song,
  c.artist,
  s.rank_before,
  s.rank,
  s.rank_before - s.rank AS places_gained
FROM playlists p
JOIN places s ON s.playlist_id = p.playlist_id
LEFT JOIN credited c ON c.song_id = s.song_id AND c.choice = 1
WHERE p.snapshot_date = CAST(current_date AS varchar) AND s.rank_before <> s.rank
ORDER BY abs(s.rank_before - s.rank) DESC, playlist, p.playlist_id, s.rank
LIMIT 100
