-- The 100 playlists, albums and artists from which most was played, and what was skipped there, of all plays.
WITH contexts AS (
  SELECT
    context_type,
    context_uri,
    max_by(
      CASE context_type WHEN 'artist' THEN artist WHEN 'album' THEN album WHEN 'show' THEN album END,
      played_at) AS name,
    count_if(coalesce(listened_ms, $counted_ms) >= $counted_ms) AS plays,
    CASE WHEN count(skipped) > 0 THEN count_if(skipped) END AS skips,
    sum(CASE WHEN listened_ms >= $counted_ms THEN listened_ms END) AS listened_ms
  FROM play_history
  GROUP BY context_type, context_uri
),
playlists AS (
  SELECT
    concat('spotify:playlist:', playlist_id) AS uri,
    max_by(playlist, snapshot_date) FILTER (WHERE playlist IS NOT NULL) AS playlist
  FROM playlist_days
  WHERE snapshot_date > current_date - interval '31' day
  GROUP BY playlist_id
)
SELECT
  c.context_type,
  c.context_uri,
  coalesce(p.playlist, c.name) AS name,
  c.plays,
  c.skips,
  round(CAST(c.listened_ms AS double) / 60000, 1) AS minutes
FROM contexts c
LEFT JOIN playlists p ON p.uri = c.context_uri
ORDER BY c.plays DESC, c.listened_ms DESC NULLS LAST, c.context_type NULLS LAST, c.context_uri NULLS LAST
LIMIT 100
