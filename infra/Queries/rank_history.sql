-- The songs at the places 1 to 20 of each playlist on each of the last 31 days.
SELECT playlist_id, playlist, snapshot_date, rank, song_id, song, artist
FROM chart_entries
WHERE snapshot_date > current_date - interval '31' day AND kind = 'track' AND rank <= 20
ORDER BY playlist, playlist_id, snapshot_date, rank
