-- The 20 songs that were played most in each month, in UTC. It reads all plays.
WITH counted AS (
  SELECT
    date_format(played_at, '%Y-%m') AS month,
    song_id,
    -- The name of a song may change, and only a song without an id is known by its name alone.
    max(song) AS song,
    max(artist) AS artist,
    count(*) AS plays,
    sum(listened_ms) AS listened_ms
  FROM play_history
  WHERE kind IN ('track', 'local')
  GROUP BY
    date_format(played_at, '%Y-%m'),
    song_id,
    CASE WHEN song_id IS NULL THEN song END,
    CASE WHEN song_id IS NULL THEN artist END
),
ordered AS (
  SELECT
    month,
    row_number() OVER (
      PARTITION BY month
      ORDER BY plays DESC, listened_ms DESC NULLS LAST, song NULLS LAST, artist NULLS LAST, song_id NULLS LAST
    ) AS place,
    song_id,
    song,
    artist,
    plays,
    round(CAST(listened_ms AS double) / 60000, 1) AS minutes
  FROM counted
)
SELECT month, place, song_id, song, artist, plays, minutes
FROM ordered
WHERE place <= 20
ORDER BY month, place
