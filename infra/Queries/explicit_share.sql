-- The share of explicit songs on each playlist, on each of the last 31 days, among those of which it is known.
SELECT
  playlist_id,
  playlist,
  snapshot_date,
  count(explicit) AS songs,
  count_if(explicit) AS explicit_songs,
  round(CAST(count_if(explicit) AS double) / count(explicit), 4) AS share
FROM chart_entries
WHERE snapshot_date > current_date - interval '31' day AND kind = 'track' AND explicit IS NOT NULL
GROUP BY playlist_id, playlist, snapshot_date
ORDER BY playlist, playlist_id, snapshot_date
