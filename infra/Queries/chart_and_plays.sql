-- The user's own charts on the last snapshot of each week, over 31 days, and how often each song was played that week.
WITH
-- $counted
-- $recordings
weeks AS (
  SELECT playlist_id, date_trunc('week', snapshot_date) AS week, max(snapshot_date) AS snapshot_date
  FROM playlist_days
  WHERE snapshot_date > current_date - interval '31' day
    AND playlist_id IN ('top-tracks-short', 'top-tracks-medium', 'top-tracks-long')
  GROUP BY playlist_id, date_trunc('week', snapshot_date)
),
charted AS (
  SELECT
    e.playlist_id,
    e.playlist,
    w.week,
    e.rank,
    e.song_id,
    e.song,
    e.artist,
    upper(replace(s.isrc, '-', '')) AS isrc
  FROM weeks w
  JOIN chart_entries e ON e.playlist_id = w.playlist_id AND e.snapshot_date = w.snapshot_date
  LEFT JOIN charted_songs s ON s.song_id = e.song_id AND s.last_day > current_date - interval '31' day
  WHERE e.snapshot_date > current_date - interval '31' day AND e.kind = 'track'
),
named AS (
  SELECT
    *,
    -- $folded
    AS folded
  FROM charted
),
asked AS (
  SELECT n.playlist_id, n.playlist, n.week, n.rank, n.song_id, n.song, n.artist,
    CASE k.kind WHEN 'id' THEN n.song_id WHEN 'isrc' THEN n.isrc ELSE n.folded END AS key
  FROM named n
  CROSS JOIN (VALUES ('id'), ('isrc'), ('name')) AS k (kind)
),
played AS (
  SELECT
    date_trunc('week', CAST(heard_at AS date)) AS week,
    recording,
    array_agg(DISTINCT song_id) AS song_ids,
    array_agg(DISTINCT folded) AS folded_names,
    count(*) AS plays,
    sum(listened_ms) AS listened_ms
  FROM heard
  WHERE recording IS NOT NULL AND CAST(heard_at AS date) > current_date - interval '38' day
  GROUP BY date_trunc('week', CAST(heard_at AS date)), recording
),
ordered AS (
  SELECT
    *,
    row_number() OVER (PARTITION BY week ORDER BY plays DESC, listened_ms DESC NULLS LAST, recording) AS place
  FROM played
),
keyed AS (
  SELECT o.week, o.recording, o.plays, o.listened_ms, o.place, CAST(k.value AS varchar) AS key
  FROM ordered o
  CROSS JOIN UNNEST(concat(ARRAY[o.recording], o.song_ids, o.folded_names)) AS k (value)
),
matched AS (
  SELECT DISTINCT
    a.playlist_id, a.playlist, a.week, a.rank, a.song_id, a.song, a.artist,
    p.recording, p.plays, p.listened_ms, p.place,
    -- Without any play nothing is known.
    count(p.key) OVER () AS known
  FROM asked a
  LEFT JOIN keyed p ON p.week = a.week AND p.key = a.key
)
SELECT
  playlist_id,
  playlist,
  week,
  rank,
  song_id,
  song,
  artist,
  coalesce(sum(plays), 0) AS plays,
  round(CAST(sum(listened_ms) AS double) / 60000, 1) AS minutes,
  min(place) AS place_by_plays
FROM matched
WHERE known > 0
GROUP BY playlist_id, playlist, week, rank, song_id, song, artist
ORDER BY playlist_id, week, rank
