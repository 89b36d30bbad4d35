-- The 100 songs of each month that were played first then, and most since, and when they came back. It reads all plays.
WITH
-- $counted
-- $recordings
pauses AS (
  SELECT
    *,
    CAST(heard_at AS date) AS day,
    date_diff(
      'day',
      lag(CAST(heard_at AS date)) OVER (PARTITION BY recording ORDER BY played_at),
      CAST(heard_at AS date)) AS days_away
  FROM heard
  WHERE recording IS NOT NULL
),
first_plays AS (
  SELECT
    recording,
    min_by(day, played_at) AS first_day,
    max_by(song_id, played_at) FILTER (WHERE song_id IS NOT NULL) AS song_id,
    max_by(song, played_at) AS song,
    max_by(artist, played_at) AS artist,
    count(*) AS plays,
    sum(listened_ms) AS listened_ms,
    max_by(day, played_at) AS last_day,
    max_by(day, played_at) FILTER (WHERE days_away >= 90) AS back_on,
    max_by(days_away, played_at) FILTER (WHERE days_away >= 90) AS days_away
  FROM pauses
  GROUP BY recording
),
ordered AS (
  SELECT
    *,
    row_number() OVER (
      PARTITION BY date_trunc('month', first_day) ORDER BY plays DESC, listened_ms DESC NULLS LAST, recording
    ) AS place
  FROM first_plays
)
SELECT
  date_format(CAST(first_day AS timestamp), '%Y-%m') AS month,
  place,
  first_day,
  song_id,
  song,
  artist,
  plays,
  round(CAST(listened_ms AS double) / 60000, 1) AS minutes,
  last_day,
  back_on,
  days_away
FROM ordered
WHERE place <= 100
ORDER BY month, place
