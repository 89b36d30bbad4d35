-- How much was played on each day, in UTC: plays, minutes, and how many songs of how many artists. It reads all plays.
SELECT
  CAST(played_at AS date) AS day,
  count(*) AS plays,
  round(CAST(sum(listened_ms) AS double) / 60000, 1) AS minutes,
  count(DISTINCT CASE
    WHEN kind IN ('track', 'local') THEN coalesce(song_id, concat(coalesce(artist, ''), ' - ', song))
  END) AS songs,
  count(DISTINCT CASE WHEN kind IN ('track', 'local') THEN artist END) AS artists
FROM play_history
GROUP BY CAST(played_at AS date)
ORDER BY day
