-- How much was played on each day: plays, minutes, and how many songs of how many artists. It reads all plays.
WITH
-- $counted
-- $recordings
days AS (
  SELECT
    CAST(heard_at AS date) AS day,
    count(*) AS plays,
    sum(listened_ms) AS listened_ms,
    count(DISTINCT recording) AS songs,
    count(DISTINCT CASE WHEN is_song THEN lower(trim(artist)) END) AS artists
  FROM heard
  GROUP BY CAST(heard_at AS date)
)
SELECT day, plays, round(CAST(listened_ms AS double) / 60000, 1) AS minutes, songs, artists
FROM days
ORDER BY day
