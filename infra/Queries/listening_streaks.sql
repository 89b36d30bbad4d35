-- The 20 longest runs of days with plays, and the 20 longest sessions with short pauses. It reads all plays.
WITH
-- $counted
followed AS (
  SELECT
    played_at,
    heard_at,
    listened_ms,
    date_add('millisecond', -coalesce(listened_ms, 0), played_at) AS began_at,
    lag(played_at) OVER (ORDER BY played_at, listened_ms) AS ended_before
  FROM counted
),
marked AS (
  SELECT
    *,
    CASE WHEN date_diff('millisecond', ended_before, began_at) <= 1800000 THEN 0 ELSE 1 END AS is_first
  FROM followed
),
numbered AS (
  SELECT
    *,
    sum(is_first) OVER (ORDER BY played_at, listened_ms ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS session,
    date_add('day', -dense_rank() OVER (ORDER BY CAST(heard_at AS date)), CAST(heard_at AS date)) AS run
  FROM marked
),
stretches AS (
  SELECT
    CASE WHEN run IS NOT NULL THEN 'days' ELSE 'session' END AS what,
    -- A run of days begins on its first day, though a play may have begun on the day before.
    CASE WHEN run IS NOT NULL THEN min(played_at) ELSE min(began_at) END AS began_at,
    max(played_at) AS last_at,
    max_by(heard_at, played_at) AS ended_at,
    count(DISTINCT CAST(heard_at AS date)) AS days,
    count(*) AS plays,
    sum(listened_ms) AS listened_ms
  FROM numbered
  GROUP BY GROUPING SETS ((run), (session))
),
ordered AS (
  SELECT
    *,
    row_number() OVER (
      PARTITION BY what
      ORDER BY CASE WHEN what = 'days' THEN days END DESC, listened_ms DESC NULLS LAST, plays DESC, last_at
    ) AS place
  FROM stretches
)
SELECT
  what,
  place,
  date_add(
    'minute',
    60 * timezone_hour(with_timezone(began_at, 'UTC') AT TIME ZONE '$time_zone')
      + timezone_minute(with_timezone(began_at, 'UTC') AT TIME ZONE '$time_zone'),
    began_at) AS began_at,
  ended_at,
  days,
  plays,
  round(CAST(listened_ms AS double) / 60000, 1) AS minutes
FROM ordered
WHERE place <= 20
ORDER BY what, place
