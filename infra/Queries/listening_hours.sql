-- How much was played in each hour of the week: plays and minutes. It reads all plays.
WITH
-- $counted
hours AS (
  SELECT
    day_of_week(heard_at) AS weekday,
    hour(heard_at) AS hour,
    count(*) AS plays,
    sum(listened_ms) AS listened_ms
  FROM counted
  GROUP BY day_of_week(heard_at), hour(heard_at)
)
SELECT weekday, hour, plays, round(CAST(listened_ms AS double) / 60000, 1) AS minutes
FROM hours
ORDER BY weekday, hour
