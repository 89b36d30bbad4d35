-- The best place of each song that was at one of the places 1 to 20 of a playlist in the last 92 days, and since when.
WITH places AS (
  SELECT
    playlist_id,
    snapshot_date,
    song_id,
    playlist,
    song,
    artist,
    rank,
    min(rank) OVER (PARTITION BY playlist_id, song_id) AS peak_rank
  FROM chart_entries
  WHERE snapshot_date > current_date - interval '92' day AND kind = 'track' AND song_id IS NOT NULL AND rank <= 20
)
SELECT
  playlist_id,
  max_by(playlist, snapshot_date) FILTER (WHERE playlist IS NOT NULL) AS playlist,
  max_by(song, snapshot_date) FILTER (WHERE song IS NOT NULL) AS song,
  max_by(artist, snapshot_date) FILTER (WHERE artist IS NOT NULL) AS artist,
  peak_rank,
  min(snapshot_date) AS peak_day,
  count(*) AS days_at_peak
FROM places
WHERE rank = peak_rank
GROUP BY playlist_id, song_id, peak_rank
ORDER BY playlist, playlist_id, peak_rank, peak_day, song_id
