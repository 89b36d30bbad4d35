-- The best place of each song that was at one of the places 1 to 20 of a playlist in the last 92 days, and since when.
WITH places AS (
  SELECT
    playlist_id,
    snapshot_date,
    song_id,
    min(playlist) AS playlist,
    min(song) AS song,
    min(artist) AS artist,
    min(rank) AS rank
  FROM chart_entries
  WHERE snapshot_date > current_date - interval '92' day AND kind = 'track' AND song_id IS NOT NULL AND rank <= 20
  GROUP BY playlist_id, snapshot_date, song_id
),
peaks AS (
  SELECT playlist_id, song_id, min(rank) AS peak_rank
  FROM places
  GROUP BY playlist_id, song_id
)
SELECT
  p.playlist_id,
  max_by(s.playlist, s.snapshot_date) FILTER (WHERE s.playlist IS NOT NULL) AS playlist,
  max_by(s.song, s.snapshot_date) FILTER (WHERE s.song IS NOT NULL) AS song,
  max_by(s.artist, s.snapshot_date) FILTER (WHERE s.artist IS NOT NULL) AS artist,
  p.peak_rank,
  min(s.snapshot_date) AS peak_day,
  count(*) AS days_at_peak
FROM peaks p
JOIN places s ON s.playlist_id = p.playlist_id AND s.song_id = p.song_id AND s.rank = p.peak_rank
GROUP BY p.playlist_id, p.song_id, p.peak_rank
ORDER BY playlist, p.playlist_id, p.peak_rank, peak_day, p.song_id
