-- The 100 longest runs of a song on a playlist, in successive snapshots of the last 92 days.
WITH days AS (
  SELECT
    playlist_id,
    snapshot_date,
    playlist,
    row_number() OVER (PARTITION BY playlist_id ORDER BY snapshot_date) AS day_number
  FROM playlist_days
  WHERE snapshot_date > current_date - interval '92' day
),
places AS (
  SELECT playlist_id, snapshot_date, song_id, min(song) AS song, min(artist) AS artist, min(rank) AS rank
  FROM chart_entries
  WHERE snapshot_date > current_date - interval '92' day AND kind = 'track' AND song_id IS NOT NULL
  GROUP BY playlist_id, snapshot_date, song_id
),
stays AS (
  SELECT
    p.playlist_id,
    p.snapshot_date,
    p.song_id,
    p.song,
    p.artist,
    p.rank,
    d.playlist,
    -- The same for all snapshots of a run.
    d.day_number - row_number() OVER (PARTITION BY p.playlist_id, p.song_id ORDER BY p.snapshot_date) AS run
  FROM places p
  JOIN days d ON d.playlist_id = p.playlist_id AND d.snapshot_date = p.snapshot_date
)
SELECT
  playlist_id,
  max_by(playlist, snapshot_date) FILTER (WHERE playlist IS NOT NULL) AS playlist,
  max_by(song, snapshot_date) FILTER (WHERE song IS NOT NULL) AS song,
  max_by(artist, snapshot_date) FILTER (WHERE artist IS NOT NULL) AS artist,
  count(*) AS days,
  min(snapshot_date) AS first_day,
  max(snapshot_date) AS last_day,
  min(rank) AS best_rank
FROM stays
GROUP BY playlist_id, song_id, run
ORDER BY days DESC, best_rank, playlist, first_day, playlist_id, song_id
LIMIT 100
